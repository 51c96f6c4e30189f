package framing

import (
	"testing"

	"fyne.io/fyne/v2/test"
)

func TestWhoWaitsForAFrameIsToldOnceItIsDrawn(t *testing.T) {
	test.NewTempApp(t)
	var later []func()
	p := NewPainted(func(f func()) { later = append(later, f) })
	win := test.NewTempWindow(t, p.Object())
	win.Canvas().Capture()
	told := 0
	p.Next(func() { told++ })
	if len(later) != 0 {
		t.Fatal("told before the frame")
	}
	for range 2 {
		win.Canvas().Capture()
	}
	if len(later) != 1 {
		t.Fatalf("%d are told after two frames", len(later))
	}
	later[0]()
	if told != 1 {
		t.Error("another one was told")
	}
}
