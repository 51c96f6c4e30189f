package loupe

import (
	"testing"

	"fyne.io/fyne/v2"
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
	m := NewMarked(New(unread{}, func(func()) {}), Marking{OnFlag: func(f library.Flag) { flag = f }})
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
	if m.ShowButtons(false); m.bar.Visible() || !m.loupe.Visible() {
		t.Error("the buttons are still there, or the photo is not")
	}
}
