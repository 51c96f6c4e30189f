package window

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/folders"
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
	w.settings.Shoot.Recent = nil
	w.press("Home")

	w.pressed(command.Key{Name: "o", Mod: command.Ctrl})
	w.waitForChooser(t)
	w.press("x", "5", "e")
	w.pressed(command.Key{Name: "o", Mod: command.Ctrl})
	w.press(string(fyne.KeyEscape))
	if n := len(w.win.Canvas().Overlays().List()); n != 0 || w.rooms.chooser.IsOpen() {
		t.Errorf("%d dialogs are left after Esc", n)
	}
	w.hear(t)
	if p := w.session.Photo(photos[0].ID); p.Decision.Flag != library.Undecided || p.Decision.Rating != 0 {
		t.Errorf("a key that was pressed in the dialog left %v and %v stars on the photo behind it", p.Decision.Flag, p.Decision.Rating)
	}

	w.do(folders.OpenFolder)
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

func TestFilesOfAModelAreChosen(t *testing.T) {
	dir := t.TempDir()
	w := open(t, t.TempDir(), Options{Folders: []string{"/shoot"}})
	w.rooms.models.Scorers.OpenForm()
	got := ""
	w.rooms.chooser.File("Which file?", "Use this file", filepath.Join(dir, "model.gguf"), func(path string) change.Set { got = path; return change.None })
	w.waitForChooser(t)
	w.press(string(fyne.KeyReturn)) // nothing is chosen yet
	w.press(string(fyne.KeyEscape))
	if got != "" || len(w.win.Canvas().Overlays().List()) != 0 || !w.rooms.overlay.IsOpen() {
		t.Errorf("%q was chosen, %d dialogs are left", got, len(w.win.Canvas().Overlays().List()))
	}
}
