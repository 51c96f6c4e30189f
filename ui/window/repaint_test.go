package window

import (
	"testing"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/ui/change"
)

// dirtyWindow counts how often its canvas is told to be drawn.
type dirtyWindow struct {
	fyne.Window
	canvas dirtyCanvas
}

type dirtyCanvas struct {
	fyne.Canvas
	dirty int
}

func (c *dirtyCanvas) SetDirty() { c.dirty++ }

func (w *dirtyWindow) Canvas() fyne.Canvas { return &w.canvas }

// The toolkit's own canvas drops what is asked of an object that it has never drawn,
// which the canvas of its tests does not.
func TestWhateverChangesIsDrawn(t *testing.T) {
	for name, do := range map[string]func(*Window){
		"a command":                     func(w *Window) { w.apply(change.Tiles) },
		"an event":                      func(w *Window) { w.draw(func() {}) },
		"a thumbnail, which tells none": func(w *Window) { w.draw(func() { w.apply(change.None) }) },
	} {
		w := open(t, t.TempDir(), Options{})
		real := w.win
		counting := &dirtyWindow{Window: real, canvas: dirtyCanvas{Canvas: real.Canvas()}}
		w.win = counting
		do(w)
		w.win = real
		if counting.canvas.dirty == 0 {
			t.Errorf("%s does not have the window drawn", name)
		}
	}
}
