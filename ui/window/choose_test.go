package window

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/session"
)

// waitForChooser lets what runs beside the window end and shows the dialog.
func (w *Window) waitForChooser(t *testing.T) {
	t.Helper()
	w.finishWork()
	if n := len(w.win.Canvas().Overlays().List()); n != 1 {
		t.Fatalf("%d dialogs are shown, want the one that asks for a folder", n)
	}
}

func TestTheDialogForFoldersHasTheKeys(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	pictures := filepath.Join(home, "Pictures")
	if err := os.Mkdir(pictures, 0o755); err != nil {
		t.Fatal(err)
	}
	w := open(t, t.TempDir(), Options{Folders: []string{"/shoot"}})
	photos := w.addPhotos(t, 2)
	w.state.Recent = nil
	w.press("Home")

	w.pressed(session.Key{Name: "o", Mod: session.Ctrl})
	w.waitForChooser(t)
	w.press("x", "5", "e")
	w.pressed(session.Key{Name: "o", Mod: session.Ctrl})
	w.press(string(fyne.KeyEscape))
	if n := len(w.win.Canvas().Overlays().List()); n != 0 || w.chooser.dialog != nil {
		t.Errorf("%d dialogs are left after Esc", n)
	}
	w.hear(t)
	if p := w.session.Photo(photos[0].ID); p.Decision.Flag != library.Undecided || p.Decision.Rating != 0 {
		t.Errorf("a key that was pressed in the dialog left %v and %v stars on the photo behind it", p.Decision.Flag, p.Decision.Rating)
	}

	w.do(session.OpenFolder)
	w.waitForChooser(t)
	w.press(string(fyne.KeyReturn))
	if !w.shoot.IsOpen(filepath.Join(pictures, "a.jpg")) {
		t.Errorf("Return did not open %s", pictures)
	}
	w.press("x")
	w.hear(t)
	if p := w.session.Photo(photos[0].ID); p.Decision.Flag != library.Reject {
		t.Error("the keys were not given back to the photos")
	}
}

func TestAFolderIsChosenForAnExport(t *testing.T) {
	dest := t.TempDir()
	w := open(t, t.TempDir(), Options{Folders: []string{"/shoot"}})
	w.addPhotos(t, 1)
	w.press("Home", "p")
	w.hear(t)
	w.do(session.ExportKeepers)
	w.export.setDest(filepath.Join(dest, "not", "there yet"))
	w.finishWork()
	w.export.chooseFolder()
	w.waitForChooser(t)
	w.press(string(fyne.KeyEscape))
	if !w.sheet.open() {
		t.Error("Esc closed the sheet behind the dialog as well")
	}
	w.export.chooseFolder()
	w.waitForChooser(t)
	w.press(string(fyne.KeyReturn))
	if w.export.view.Dest != dest {
		t.Errorf("the folder is %q, want the nearest one that is there: %q", w.export.view.Dest, dest)
	}
}

func TestFilesOfAModelAreChosen(t *testing.T) {
	dir := t.TempDir()
	w := open(t, t.TempDir(), Options{Folders: []string{"/shoot"}})
	w.openModelForm()
	got := ""
	w.askFile("Which file?", "Use this file", filepath.Join(dir, "model.gguf"), func(path string) { got = path })
	w.waitForChooser(t)
	w.press(string(fyne.KeyReturn)) // nothing is chosen yet
	w.press(string(fyne.KeyEscape))
	if got != "" || len(w.win.Canvas().Overlays().List()) != 0 || !w.sheet.open() {
		t.Errorf("%q was chosen, %d dialogs are left", got, len(w.win.Canvas().Overlays().List()))
	}
}
