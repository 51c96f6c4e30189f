package loupe

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/pane"
)

// unread is a source that reads nothing.
type unread struct{}

func (unread) Load(pane.Request) (pane.Loaded, bool) { return pane.Loaded{}, false }

func TestTheButtonsLieOverTheMiddleOfTheFootAndHearOfATap(t *testing.T) {
	test.NewTempApp(t)
	var flag library.Flag
	m := NewMarked(New(unread{}, func(func()) {}), Marking{OnFlag: func(f library.Flag) { flag = f }}, func(f func()) { f() })
	m.Object().Resize(fyne.NewSize(600, 400))
	if at := m.bar.Position(); at.X+controls.BarFull/2 != 300 || at.Y+controls.BarTall > 400-edge || m.loupe.Size() != m.Object().Size() {
		t.Errorf("the buttons stand at %v, the loupe is %v", at, m.loupe.Size())
	}
	m.Set(library.Decision{Flag: library.Reject})
	m.bar.Tapped(&fyne.PointEvent{Position: fyne.NewPos(5, 5)})
	if flag != library.Pick {
		t.Errorf("a tap on pick gives %v", flag)
	}
	m.Set(library.Decision{Flag: library.Pick})
	m.bar.Tapped(&fyne.PointEvent{Position: fyne.NewPos(5, 5)})
	if flag != library.Undecided {
		t.Errorf("a second tap on pick gives %v", flag)
	}
}

func TestTheButtonsAreSeenOnlyWhileTheMouseIsUsed(t *testing.T) {
	test.NewTempApp(t)
	m := NewMarked(New(unread{}, func(func()) {}), Marking{}, func(f func()) { f() })
	m.Object().Resize(fyne.NewSize(600, 400))
	move := func(x, y float32) {
		m.loupe.Pane().MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}})
	}
	if m.bar.Visible() {
		t.Error("they are there before the mouse is used")
	}
	if move(20, 20); !m.bar.Visible() {
		t.Error("they do not come as the pointer moves over the photo")
	}
	if m.KeyPressed(); m.bar.Visible() {
		t.Error("they stay though keys are used")
	}
	move(300, m.bar.Position().Y+3)
	if m.KeyPressed(); !m.bar.Visible() {
		t.Error("a key takes them from under the pointer")
	}
	if m.loupe.Pane().MouseOut(); m.bar.Visible() {
		t.Error("they stay though the pointer is elsewhere")
	}
	move(20, 20)
	if m.AllowButtons(false); m.bar.Visible() || !m.loupe.Visible() {
		t.Error("they are seen though they may not, or the photo is not")
	}
	if move(30, 30); m.bar.Visible() {
		t.Error("they come though they may not")
	}
}
