package pictures

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"keeplight.app/keeplight/library/filecache"
)

// card takes a second for each of its reads, which are of at most a megabyte.
type card struct{ io.Reader }

func (c card) Read(p []byte) (int, error) {
	time.Sleep(time.Second)
	return c.Reader.Read(p)
}

func TestWhatAPersonLooksAtNeverWaitsBehindTheRest(t *testing.T) {
	store := &shelf{jpegs: map[string][]byte{}}
	files := filecache.New(filecache.Options{Bytes: filecache.DefaultBytes, Wrap: func(r io.Reader) io.Reader { return card{r} }})
	p := onDisk(t, scene(1))
	long, other := filepath.Join(t.TempDir(), "long.jpg"), filepath.Join(t.TempDir(), "other.jpg")
	for _, path := range []string{long, other} {
		if err := os.WriteFile(path, make([]byte, 20<<20), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	synctest.Test(t, func(t *testing.T) {
		s := &Pictures{files: files, thumbs: newThumbs(store, through(files), func(string) {})}
		start := time.Now()
		ends := make(chan time.Duration, 2)
		for purpose, path := range map[filecache.Purpose]string{filecache.Ahead: long, filecache.Last: other} {
			go func() {
				if file, err := files.For(purpose).Open(context.Background(), path, 1<<30); err == nil {
					file.Close()
				}
				ends <- time.Since(start)
			}()
		}
		time.Sleep(500 * time.Millisecond)
		if _, err := s.Thumb(t.Context(), p); err != nil {
			t.Fatal(err)
		}
		// Its own read, which waits for none of the others' forty.
		if took := time.Since(start); took != 1500*time.Millisecond {
			t.Errorf("a person waited until %v", took)
		}
		for range 2 {
			// The pieces that others waited with are read later, none is lost.
			if took := <-ends; took < 20*time.Second || took > 22*time.Second {
				t.Errorf("the rest took %v", took)
			}
		}
		s.thumbs.wait()
		time.Sleep(time.Minute) // for the cache's timers
	})
}
