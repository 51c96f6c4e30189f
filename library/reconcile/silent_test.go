package reconcile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/library/filecache"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/scan"
)

// hungDrive lets nobody read the files below its folder until let is closed.
type hungDrive struct {
	dir string
	let chan struct{}
}

func (d hungDrive) wrap(r io.Reader) io.Reader {
	if f, ok := r.(*os.File); ok && strings.HasPrefix(f.Name(), d.dir) {
		return hungFile{r, d.let}
	}
	return r
}

type hungFile struct {
	io.Reader
	let chan struct{}
}

func (f hungFile) Read(p []byte) (int, error) { <-f.let; return f.Reader.Read(p) }

// shootWithHungDrive makes a folder with many photos that cannot be read and some that
// can.
func shootWithHungDrive(t *testing.T, silence time.Duration) (root string, d hungDrive, o Options) {
	root = t.TempDir()
	d = hungDrive{filepath.Join(root, "a-hung"), make(chan struct{})}
	for i := range 12 {
		write(t, root, fmt.Sprintf("a-hung/%d.jpg", i), jpegBytes(uint64(i)))
	}
	for i := range 4 {
		write(t, root, fmt.Sprintf("well/%d.jpg", i), jpegBytes(uint64(100+i)))
	}
	files := filecache.New(filecache.Options{Wrap: d.wrap, Silence: silence})
	o.Workers, o.Reader = 2, FileReader{Pictures: picture.Reader{Files: files.For(filecache.Background)}}
	return root, d, o
}

func TestFilesThatCannotBeReadHoldUpNoOthersAndAreReadLater(t *testing.T) {
	root, d, o := shootWithHungDrive(t, 30*time.Millisecond)
	script := scriptedWatcher(make(chan scan.Change))
	o.Watcher = script
	w := watch(t, openCatalog(t), o, root)
	for i := range 4 {
		w.read(filepath.Join(root, fmt.Sprintf("well/%d.jpg", i)))
	}
	for _, p := range w.seen.photos {
		if strings.HasPrefix(p.Path, d.dir) && (p.Hash != "" || !p.Problem.IsZero() || p.Missing) {
			t.Errorf("something is known of %+v", p)
		}
	}
	close(d.let)
	for i := range 12 {
		path := filepath.Join(d.dir, fmt.Sprintf("%d.jpg", i))
		for deadline := time.Now().Add(patience); w.seen.at(path).Hash == "" && time.Now().Before(deadline); {
			w.say(script, scan.Change{Rescan: true})
			time.Sleep(5 * time.Millisecond)
		}
		if p := w.read(path); !p.Problem.IsZero() {
			t.Errorf("back again: %+v", p)
		}
	}
}

func TestTheEndDoesNotWaitForFilesThatCannotBeRead(t *testing.T) {
	before := runtime.NumGoroutine()
	root, d, o := shootWithHungDrive(t, time.Hour)
	cat := openCatalog(t)
	opened := runtime.NumGoroutine() - before // the catalogue's
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	start := time.Now()
	err := New(cat, o).Run(ctx, []string{root}, false, func(Event) {})
	if took := time.Since(start); !errors.Is(err, context.Canceled) || took > patience/2 {
		t.Errorf("ended with %v after %v", err, took)
	}
	close(d.let)
	for deadline := time.Now().Add(patience); runtime.NumGoroutine() > before+opened; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d goroutines are left after the drive answered, %d before", runtime.NumGoroutine(), before+opened)
		}
	}
}
