package fetch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"
)

// publisher is a server of one file, which misbehaves as a test wants.
type publisher struct {
	*httptest.Server
	data []byte
	tag  string

	mu       sync.Mutex
	requests []*http.Request
	handle   []http.HandlerFunc // one for each request; after them it behaves
}

func newPublisher(t *testing.T, size int, handle ...http.HandlerFunc) *publisher {
	t.Helper()
	p := &publisher{data: someBytes(size, 1), tag: `"v1"`, handle: handle}
	p.Server = httptest.NewTLSServer(p)
	t.Cleanup(p.Close)
	return p
}

func someBytes(n int, seed uint64) []byte {
	b := make([]byte, n)
	r := rand.New(rand.NewPCG(seed, 0))
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

func (p *publisher) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	p.requests = append(p.requests, r)
	handle := p.serve
	if n := len(p.requests); n <= len(p.handle) {
		handle = p.handle[n-1]
	}
	p.mu.Unlock()
	handle(w, r)
}

// serve behaves: it knows ranges and versions.
func (p *publisher) serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("ETag", p.tag)
	http.ServeContent(w, r, "file", time.Time{}, bytes.NewReader(p.data))
}

// asked gives the value of a header in each request.
func (p *publisher) asked(header string) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var values []string
	for _, r := range p.requests {
		values = append(values, r.Header.Get(header))
	}
	return values
}

// breakOff sends n bytes of the file and closes the connection.
func breakOff(p **publisher, n int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		from, _, _ := rangeOf(r)
		data := (*p).data
		w.Header().Set("ETag", (*p).tag)
		w.Header().Set("Content-Length", strconv.Itoa(len(data)-from))
		if from > 0 {
			w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, len(data)-1, len(data)))
			w.WriteHeader(http.StatusPartialContent)
		}
		_, _ = w.Write(data[from : from+n])
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}
}

func rangeOf(r *http.Request) (from int, text string, ok bool) {
	text = r.Header.Get("Range")
	_, err := fmt.Sscanf(text, "bytes=%d-", &from)
	return from, text, err == nil
}

// answer gives a fixed status with headers and a body.
func answer(status int, header http.Header, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for k, v := range header {
			w.Header()[k] = v
		}
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		w.WriteHeader(status)
		_, _ = w.Write(body)
	}
}

func (p *publisher) source() Source {
	return Source{URL: p.URL + "/file", Size: int64(len(p.data)), SHA256: digestOf(p.data)}
}

func digestOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// options are those with which tests neither wait nor ask the real disk.
func (p *publisher) options() Options {
	return Options{
		Client: p.Client(),
		Free:   func(string) (int64, bool) { return 1 << 40, true },
		Wait:   func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	}
}

// left gives the names of the files in a folder.
func left(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	names := []string{}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// isWhole fails unless the folder holds the whole file and nothing else.
func isWhole(t *testing.T, path string, want []byte) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("the file has %d of %d bytes, %v", len(got), len(want), err)
	}
	if names := left(t, filepath.Dir(path)); !slices.Equal(names, []string{filepath.Base(path)}) {
		t.Errorf("left behind: %v", names)
	}
}

// isGone fails unless the folder is empty.
func isGone(t *testing.T, dir string) {
	t.Helper()
	if names := left(t, dir); len(names) > 0 {
		t.Errorf("left behind: %v", names)
	}
}
