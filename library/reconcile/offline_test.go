package reconcile

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"keeplight.app/keeplight/library/scan"
)

// isAway says whether a folder is offline by what was told last; known is false
// before its first scan is over.
func (m *mirror) isAway(folder string) (away, known bool) {
	for i := len(m.scanned) - 1; i >= 0; i-- {
		if p := m.scanned[i]; p.Folder == folder && p.Done {
			return p.Offline, true
		}
	}
	return false, false
}

// untilAway waits until a folder is told of as offline, or as back.
func (w *watching) untilAway(folder string, want bool) {
	w.t.Helper()
	what := "its return"
	if want {
		what = "its absence"
	}
	w.until(what, func(m *mirror) bool { away, known := m.isAway(folder); return known && away == want })
}

// say has a scripted watcher tell something, and takes events meanwhile: while nobody
// takes them the run waits, and the watcher with it.
func (w *watching) say(script scriptedWatcher, c scan.Change) {
	w.t.Helper()
	deadline := time.After(patience)
	for {
		select {
		case script <- c:
			return
		case e := <-w.events:
			w.seen.take(e)
		case <-deadline:
			w.t.Fatalf("the watcher cannot tell of %+v", c)
		}
	}
}

func TestAFolderIsOfflineFromWhenTheWatcherSaysSoToTheNextScan(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "a.jpg", jpegBytes(1))
	script := scriptedWatcher(make(chan scan.Change))
	w := watch(t, openCatalog(t), Options{Watcher: script}, dir)
	w.read(path)
	for range 2 {
		w.say(script, scan.Change{Offline: dir})
		w.say(script, scan.Change{Problem: "connect it again"})
		w.untilAway(dir, true)
		w.say(script, scan.Change{Rescan: true})
		w.untilAway(dir, false)
	}
	if len(w.seen.missing) > 0 {
		t.Errorf("called missing: %v", w.seen.missing)
	}
}

func TestAFolderThatGoesAwayIsOfflineUntilItReturns(t *testing.T) {
	quick := func() Watcher {
		return scan.NewWatcher(scan.WatchOptions{Settle: 20 * time.Millisecond, Rescan: 100 * time.Millisecond, CheckRoots: 20 * time.Millisecond})
	}
	for name, leave := range map[string]func(t *testing.T, root, aside string){
		"its root is missing": func(t *testing.T, root, aside string) { must(t, os.Rename(root, aside)) },
		"an empty mount point is left": func(t *testing.T, root, aside string) {
			must(t, os.Rename(root, aside))
			must(t, os.Mkdir(root, 0o755))
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			root, aside := filepath.Join(dir, "card"), filepath.Join(dir, "aside")
			path := write(t, root, "a.jpg", jpegBytes(1))
			cat := openCatalog(t)
			w := watch(t, cat, Options{Watcher: quick()}, root)
			id := w.read(path).ID
			rate(t, cat, id, 4)
			for range 2 { // what went once may go again
				leave(t, root, aside)
				w.untilAway(root, true)
				must(t, os.RemoveAll(root))
				must(t, os.Rename(aside, root))
				w.untilAway(root, false)
			}
			p, err := cat.Photo(t.Context(), id)
			must(t, err)
			if p.Missing || p.Decision.Rating != 4 || len(w.seen.missing) > 0 {
				t.Errorf("back again: %+v, missing on the way %v", p, w.seen.missing)
			}
		})
	}
}
