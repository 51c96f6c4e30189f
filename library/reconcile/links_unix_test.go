//go:build unix

package reconcile

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestALinkThatLeadsNowhereIsReadOnceItsFileIsThere(t *testing.T) {
	dir, drive, cat := t.TempDir(), t.TempDir(), openCatalog(t)
	path := filepath.Join(dir, "a.jpg")
	must(t, os.Symlink(filepath.Join(drive, "a.jpg"), path))
	broken := once(t, cat, Options{}, dir).at(path)
	if broken == nil || broken.Missing || broken.Problem.IsZero() || broken.Hash != "" {
		t.Fatalf("a link that leads nowhere: %+v", broken)
	}
	rate(t, cat, broken.ID, 4)
	reader := &countingReader{}
	if m := once(t, cat, Options{Reader: reader}, dir); len(m.missing) > 0 || len(reader.paths) > 0 {
		t.Errorf("the second time it is missing %v, and read %v", m.missing, reader.paths)
	}

	write(t, drive, "a.jpg", jpegBytes(1))
	whole := once(t, cat, Options{}, dir).at(path)
	if whole == nil || !whole.Problem.IsZero() || whole.Hash == "" || whole.ID != broken.ID || whole.Decision.Rating != 4 {
		t.Fatalf("once its file is there: %+v", whole)
	}

	must(t, os.Remove(filepath.Join(drive, "a.jpg")))
	again := once(t, cat, Options{}, dir).at(path)
	if again == nil || again.Missing || again.Problem.IsZero() || again.ID != broken.ID || again.Decision.Rating != 4 {
		t.Fatalf("once its file is gone: %+v", again)
	}
}

func TestALinkThatIsRemovedIsMissing(t *testing.T) {
	dir, cat := t.TempDir(), openCatalog(t)
	path := filepath.Join(dir, "a.jpg")
	w := watch(t, cat, Options{}, dir)
	must(t, os.Symlink("nowhere.jpg", path))
	p := w.read(path)
	must(t, os.Remove(path))
	w.until("its removal", func(m *mirror) bool { return slices.Contains(m.missing, p.ID) })
}
