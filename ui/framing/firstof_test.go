package framing

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

func TestOneQuestionAtATimeTakesRoom(t *testing.T) {
	test.NewTempApp(t)
	box := func(height float32) *canvas.Rectangle {
		r := canvas.NewRectangle(color.White)
		r.SetMinSize(fyne.NewSize(10, height))
		return r
	}
	a, b := box(30), box(50)
	both := FirstOf(a, b).(*fyne.Container)
	for _, c := range []struct {
		a, b   bool
		height float32
		shown  [2]bool
	}{
		{true, true, 30, [2]bool{true, false}},
		{false, true, 50, [2]bool{false, true}},
		{false, false, 0, [2]bool{}},
		{true, false, 30, [2]bool{true, false}},
	} {
		a.Hidden, b.Hidden = !c.a, !c.b
		size := both.MinSize()
		both.Resize(fyne.NewSize(100, size.Height+1)) // anew, whatever it was
		both.Resize(fyne.NewSize(100, size.Height))
		got := [2]bool{both.Objects[0].Visible() && a.Visible(), both.Objects[1].Visible() && b.Visible()}
		if size.Height != c.height || got != c.shown {
			t.Errorf("%+v: %v high, shown are %v", c, size.Height, got)
		}
	}
}
