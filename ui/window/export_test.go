package window

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/scan"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/sheets"
)

// finishWork waits for what goes on beside the window, and shows it.
func (w *Window) finishWork() {
	w.work.Wait()
	w.applyAll(w.events.Drain())
}

// readFile puts the photo of one file into the catalogue, as a scan would, and
// shows it.
func (w *Window) readFile(t *testing.T, path string) library.Photo {
	t.Helper()
	file, err := scan.Stat(path, library.JPEG, nil)
	if err != nil {
		t.Fatal(err)
	}
	photos, err := w.shoot.Catalog().PutFiles(t.Context(), []catalog.File{file})
	if err != nil {
		t.Fatal(err)
	}
	w.applyAll([]func(){func() { w.studioEvent(shoot.Event{Photos: photos}) }})
	return photos[0]
}

func TestTheFolderOfAnExportIsNotReadForPhotos(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "IMG_1.jpg")
	data := phototest.JPEG(phototest.Scene(80, 60, 1), phototest.Exif{})
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	w := open(t, t.TempDir(), Options{Folders: []string{dir}})
	w.readFile(t, path)
	w.press("Home", "p")
	w.hear(t)

	w.do(session.ExportKeepers)
	w.export.setDest(filepath.Join(dir, "out"))
	w.finishWork()
	w.export.start()
	w.finishWork()
	copied := filepath.Join(dir, "out", "IMG_1.jpg")
	if _, err := os.Stat(copied); err != nil {
		t.Fatalf("nothing was exported: %v, %q", err, w.export.view.Report)
	}
	if w.shoot.IsOpen(copied) || !slices.Equal(w.shoot.LeftOut(), []string{filepath.Dir(copied)}) {
		t.Errorf("the copies are read as photos; left out: %v", w.shoot.LeftOut())
	}
}

func TestTheExportFormAsksBeforeItFindsFault(t *testing.T) {
	w := open(t, t.TempDir(), Options{Folders: []string{"/shoot"}})
	w.addPhotos(t, 2)
	w.press("Home", "p")
	w.hear(t)
	w.do(session.ExportKeepers)
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

func TestTheCatalogueFollowsWhatTheWindowMoves(t *testing.T) {
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	path := filepath.Join(dir, "IMG_1.jpg")
	if err := os.WriteFile(path, phototest.JPEG(phototest.Scene(80, 60, 1), phototest.Exif{}), 0o600); err != nil {
		t.Fatal(err)
	}
	w := open(t, t.TempDir(), Options{Folders: []string{dir}}) // which does not watch
	photo := w.readFile(t, path)
	w.press("Home", "p")
	w.hear(t)
	w.do(session.ExportKeepers)
	w.export.setMode(sheets.MoveFiles)
	w.export.setDest(out)
	w.finishWork()
	w.export.start()
	w.finishWork()
	got, err := w.shoot.Catalog().Photo(t.Context(), photo.ID)
	if err != nil || got.Missing || got.Path != filepath.Join(out, "IMG_1.jpg") || got.Decision.Flag != library.Pick {
		t.Errorf("the catalogue has %+v, %v; the report says %q", got, err, w.export.view.Report)
	}
}

func TestAPhotoThatChangedIsExportedOnceTheWindowHasReadItAgain(t *testing.T) {
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	path := filepath.Join(dir, "IMG_1.jpg")
	write := func(seed uint64) {
		data := phototest.JPEG(phototest.Scene(80, 60+int(seed), seed), phototest.Exif{})
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(1)
	w := open(t, t.TempDir(), Options{Folders: []string{dir}})
	w.readFile(t, path)
	w.press("Home", "p")
	w.hear(t)

	write(2)
	w.do(session.ExportKeepers)
	w.export.setDest(out)
	w.finishWork()
	if warned := strings.Join(w.export.view.Warnings, "\n"); len(w.export.plan.Groups) != 0 || !strings.Contains(warned, "another than when it was last read") {
		t.Fatalf("%d photos are planned; warned of %q", len(w.export.plan.Groups), warned)
	}
	w.readFile(t, path)
	w.export.replan()
	w.finishWork()
	w.export.start()
	w.finishWork()
	if _, err := os.Stat(filepath.Join(out, "IMG_1.jpg")); err != nil {
		t.Errorf("not exported: %v, %q", err, w.export.view.Report)
	}
}
