package fetch

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

const size = 300_000

func TestAFileArrivesWholeAndIsAskedForOnce(t *testing.T) {
	p := newPublisher(t, size)
	path := filepath.Join(t.TempDir(), "m.gguf")
	for range 2 { // the second finds it there
		if err := New(p.options()).File(t.Context(), p.source(), path); err != nil {
			t.Fatal(err)
		}
		isWhole(t, path, p.data)
	}
	if n := len(p.asked("Range")); n != 1 {
		t.Errorf("asked %d times", n)
	}
}

func TestAnInterruptionIsGoneOnWithWhereItBroke(t *testing.T) {
	var p *publisher
	p = newPublisher(t, size, breakOff(&p, 100_000), breakOff(&p, 50_000))
	path := filepath.Join(t.TempDir(), "m.gguf")
	if err := New(p.options()).File(t.Context(), p.source(), path); err != nil {
		t.Fatal(err)
	}
	isWhole(t, path, p.data)
	if got, want := p.asked("Range"), []string{"", "bytes=100000-", "bytes=150000-"}; !slices.Equal(got, want) {
		t.Errorf("asked for %q, want %q", got, want)
	}
	if got, want := p.asked("If-Range"), []string{"", `"v1"`, `"v1"`}; !slices.Equal(got, want) {
		t.Errorf("on condition %q, want %q", got, want)
	}
}

func TestACancelledDownloadIsNoFileAndIsGoneOnWithLater(t *testing.T) {
	var p *publisher
	ctx, cancel := context.WithCancel(t.Context())
	p = newPublisher(t, size, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", p.tag)
		_, _ = w.Write(p.data[:1000])
		w.(http.Flusher).Flush()
		<-r.Context().Done() // until the person has gone
	})
	path := filepath.Join(t.TempDir(), "m.gguf")
	o := p.options()
	o.Progress = func(now Progress) {
		if now.Phase == Loading && now.Done > 0 {
			cancel()
		}
	}
	o.Stall = time.Hour
	f := New(o)
	f.create = func(path string, flag int) (writer, error) {
		file, err := os.OpenFile(path, flag|os.O_WRONLY|os.O_CREATE, 0o600)
		return &everyWrite{file, func() { cancel() }}, err
	}
	if err := f.File(ctx, p.source(), path); !errors.Is(err, context.Canceled) {
		t.Fatalf("it gave %v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Fatal("a half file has the whole one's name")
	}
	if n := Unfinished(path); n != 1000 {
		t.Errorf("%d bytes are kept", n)
	}
	if err := New(p.options()).File(t.Context(), p.source(), path); err != nil {
		t.Fatal(err)
	}
	isWhole(t, path, p.data)
	if got, want := p.asked("Range"), []string{"", "bytes=1000-"}; !slices.Equal(got, want) {
		t.Errorf("asked for %q, want %q", got, want)
	}
}

// everyWrite calls a function after every write.
type everyWrite struct {
	writer
	after func()
}

func (w *everyWrite) Write(b []byte) (int, error) {
	defer w.after()
	return w.writer.Write(b)
}

