package installing

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/scoring/models"
)

// storeOf makes a store whose publisher serves one small model.
func storeOf(t *testing.T, dir string, serve http.HandlerFunc) *models.Store {
	t.Helper()
	server := httptest.NewTLSServer(serve)
	t.Cleanup(server.Close)
	sum := sha256.Sum256(modelBytes())
	file := func(name string) models.File {
		return models.File{Name: name, Size: int64(len(modelBytes())), SHA256: hex.EncodeToString(sum[:])}
	}
	table := &models.Table{Models: []models.Model{{
		ID: "one", Name: "One", Role: models.Default, Repo: "me/one", Revision: strings.Repeat("a", 40), Licence: "MIT", Memory: 1e9,
		Model: file("one.gguf"), Projector: file("mmproj-one.gguf"),
	}}}
	return models.NewStore(dir, table, models.Options{
		Hosts: models.Hosts{Models: server.URL, Releases: server.URL, API: server.URL}, Client: server.Client(),
		Free: func(string) (int64, bool) { return 1 << 40, true },
		Wait: func(context.Context, time.Duration) error { return nil },
	})
}

func modelBytes() []byte { return bytes.Repeat([]byte("model"), 1000) }

// engineArchive is a release of llama.cpp with one library in it.
func engineArchive(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	packed := gzip.NewWriter(&b)
	w := tar.NewWriter(packed)
	err := w.WriteHeader(&tar.Header{Name: "llama-b1/libllama.so", Size: 4, Mode: 0o755, Typeflag: tar.TypeReg})
	if err == nil {
		_, err = io.WriteString(w, "code")
	}
	if err := errors.Join(err, w.Close(), packed.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// offerEngine makes a publisher that offers an engine besides its model, and counts
// how often the archive is fetched.
func offerEngine(t *testing.T, dir string) (store *models.Store, size string, fetched *int) {
	t.Helper()
	archive := engineArchive(t)
	fetched = new(int)
	store = storeOf(t, dir, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, "/repos/"):
			sum := sha256.Sum256(archive)
			fmt.Fprintf(w, `{"assets":[{"name":"e.tar.gz","size":%d,"digest":"sha256:%s"}]}`, len(archive), hex.EncodeToString(sum[:]))
		case strings.HasSuffix(r.URL.Path, "/e.tar.gz"):
			*fetched++
			_, _ = w.Write(archive)
		default:
			_, _ = w.Write(modelBytes())
		}
	})
	table := store.Table()
	table.Engine.Build, table.Engine.Licence = "b1", "MIT"
	table.Engine.Runtimes = []models.Runtime{{OS: runtime.GOOS, Arch: runtime.GOARCH, Backend: "cpu", Repo: "me/llama", Archives: []string{"e.tar.gz"}}}
	return store, fmt.Sprintf("%d bytes", len(archive)), fetched
}
