package overlay_test

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/desktest"
	"keeplight.app/keeplight/ui/overlay"
)

func esc() command.Key { return command.Key{Name: "Escape"} }

func TestALockedSheetStaysUntilItIsUnlocked(t *testing.T) {
	d := desktest.Open(t)
	closed := 0
	d.Overlay.Show(overlay.Sheet{
		Object: container.NewStack(), ClosedBy: "export",
		OnClose: func() change.Set { closed++; return change.Status },
	})
	d.Overlay.Lock(true)
	d.Overlay.Press(esc(), "")
	d.Overlay.Press(command.Key{Name: "e", Mod: command.Ctrl}, "export")
	d.Overlay.Close()
	if !d.Overlay.IsOpen() || closed != 0 {
		t.Fatalf("open %v, closed %d times", d.Overlay.IsOpen(), closed)
	}
	d.Overlay.Lock(false)
	d.Overlay.Press(esc(), "back")
	d.Overlay.Close()
	if d.Overlay.IsOpen() || closed != 1 || !d.Applied.Has(change.Status) {
		t.Errorf("open %v, closed %d times, %v changed", d.Overlay.IsOpen(), closed, d.Applied)
	}
}

func TestASheetIsClosedByEscAndItsOwnCommandAlone(t *testing.T) {
	for name, c := range map[string]struct {
		key    command.Key
		id     command.ID
		closes bool
	}{
		"Esc":                 {esc(), "back", true},
		"Esc without meaning": {esc(), "", true},
		"its command":         {command.Key{Name: "F9"}, "keys", true},
		"another command":     {command.Key{Name: "p"}, "pick", false},
		"a key without one":   {command.Key{Name: "j"}, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			d := desktest.Open(t)
			d.Overlay.Show(overlay.Sheet{Object: container.NewStack(), ClosedBy: "keys"})
			d.Overlay.Press(c.key, c.id)
			if d.Overlay.IsOpen() == c.closes {
				t.Errorf("it is open: %v", d.Overlay.IsOpen())
			}
		})
	}
}

func TestASheetThatNoCommandClosesIsNotClosedByAKeyWithoutOne(t *testing.T) {
	d := desktest.Open(t)
	d.Overlay.Show(overlay.Sheet{Object: container.NewStack()})
	d.Overlay.Press(command.Key{Name: "j"}, "")
	if !d.Overlay.IsOpen() {
		t.Error("it was closed")
	}
}

func TestAClosedSheetGivesTheKeyboardBack(t *testing.T) {
	d := desktest.Open(t)
	field := widget.NewEntry()
	d.Overlay.Show(overlay.Sheet{Object: field})
	d.Overlay.Canvas().Focus(field)
	d.Overlay.Close()
	if f := d.Window.Canvas().Focused(); f != nil {
		t.Errorf("the keyboard is with %T", f)
	}
}

func TestTheDialogBeginsAtTheNearestFolderThatIsThere(t *testing.T) {
	there := t.TempDir()
	for name, start := range map[string]string{
		"there": there, "below what is there": filepath.Join(there, "not", "there"), "a file": fileIn(t, there),
	} {
		t.Run(name, func(t *testing.T) {
			d := desktest.Open(t)
			got := ""
			d.Chooser.Folder("Which?", "Use it", start, func(path string) change.Set { got = path; return change.Toolbar })
			d.Chooser.Press("Return") // it is still to come
			if !d.Chooser.IsOpen() || got != "" {
				t.Fatalf("%q was chosen before it was shown", got)
			}
			d.WantChooser(t)
			d.Chooser.Press(string(fyne.KeyReturn))
			if got != there || d.Chooser.IsOpen() || !d.Applied.Has(change.Toolbar) {
				t.Errorf("%q was chosen; it is open: %v", got, d.Chooser.IsOpen())
			}
		})
	}
}

func TestOneDialogAsksAtATime(t *testing.T) {
	d := desktest.Open(t)
	first, second := 0, 0
	d.Chooser.Folder("Which?", "Use it", t.TempDir(), func(string) change.Set { first++; return change.None })
	d.Chooser.Folder("Which?", "Use it", t.TempDir(), func(string) change.Set { second++; return change.None })
	d.WantChooser(t)
	d.Chooser.Press("Return")
	if first != 1 || second != 0 || d.Chooser.IsOpen() {
		t.Errorf("chosen %d and %d times", first, second)
	}
}

func TestEscLeavesTheDialogWithoutAChoice(t *testing.T) {
	d := desktest.Open(t)
	d.Chooser.File("Which?", "Use it", t.TempDir(), func(path string) change.Set {
		t.Errorf("%q was chosen", path)
		return change.None
	})
	d.WantChooser(t)
	d.Chooser.Press("Return") // no file is chosen yet
	d.Chooser.Press("Escape")
	if d.Chooser.IsOpen() || len(d.Window.Canvas().Overlays().List()) != 0 {
		t.Error("it is still there")
	}
}

// fileIn makes a file in a folder.
func fileIn(t *testing.T, dir string) string {
	t.Helper()
	path := filepath.Join(dir, "model.gguf")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