func TestWhatCannotBeRightIsRefusedAndRemoved(t *testing.T) {
	other := someBytes(size, 2)
	for name, c := range map[string]struct {
		handle http.HandlerFunc
		want   error
		says   string
	}{
		"another file of the same size": {answer(200, nil, other), ErrDigest, "it was removed"},
		"a longer one that is announced": {
			answer(200, nil, append(slices.Clone(other), 1)), ErrSize, "300001",
		},
		"a longer one that is not": {func(w http.ResponseWriter, _ *http.Request) {
			w.(http.Flusher).Flush() // no length is known then
			_, _ = w.Write(append(slices.Clone(other), 1))
		}, ErrSize, "more than 300000"},
		"a shorter one":                 {answer(200, nil, other[1:]), ErrSize, "299999"},
		"a page that says no":           {answer(404, nil, []byte("no")), ErrRefused, "404 Not Found"},
		"a page that wants a licence":   {answer(403, nil, nil), ErrRefused, "403 Forbidden"},
		"a redirect to plain HTTP":      {redirect("http://127.0.0.1:1/file"), ErrInsecure, "only HTTPS"},
		"a redirect to a file":          {redirect("file:///etc/passwd"), ErrInsecure, "only HTTPS"},
		"redirects in a circle":         {nil, ErrRefused, "too many redirects"},
		"a redirect without an address": {answer(302, nil, nil), ErrRefused, "302"},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPublisher(t, size)
			if c.handle == nil {
				c.handle = func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, p.URL+"/again", http.StatusFound) }
			}
			p.handle = slices.Repeat([]http.HandlerFunc{c.handle}, 40)
			dir := t.TempDir()
			err := New(p.options()).File(t.Context(), p.source(), filepath.Join(dir, "m.gguf"))
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("it gave %v, want %v with %q", err, c.want, c.says)
			}
			isGone(t, dir)
		})
	}
}

func redirect(to string) http.HandlerFunc {
	return answer(http.StatusFound, http.Header{"Location": {to}}, nil)
}

func TestPlainHTTPIsNotSpoken(t *testing.T) {
	p := newPublisher(t, size)
	src := p.source()
	for _, address := range []string{"http://" + strings.TrimPrefix(p.URL, "https://") + "/file", "ftp://x/y", "file:///etc/passwd", "x", "https:///file", "\x00"} {
		src.URL = address
		dir := t.TempDir()
		if err := New(p.options()).File(t.Context(), src, filepath.Join(dir, "m")); !errors.Is(err, ErrInsecure) {
			t.Errorf("%q gave %v", address, err)
		}
		isGone(t, dir)
	}
}

func TestARedirectToAnotherHTTPSHostIsFollowed(t *testing.T) {
	store := newPublisher(t, size)
	p := newPublisher(t, size, redirect(strings.Replace(store.URL, "127.0.0.1", "localhost", 1)+"/blob"))
	o := p.options()
	// Both hosts of this test have certificates for example.com alone.
	transport := p.Client().Transport.(*http.Transport).Clone()
	transport.TLSClientConfig.ServerName = "example.com"
	o.Client = &http.Client{Transport: transport}
	path := filepath.Join(t.TempDir(), "m.gguf")
	if err := New(o).File(t.Context(), p.source(), path); err != nil {
		t.Fatal(err)
	}
	isWhole(t, path, p.data)
	if n := len(store.asked("Range")); n != 1 {
		t.Errorf("the other host was asked %d times", n)
	}
}

func TestWhatServersDoToRangesCostsATryAndNoMore(t *testing.T) {
	for name, handle := range map[string]func(p *publisher) http.HandlerFunc{
		"no ranges": func(p *publisher) http.HandlerFunc {
			return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(p.data) }
		},
		"another version": func(p *publisher) http.HandlerFunc {
			return func(w http.ResponseWriter, r *http.Request) {
				p.tag = `"v2"`
				p.serve(w, r)
			}
		},
		"another part": func(p *publisher) http.HandlerFunc {
			return answer(206, http.Header{"Content-Range": {"bytes 7-299999/300000"}}, p.data[7:])
		},
		"a part of another file": func(p *publisher) http.HandlerFunc {
			return answer(206, http.Header{"Content-Range": {"bytes 1000-400000/400001"}}, p.data[1000:])
		},
		"a part without a range": func(p *publisher) http.HandlerFunc { return answer(206, nil, p.data[1000:]) },
		"no rest":                func(*publisher) http.HandlerFunc { return answer(416, nil, nil) },
		"an overloaded server":   func(*publisher) http.HandlerFunc { return answer(503, nil, []byte("later")) },
		"too many requests":      func(*publisher) http.HandlerFunc { return answer(429, nil, nil) },
	} {
		t.Run(name, func(t *testing.T) {
			var p *publisher
			p = newPublisher(t, size, breakOff(&p, 1000))
			p.handle = append(p.handle, handle(p))
			path := filepath.Join(t.TempDir(), "m.gguf")
			if err := New(p.options()).File(t.Context(), p.source(), path); err != nil {
				t.Fatal(err)
			}
			isWhole(t, path, p.data)
			if n := len(p.asked("Range")); n > 3 {
				t.Errorf("asked %d times", n)
			}
		})
	}
}

