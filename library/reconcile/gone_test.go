package reconcile

import (
	"maps"
	"os"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/scan"
)

// moving is a shoot with one decided photo, inbox/shoot/1.jpg, that moves to the
// archive while nobody watches.
type moving struct {
	t   *testing.T
	cat *catalog.Catalog
	dir string
}

func (m *moving) in(path string) string { return filepath.Join(m.dir, filepath.FromSlash(path)) }

func (m *moving) open(roots ...string) *mirror {
	for i := range roots {
		roots[i] = m.in(roots[i])
	}
	return once(m.t, m.cat, Options{}, roots...)
}

func (m *moving) move(from, to string) { must(m.t, os.Rename(m.in(from), m.in(to))) }

func (m *moving) copyTo(path string) { write(m.t, m.dir, path, jpegBytes(1)) }

// unmount has inbox/shoot/1.jpg go as a file goes whose drive is unplugged: what
// is there now is another volume.
func (m *moving) unmount() {
	f, err := scan.Stat(m.in("inbox/shoot/1.jpg"), library.JPEG, nil)
	must(m.t, err)
	f.Identity.Device += 1 << 40
	_, err = m.cat.PutFiles(m.t.Context(), []catalog.File{f})
	must(m.t, err)
	must(m.t, os.RemoveAll(m.in("inbox")))
}

func TestADecisionIsSeenWhereItsPhotoIsNow(t *testing.T) {
	const old = "inbox/shoot/1.jpg"
	for name, c := range map[string]struct {
		happens func(m *moving)
		want    map[string]library.Rating // of the rows that are not missing
	}{
		"only the new place is opened": {func(m *moving) {
			m.move("inbox/shoot", "archive/shoot")
			m.open("archive")
		}, map[string]library.Rating{"archive/shoot/1.jpg": 5}},
		"then both": {func(m *moving) {
			m.move("inbox/shoot", "archive/shoot")
			m.open("archive")
			m.open("inbox", "archive")
		}, map[string]library.Rating{"archive/shoot/1.jpg": 5}},
		"both, and nothing is left in the old one": {func(m *moving) {
			must(m.t, os.Remove(m.in("inbox/notes.txt")))
			m.move("inbox/shoot", "archive/shoot")
			m.open("inbox", "archive")
		}, map[string]library.Rating{"archive/shoot/1.jpg": 5}},
		"the opened folder moved itself": {func(m *moving) {
			m.move("inbox/shoot", "archive/shoot")
			m.open("inbox/shoot", "archive")
		}, map[string]library.Rating{"archive/shoot/1.jpg": 5}},
		"copied to another volume": {func(m *moving) {
			m.copyTo("archive/1.jpg")
			must(m.t, os.RemoveAll(m.in("inbox")))
			m.open("archive")
		}, map[string]library.Rating{"archive/1.jpg": 5}},
		"the copy was known before": {func(m *moving) {
			m.copyTo("archive/1.jpg")
			m.open("archive")
			must(m.t, os.RemoveAll(m.in("inbox")))
			m.open("archive")
		}, map[string]library.Rating{"archive/1.jpg": 5}},
		"the copy was known, and the old place is opened first": {func(m *moving) {
			m.copyTo("archive/1.jpg")
			m.open("archive")
			must(m.t, os.Remove(m.in(old)))
			m.open("inbox")
			m.open("archive")
		}, map[string]library.Rating{"archive/1.jpg": 5}},
		"its drive is away": {func(m *moving) {
			m.copyTo("archive/1.jpg")
			m.unmount()
			m.open("archive")
			m.open("inbox", "archive")
		}, map[string]library.Rating{old: 5, "archive/1.jpg": 5}},
		"its drive is away, and comes back": {func(m *moving) {
			m.copyTo("archive/1.jpg")
			m.unmount()
			m.open("archive")
			m.copyTo(old)
			m.open("inbox", "archive")
		}, map[string]library.Rating{old: 5, "archive/1.jpg": 5}},
		"its drive is away, and a copy shows the decision already": {func(m *moving) {
			m.copyTo("archive/1.jpg")
			m.unmount()
			m.open("archive")
			m.copyTo("archive/2.jpg")
			m.open("archive")
		}, map[string]library.Rating{old: 5, "archive/1.jpg": 5, "archive/2.jpg": 0}},
		"it might be either of two": {func(m *moving) {
			m.copyTo("archive/1.jpg")
			m.copyTo("archive/2.jpg")
			must(m.t, os.RemoveAll(m.in("inbox")))
			m.open("archive")
		}, map[string]library.Rating{old: 5, "archive/1.jpg": 0, "archive/2.jpg": 0}},
		"another decision was made": {func(m *moving) {
			m.copyTo("archive/1.jpg")
			rate(m.t, m.cat, m.open("archive").at(m.in("archive/1.jpg")).ID, 2)
			must(m.t, os.Remove(m.in(old)))
			m.open("inbox", "archive")
		}, map[string]library.Rating{"archive/1.jpg": 2}},
		"a copy of what is still there": {func(m *moving) {
			m.copyTo("archive/1.jpg")
			m.open("archive")
			m.open("inbox", "archive")
		}, map[string]library.Rating{old: 5, "archive/1.jpg": 0}},
		"the copy is away itself": {func(m *moving) {
			m.copyTo("archive/1.jpg")
			m.open("archive")
			must(m.t, os.RemoveAll(m.in("archive")))
			must(m.t, os.Remove(m.in(old)))
			m.open("inbox", "archive")
		}, map[string]library.Rating{"archive/1.jpg": 0}},
	} {
		t.Run(name, func(t *testing.T) {
			m := &moving{t, openCatalog(t), t.TempDir()}
			write(t, m.dir, "inbox/notes.txt", []byte("a folder that is not empty"))
			write(t, m.dir, "archive/notes.txt", []byte("another one"))
			m.copyTo(old)
			photo := m.open("inbox").at(m.in(old))
			rate(t, m.cat, photo.ID, 5)
			c.happens(m)
			all, err := m.cat.Photos(t.Context(), nil)
			must(t, err)
			got, kept := map[string]library.Rating{}, false
			for _, p := range all {
				kept = kept || p.Decision.Rating == 5
				if !p.Missing {
					rel, err := filepath.Rel(m.dir, p.Path)
					must(t, err)
					got[filepath.ToSlash(rel)] = p.Decision.Rating
				}
			}
			if !kept || !maps.Equal(got, c.want) {
				t.Errorf("got %v, want %v; all: %+v", got, c.want, all)
			}
			if moved := len(c.want) == 1 && got["archive/shoot/1.jpg"] == 5; moved && (len(all) != 1 || all[0].ID != photo.ID) {
				t.Errorf("it is another photo now: %+v", all)
			}
		})
	}
}
