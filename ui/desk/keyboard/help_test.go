package keyboard

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keeplight.app/keeplight/ui/style/styletest"
)

func TestTheKeysSheetIsClosedByItsOwnKey(t *testing.T) {
	r := newRoom(t, "")
	r.press(key("?"))
	styletest.Sees(t, r.d.Overlay.Object(), "Keys", "Pick", "P", "Ctrl+Q")
	r.press(key("?"))
	if r.d.Overlay.IsOpen() {
		t.Error("it is still open")
	}
}

func TestThePaletteRunsACommandOnceItIsClosed(t *testing.T) {
	r := newRoom(t, "")
	r.press(ctrl("k"))
	styletest.Sees(t, r.d.Overlay.Object(), "Pick", "Explain", "No model is running", "Ctrl+Q")
	styletest.SeesNot(t, r.d.Overlay.Object(), "Find a command and run it")
	field := r.d.Window.Canvas().Focused()
	test.Type(field, "rej")
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	r.wantRan(t, "reject")
	if r.d.Overlay.IsOpen() || r.d.Window.Canvas().Focused() != nil {
		t.Error("the palette still has the keyboard")
	}
	r.press(ctrl("k"))
	styletest.TapText(t, r.d.Window, "Explain")
	if !r.d.Overlay.IsOpen() {
		t.Error("a command that cannot run closed the palette")
	}
	r.press(ctrl("k"))
	r.wantRan(t, "reject")
	if r.d.Overlay.IsOpen() {
		t.Error("its own key does not close the palette")
	}
}