func TestAServerThatFallsSilentIsAskedAgain(t *testing.T) {
	p := newPublisher(t, size, func(w http.ResponseWriter, r *http.Request) {
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	o := p.options()
	o.Stall, o.Tries = 300*time.Millisecond, 20
	path := filepath.Join(t.TempDir(), "m.gguf")
	if err := New(o).File(t.Context(), p.source(), path); err != nil {
		t.Fatal(err)
	}
	isWhole(t, path, p.data)
}

func TestAfterTriesInVainWhatCameIsKept(t *testing.T) {
	var p *publisher
	p = newPublisher(t, size, breakOff(&p, 1000))
	p.handle = append(p.handle, slices.Repeat([]http.HandlerFunc{answer(503, nil, nil)}, 9)...)
	o := p.options()
	o.Tries = 4
	path := filepath.Join(t.TempDir(), "m.gguf")
	if err := New(o).File(t.Context(), p.source(), path); !errors.Is(err, ErrUnreachable) {
		t.Errorf("it gave %v", err)
	}
	if n := Unfinished(path); n != 1000 || len(p.asked("Range")) != 4 {
		t.Errorf("%d bytes after %d requests", n, len(p.asked("Range")))
	}
	if err := Discard(path); err != nil {
		t.Error(err)
	}
	isGone(t, filepath.Dir(path))
}

func TestWithoutANetworkItSaysSoSoon(t *testing.T) {
	p := newPublisher(t, size)
	o, src := p.options(), p.source()
	p.Close()
	waits := 0
	o.Wait = func(context.Context, time.Duration) error { waits++; return nil }
	dir := t.TempDir()
	if err := New(o).File(t.Context(), src, filepath.Join(dir, "m")); !errors.Is(err, ErrUnreachable) {
		t.Errorf("it gave %v", err)
	}
	if waits != 1 {
		t.Errorf("it waited %d times", waits)
	}
	isGone(t, dir)
}

func TestWithoutRoomNothingIsAskedFor(t *testing.T) {
	p := newPublisher(t, size)
	o := p.options()
	o.Free = func(string) (int64, bool) { return size + Reserve - 1, true }
	dir := t.TempDir()
	err := New(o).File(t.Context(), p.source(), filepath.Join(dir, "m.gguf"))
	if !errors.Is(err, ErrNoRoom) || len(p.asked("Range")) > 0 {
		t.Errorf("it gave %v after %d requests", err, len(p.asked("Range")))
	}
	isGone(t, dir)
}

func TestADiskThatBecomesFullKeepsNothing(t *testing.T) {
	p := newPublisher(t, size)
	dir := t.TempDir()
	f := New(p.options())
	f.create = func(path string, flag int) (writer, error) {
		file, err := os.OpenFile(path, flag|os.O_WRONLY|os.O_CREATE, 0o600)
		return &smallDisk{file, 100_000}, err
	}
	err := f.File(t.Context(), p.source(), filepath.Join(dir, "m.gguf"))
	if !errors.Is(err, ErrNoRoom) || !strings.Contains(err.Error(), "was removed") {
		t.Errorf("it gave %v", err)
	}
	isGone(t, dir)
}

// smallDisk has room for some bytes.
type smallDisk struct {
	writer
	room int
}

func (d *smallDisk) Write(b []byte) (int, error) {
	n, err := d.writer.Write(b[:min(len(b), d.room)])
	d.room -= n
	if err == nil && n < len(b) {
		err = &os.PathError{Op: "write", Path: "m.gguf.part", Err: syscall.ENOSPC}
	}
	return n, err
}

func TestALinkInTheWayIsNotFollowed(t *testing.T) {
	p := newPublisher(t, size)
	dir, victim := t.TempDir(), filepath.Join(t.TempDir(), "victim")
	if err := errors.Join(os.WriteFile(victim, []byte("mine"), 0o600), os.Symlink(victim, filepath.Join(dir, "m.part"))); err != nil {
		t.Fatal(err)
	}
	if err := New(p.options()).File(t.Context(), p.source(), filepath.Join(dir, "m")); err == nil {
		t.Error("it wrote through a link")
	}
	if got, _ := os.ReadFile(victim); string(got) != "mine" {
		t.Errorf("the file behind it holds %q", got)
	}
}

func TestSmallAnswersAreBounded(t *testing.T) {
	p := newPublisher(t, 5000)
	client := NewClient(p.Client())
	if got, err := Small(t.Context(), client, p.URL, 5000); err != nil || !slices.Equal(got, p.data) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	if _, err := Small(t.Context(), client, p.URL, 4999); !errors.Is(err, ErrSize) {
		t.Errorf("it gave %v", err)
	}
	p.handle = slices.Repeat([]http.HandlerFunc{answer(404, nil, nil)}, 9)
	if _, err := Small(t.Context(), client, p.URL, 10); !errors.Is(err, ErrRefused) {
		t.Errorf("it gave %v", err)
	}
}

func TestProgressNeverGoesBackAndEndsWhole(t *testing.T) {
	p := newPublisher(t, 5_000_000)
	var mu sync.Mutex
	var seen []Progress
	o := p.options()
	o.Progress = func(now Progress) { mu.Lock(); seen = append(seen, now); mu.Unlock() }
	if err := New(o).File(t.Context(), p.source(), filepath.Join(t.TempDir(), "m")); err != nil {
		t.Fatal(err)
	}
	for i := 1; i < len(seen); i++ {
		a, b := seen[i-1], seen[i]
		if b.Size != 5_000_000 || b.Phase < a.Phase || b.Phase == a.Phase && b.Done < a.Done {
			t.Errorf("%+v after %+v", b, a)
		}
	}
	if last := seen[len(seen)-1]; last.Phase != Checking || last.Done != last.Size {
		t.Errorf("it ends with %+v", last)
	}
}

func TestRateAndTimeLeftAreOfTheLastMoments(t *testing.T) {
	var got Progress
	now := time.Unix(0, 0)
	m := meter{now: func() time.Time { return now }, tell: func(p Progress) { got = p }, size: 100e6}
	m.enter(Loading, 0)
	for i := range 60 { // half a minute of 1 MB/s, then as long at twice the speed
		now = now.Add(500 * time.Millisecond)
		m.add(map[bool]int{false: 500_000, true: 1_000_000}[i >= 30])
	}
	if got.Rate != 2e6 || got.Left != 27500*time.Millisecond {
		t.Errorf("%+v", got)
	}
}

func FuzzContentRange(f *testing.F) {
	for _, text := range []string{"bytes 5-9/10", "bytes 0-0/1", "bytes 5-9/*", "bytes */10", "bytes 9-5/10", "bytes +5-9/10", "bytes 1-99999999999999999999/3", "", "items 1-2/3"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		from, size, ok := parseRange(text)
		if ok && (from < 0 || size <= from) {
			t.Errorf("%q is %d of %d", text, from, size)
		}
		if !ok && (from != 0 || size != 0) {
			t.Errorf("%q is none, and %d of %d", text, from, size)
		}
	})
}

func FuzzETag(f *testing.F) {
	for _, text := range []string{`"a"`, `W/"a"`, `""`, `"a"b"`, "\"a\r\nX: y\"", `"`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if tag := strongTag(text); tag != "" && (tag != text || strings.ContainsAny(tag, "\r\n\x00 ") || strings.HasPrefix(tag, "W/")) {
			t.Errorf("%q became %q", text, tag)
		}
	})
}
