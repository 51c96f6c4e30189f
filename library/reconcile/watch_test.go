package reconcile

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/scan"
)

func TestAHalfCopiedPhotoIsNeitherReadNorCalledDamaged(t *testing.T) {
	dir := t.TempDir()
	w := watch(t, openCatalog(t), Options{Patience: time.Hour}, dir)
	data := jpegBytes(1)
	path := filepath.Join(dir, "a.jpg")
	f, err := os.Create(path)
	must(t, err)
	defer f.Close()
	_, err = f.Write(data[:len(data)/2])
	must(t, err)
	// The copy pauses for longer than a file needs to count as settled.
	w.until("the half", func(m *mirror) bool { return m.at(path) != nil })
	if p := w.seen.at(path); p.Hash != "" || !p.Problem.IsZero() {
		t.Errorf("half a file was judged: %+v", p)
	}
	_, err = f.Write(data[len(data)/2:])
	must(t, err)
	p := w.read(path)
	if !p.Problem.IsZero() || p.Hash != picture.ImageHash(data, library.JPEG) {
		t.Errorf("the whole file: %+v", p)
	}
}

func TestAPhotoThatStaysHalfIsCalledDamaged(t *testing.T) {
	dir := t.TempDir()
	w := watch(t, openCatalog(t), Options{Patience: 100 * time.Millisecond}, dir)
	data := jpegBytes(1)
	path := filepath.Join(dir, "a.jpg")
	must(t, os.WriteFile(path, data[:len(data)/2], 0o600))
	if p := w.read(path); p.Problem.IsZero() && p.Damage.IsZero() {
		t.Errorf("half a file was taken for a whole one: %+v", p)
	}
	must(t, os.WriteFile(path, data, 0o600))
	w.until("the whole file", func(m *mirror) bool { p := m.at(path); return p.Problem.IsZero() && p.Damage.IsZero() && p.Hash != "" })
}

func TestARenamedPhotoIsNeverMissing(t *testing.T) {
	dir := t.TempDir()
	old := write(t, dir, "a/old.jpg", jpegBytes(1))
	must(t, os.Mkdir(filepath.Join(dir, "b"), 0o755))
	cat := openCatalog(t)
	w := watch(t, cat, Options{}, dir)
	before := w.read(old)
	rate(t, cat, before.ID, 5)
	for _, path := range []string{filepath.Join(dir, "a", "new.jpg"), filepath.Join(dir, "b", "new.jpg")} {
		must(t, os.Rename(old, path))
		old = path
		after := w.read(path)
		if after.ID != before.ID || after.Decision.Rating != 5 || after.Hash != before.Hash {
			t.Errorf("afterwards: %+v", after)
		}
	}
	if len(w.seen.missing) > 0 || len(w.seen.photos) != 1 {
		t.Errorf("missing on the way: %v, photos: %+v", w.seen.missing, w.seen.photos)
	}
}

func TestARenamedFolderKeepsItsPhotos(t *testing.T) {
	dir := t.TempDir()
	before := map[library.ID]bool{}
	for i, name := range []string{"day/1.jpg", "day/deep/2.jpg"} {
		write(t, dir, name, jpegBytes(uint64(i)))
	}
	w := watch(t, openCatalog(t), Options{}, dir)
	for _, name := range []string{"day/1.jpg", "day/deep/2.jpg"} {
		before[w.read(filepath.Join(dir, name)).ID] = true
	}
	must(t, os.Rename(filepath.Join(dir, "day"), filepath.Join(dir, "night")))
	for _, name := range []string{"night/1.jpg", "night/deep/2.jpg"} {
		if p := w.read(filepath.Join(dir, name)); !before[p.ID] {
			t.Errorf("%s is a new photo", name)
		}
	}
}

func TestADeletedPhotoIsMissingUntilItIsRestored(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "a.jpg", jpegBytes(1))
	cat := openCatalog(t)
	w := watch(t, cat, Options{}, dir)
	id := w.read(path).ID
	rate(t, cat, id, 3)
	must(t, os.Remove(path))
	w.until("the removal", func(m *mirror) bool { return m.photos[id].Missing })
	write(t, dir, "a.jpg", jpegBytes(1))
	if p := w.read(path); p.ID != id || p.Decision.Rating != 3 {
		t.Errorf("restored: %+v", p)
	}
}

func TestTwoCopiesAreNotGuessedBetweenAlsoWhenOneCameLater(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "a.jpg", jpegBytes(1))
	cat := openCatalog(t)
	w := watch(t, cat, Options{}, dir)
	id := w.read(path).ID
	rate(t, cat, id, 4)
	for _, name := range []string{"copy1.jpg", "copy2.jpg"} {
		w.read(write(t, dir, name, jpegBytes(1)))
	}
	must(t, os.Remove(path))
	w.until("the removal", func(m *mirror) bool { return m.photos[id].Missing })
	// What is read after the removal comes after any answer to it.
	w.read(write(t, dir, "other.jpg", jpegBytes(2)))
	if p := w.seen.photos[id]; !p.Missing || p.Path != path {
		t.Errorf("of two copies one was taken for the original: %+v", p)
	}
}

