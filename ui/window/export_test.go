package window

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"keeplight/library"
	"keeplight/library/catalog"
	"keeplight/library/phototest"
	"keeplight/scoring/studio"
	"keeplight/ui/model"
	"keeplight/ui/sheets"
)

// finishWork waits for what goes on beside the window, and shows it.
func (w *Window) finishWork() {
	w.work.Wait()
	w.applyAll(w.events.Drain())
}

func TestTheFolderOfAnExportIsNotReadForPhotos(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "IMG_1.jpg")
	data := phototest.JPEG(phototest.Scene(80, 60, 1), phototest.Exif{})
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	w := open(t, t.TempDir(), Options{Folders: []string{dir}})
	photos, err := w.studio.Catalog().PutFiles(t.Context(), []catalog.File{{Path: path, Format: library.JPEG, Size: int64(len(data))}})
	if err != nil {
		t.Fatal(err)
	}
	w.applyAll([]func(){func() { w.studioEvent(studio.Event{Photos: photos}) }})
	w.press("Home", "p")
	w.hear(t)

	w.do(model.ExportKeepers)
	w.export.setDest(filepath.Join(dir, "out"))
	w.finishWork()
	w.export.start()
	w.finishWork()
	copied := filepath.Join(dir, "out", "IMG_1.jpg")
	if _, err := os.Stat(copied); err != nil {
		t.Fatalf("nothing was exported: %v, %q", err, w.export.view.Report)
	}
	if w.studio.IsOpen(copied) || !slices.Equal(w.studio.LeftOut(), []string{filepath.Dir(copied)}) {
		t.Errorf("the copies are read as photos; left out: %v", w.studio.LeftOut())
	}
}

func TestTheExportFormAsksBeforeItFindsFault(t *testing.T) {
	w := open(t, t.TempDir(), Options{Folders: []string{"/shoot"}})
	w.shoot(t, 2)
	w.press("Home", "p")
	w.hear(t)
	w.do(model.ExportKeepers)
	for _, step := range []struct {
		dest          string
		hint, blocked bool
	}{
		{"", true, false},
		{"keepers", false, true},
		{" ", true, false},
	} {
		w.export.setDest(step.dest)
		v := w.export.view
		if (v.Hint != "") != step.hint || (v.Blocked != "") != step.blocked {
			t.Errorf("%q gives the hint %q and the fault %q", step.dest, v.Hint, v.Blocked)
		}
	}
	w.export.start()
	if w.export.view.State != sheets.ExportChoosing {
		t.Error("the export started without a folder")
	}
}
