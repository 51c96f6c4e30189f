package pictures

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/filecache"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/scoring/queue"
)

type hungFile struct{ let chan struct{} }

func (f hungFile) Read([]byte) (int, error) { <-f.let; return 0, io.ErrUnexpectedEOF }

func TestADriveThatSaysNothingHoldsUpNeitherOtherPhotosNorTheEnd(t *testing.T) {
	dir, let := t.TempDir(), make(chan struct{})
	defer close(let)
	photo := func(name string) *library.Photo {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, phototest.PlainJPEG(phototest.Scene(96, 64, 1), 90), 0o600)); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return &library.Photo{Path: path, Size: info.Size(), ModTime: info.ModTime(), Format: library.JPEG}
	}
	store, err := catalog.OpenThumbs(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	files := func(silence time.Duration) *filecache.Cache {
		return filecache.New(filecache.Options{Silence: silence, Wrap: func(r io.Reader) io.Reader {
			if f, ok := r.(*os.File); ok && strings.Contains(f.Name(), "hung") {
				return hungFile{let}
			}
			return r
		}})
	}
	ps := Open(Options{Dir: t.TempDir(), Store: store, Log: func(string) {}, Files: files(50 * time.Millisecond)})
	for _, name := range []string{"hung/1.jpg", "hung/2.jpg", "hung/3.jpg"} {
		p := photo(name)
		if _, err := ps.Thumb(t.Context(), p); !errors.Is(err, queue.ErrNotNow) {
			t.Errorf("thumbnail of %s: %v", name, err)
		}
		if _, err := ps.Preview(t.Context(), p); !errors.Is(err, queue.ErrNotNow) {
			t.Errorf("preview of %s: %v", name, err)
		}
	}
	if _, err := ps.Thumb(t.Context(), photo("well/1.jpg")); err != nil {
		t.Errorf("another folder: %v", err)
	}
	ps.Close()

	ps = Open(Options{Dir: t.TempDir(), Store: store, Log: func(string) {}, Files: files(time.Hour)})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := ps.Thumb(ctx, photo("hung/4.jpg")); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("who leaves hears %v", err)
	}
	ps.Close() // or the test does not end
}