func TestAMoveByCopyAndDeleteKeepsThePhoto(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "a.jpg", jpegBytes(1))
	cat := openCatalog(t)
	w := watch(t, cat, Options{}, dir)
	id := w.read(path).ID
	rate(t, cat, id, 3)
	moved := write(t, dir, "elsewhere/a.jpg", jpegBytes(1))
	w.read(moved)
	must(t, os.Remove(path))
	w.until("the move", func(m *mirror) bool { return m.photos[id].Path == moved })
	if p := w.seen.photos[id]; p.Missing || p.Decision.Rating != 3 || len(w.seen.photos) != 1 {
		t.Errorf("moved: %+v of %d", p, len(w.seen.photos))
	}
}

func TestAJPEGThatJoinsItsRAWFileChangesWhatIsShownAndNothingElse(t *testing.T) {
	dir := t.TempDir()
	raw := write(t, dir, "a.cr2", []byte("raw"))
	cat := openCatalog(t)
	w := watch(t, cat, Options{}, dir)
	id := w.read(raw).ID
	rate(t, cat, id, 3)
	jpeg := write(t, dir, "a.jpg", jpegBytes(1))
	p := w.read(jpeg)
	if p.ID != id || p.Decision.Rating != 3 || len(p.Companions) != 1 || !p.Problem.IsZero() {
		t.Errorf("with the JPEG: %+v", p)
	}
	must(t, os.Remove(jpeg))
	w.until("the RAW file alone", func(m *mirror) bool { return m.photos[id].Path == raw && !m.photos[id].Missing })
	if p := w.seen.photos[id]; p.Decision.Rating != 3 || len(w.seen.photos) != 1 {
		t.Errorf("without it: %+v", p)
	}
}

// scriptedWatcher passes on what a test says.
type scriptedWatcher chan scan.Change

func (s scriptedWatcher) Run(ctx context.Context, _ []string, emit func(scan.Change)) error {
	emit(scan.Change{Rescan: true})
	for {
		select {
		case c := <-s:
			emit(c)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func TestLostEventsLoseNoPhotos(t *testing.T) {
	dir := t.TempDir()
	gone := write(t, dir, "gone.jpg", jpegBytes(1))
	script := scriptedWatcher(make(chan scan.Change))
	w := watch(t, openCatalog(t), Options{Watcher: script}, dir)
	id := w.read(gone).ID
	path := write(t, dir, "unnoticed.jpg", jpegBytes(2))
	must(t, os.Remove(gone))
	w.say(script, scan.Change{Rescan: true})
	w.read(path)
	w.until("the removal", func(m *mirror) bool { return m.photos[id].Missing })
}

func TestAFalseAlarmTakesNoPhotoAway(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "a.jpg", jpegBytes(1))
	script := scriptedWatcher(make(chan scan.Change))
	w := watch(t, openCatalog(t), Options{Watcher: script}, dir)
	w.read(path)
	w.say(script, scan.Change{Gone: []string{path, dir}})
	w.say(script, scan.Change{Problem: "the end"})
	w.until("the end", func(m *mirror) bool { return len(m.problems) > 0 })
	if len(w.seen.missing) > 0 {
		t.Error("a photo that is there is called missing")
	}
}

func TestAPhotoThatAnExportMovedIsNotCalledMissing(t *testing.T) {
	dir, out, cat := t.TempDir(), t.TempDir(), openCatalog(t)
	paths := []string{write(t, dir, "a.jpg", jpegBytes(1)), write(t, dir, "b.jpg", jpegBytes(2))}
	write(t, dir, "c.jpg", jpegBytes(3))
	script := scriptedWatcher(make(chan scan.Change))
	w := watch(t, cat, Options{Watcher: script}, dir)
	moved, lost := w.read(paths[0]), w.read(paths[1])
	rate(t, cat, moved.ID, 4)

	to := filepath.Join(out, "a.jpg")
	must(t, errors.Join(os.Rename(moved.Path, to), os.Remove(lost.Path)))
	file, err := scan.Stat(to, moved.Format, nil)
	must(t, err)
	must(t, cat.SetMissing(t.Context(), []library.ID{moved.ID}))
	_, err = cat.Rebind(t.Context(), moved.ID, file)
	must(t, err)
	w.say(script, scan.Change{Gone: paths})
	w.until("the one that was deleted", func(m *mirror) bool { return len(m.missing) > 0 })
	if !slices.Equal(w.seen.missing, []library.ID{lost.ID}) {
		t.Errorf("called missing: %v, want %d", w.seen.missing, lost.ID)
	}
	after, err := cat.Photo(t.Context(), moved.ID)
	must(t, err)
	if after.Missing || after.Path != to || after.Decision.Rating != 4 {
		t.Errorf("afterwards: %+v", after)
	}
}
