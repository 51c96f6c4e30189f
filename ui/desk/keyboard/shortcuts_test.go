package keyboard

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"keeplight.app/keeplight/ui/command"
)

func TestNamedKeysAreCalledAsFyneCallsThem(t *testing.T) {
	for text, want := range map[string]fyne.KeyName{
		"Left": fyne.KeyLeft, "Right": fyne.KeyRight, "Up": fyne.KeyUp, "Down": fyne.KeyDown,
		"PageUp": fyne.KeyPageUp, "PageDown": fyne.KeyPageDown, "Home": fyne.KeyHome, "End": fyne.KeyEnd,
		"Enter": fyne.KeyReturn, "KeypadEnter": fyne.KeyEnter, "Esc": fyne.KeyEscape, "Space": fyne.KeySpace,
		"Tab": fyne.KeyTab, "Insert": fyne.KeyInsert, "Delete": fyne.KeyDelete, "Backspace": fyne.KeyBackspace, "F12": fyne.KeyF12,
	} {
		k, err := command.ParseKey(text)
		if err != nil || k.Name != string(want) {
			t.Errorf("%s is %q, fyne calls it %q (%v)", text, k.Name, want, err)
		}
	}
}

// fakeCanvas takes note of shortcuts.
type fakeCanvas struct {
	fyne.Canvas
	added []string
}

func (c *fakeCanvas) AddShortcut(s fyne.Shortcut, _ func(fyne.Shortcut)) {
	c.added = append(c.added, s.ShortcutName())
}

// fakeWindow has a canvas that takes note of shortcuts.
type fakeWindow struct {
	fyne.Window
	canvas *fakeCanvas
}

func (w *fakeWindow) Canvas() fyne.Canvas { return w.canvas }

func TestFyneIsToldOfTheKeysThatAreBoundNow(t *testing.T) {
	r := newRoom(t, "quit = Ctrl+W\npick = Ctrl+Z\nreject = Ctrl+Shift+F2")
	c := &fakeCanvas{Canvas: r.d.Window.Canvas()}
	r.Window = &fakeWindow{r.d.Window, c}
	r.bindShortcuts(r.Window.Canvas())
	name := func(k fyne.KeyName, mod fyne.KeyModifier) string {
		return (&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault | mod}).ShortcutName()
	}
	for _, want := range []string{name("W", 0), name("Z", 0), (&fyne.ShortcutUndo{}).ShortcutName(), name("F2", fyne.KeyModifierShift), name("K", 0)} {
		if !slices.Contains(c.added, want) {
			t.Errorf("%q is not among %q", want, c.added)
		}
	}
	if slices.Contains(c.added, name("Q", 0)) {
		t.Error("fyne is told of the old key")
	}
}
