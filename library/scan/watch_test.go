package scan

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/library/catalog"
)

// patience bounds a wait for the real file system.
const patience = 20 * time.Second

// watching is a Watcher that runs on the real file system for one test.
type watching struct {
	t       *testing.T
	changes chan Change
}

// watch starts watching and waits until changes will be noticed.
func watch(t *testing.T, roots ...string) *watching {
	t.Helper()
	return watchSettling(t, 50*time.Millisecond, roots...)
}

// watchSettling is watch for files that are taken for whole after so long.
func watchSettling(t *testing.T, settle time.Duration, roots ...string) *watching {
	t.Helper()
	w := &watching{t: t, changes: make(chan Change)}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	opts := WatchOptions{Settle: settle, SettleEmpty: 200 * time.Millisecond, Rescan: time.Hour, CheckRoots: 50 * time.Millisecond}
	go func() {
		done <- NewWatcher(opts).Run(ctx, roots, func(c Change) {
			select {
			case w.changes <- c:
			case <-ctx.Done():
			}
		})
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("the watch ended with %v", err)
		}
	})
	w.until("the first rescan", func(c Change) bool { return c.Rescan })
	return w
}

// until takes changes until one is as wanted.
func (w *watching) until(what string, wanted func(Change) bool) Change {
	w.t.Helper()
	deadline := time.After(patience)
	for {
		select {
		case c := <-w.changes:
			if wanted(c) {
				return c
			}
		case <-deadline:
			w.t.Fatalf("%s was not reported", what)
		}
	}
}

func (w *watching) stable(path string) catalog.File {
	w.t.Helper()
	var found catalog.File
	w.until(path, func(c Change) bool {
		i := slices.IndexFunc(c.Stable, func(f catalog.File) bool { return f.Path == path })
		if i >= 0 {
			found = c.Stable[i]
		}
		return i >= 0
	})
	return found
}

func (w *watching) gone(path string) Change {
	w.t.Helper()
	return w.until("that "+path+" went", func(c Change) bool { return slices.Contains(c.Gone, path) })
}

func TestANewFileIsReported(t *testing.T) {
	dir := t.TempDir()
	w := watch(t, dir)
	path := write(t, dir, "a.jpg", "content")
	if f := w.stable(path); f.Size != 7 {
		t.Errorf("size %d", f.Size)
	}
}

func TestAFileThatGrowsIsReportedWithItsLastSize(t *testing.T) {
	dir := t.TempDir()
	w := watch(t, dir)
	path := write(t, dir, "a.jpg", "half")
	w.stable(path)
	write(t, dir, "a.jpg", "half and whole")
	if f := w.stable(path); f.Size != 14 {
		t.Errorf("size %d", f.Size)
	}
}

func TestACopyIsReportedUnderItsLastName(t *testing.T) {
	dir := t.TempDir()
	w := watch(t, dir)
	part := write(t, dir, "a.jpg.part", "content")
	path := filepath.Join(dir, "a.jpg")
	must(t, os.Rename(part, path))
	w.stable(path)
}

func TestARenameIsReportedAsOneChange(t *testing.T) {
	dir := t.TempDir()
	old := write(t, dir, "old.jpg", "x")
	// Long enough for both messages of the system to come on a busy machine.
	w := watchSettling(t, 3*time.Second, dir)
	path := filepath.Join(dir, "new.jpg")
	must(t, os.Rename(old, path))
	c := w.gone(old)
	if len(c.Stable) != 1 || c.Stable[0].Path != path {
		t.Errorf("with the old name gone, stable is %v", c.Stable)
	}
}

func TestAFolderThatAppearsIsWatched(t *testing.T) {
	dir := t.TempDir()
	w := watch(t, dir)
	first := write(t, dir, "day/one/a.jpg", "x")
	w.stable(first)
	w.stable(write(t, dir, "day/one/b.jpg", "x"))
}

func TestARenamedFolderIsWatchedUnderItsNewName(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "old/deep/a.jpg", "x")
	w := watch(t, dir)
	must(t, os.Rename(filepath.Join(dir, "old"), filepath.Join(dir, "new")))
	w.gone(filepath.Join(dir, "old"))
	w.stable(write(t, dir, "new/deep/b.jpg", "x"))
}

func TestARemovedFolderTakesItsFilesWithIt(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "day/a.jpg", "x")
	w := watch(t, dir)
	must(t, os.RemoveAll(filepath.Join(dir, "day")))
	w.gone(filepath.Join(dir, "day"))
}

func TestASidecarThatAppearsChangesItsPhoto(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "a.CR2", "x")
	w := watch(t, dir)
	write(t, dir, "a.CR2.xmp", "x")
	if f := w.stable(path); len(f.Companions) != 1 {
		t.Errorf("companions: %v", f.Companions)
	}
}

func TestWhatIsLeftOfAShotIsReported(t *testing.T) {
	dir := t.TempDir()
	raw, jpeg := write(t, dir, "a.CR2", "x"), write(t, dir, "a.JPG", "x")
	w := watch(t, dir)
	must(t, os.Remove(jpeg))
	c := w.gone(jpeg)
	if len(c.Stable) != 1 || c.Stable[0].Path != raw {
		t.Errorf("stable is %v", c.Stable)
	}
}

func TestARemovedRootIsAProblemAndNotARemovalOfItsFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "card")
	write(t, dir, "DCIM/a.jpg", "x")
	w := watch(t, dir)
	must(t, os.Rename(dir, dir+"-away"))
	w.until("the removed root", func(c Change) bool {
		if len(c.Gone) > 0 {
			t.Errorf("%q is called gone", c.Gone)
		}
		return c.Problem != ""
	})
	must(t, os.Rename(dir+"-away", dir))
	w.until("its return", func(c Change) bool { return c.Rescan })
	w.stable(write(t, dir, "DCIM/b.jpg", "x"))
}
