package loupe

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/pane"
	"keeplight.app/keeplight/ui/style/styletest"
)

// nothing is a source that reads no photo.
type nothing struct{}

func (nothing) Load(pane.Request) (pane.Loaded, bool) { return pane.Loaded{}, false }

func TestTheLoupeFollowsTheTheme(t *testing.T) {
	styletest.Switches(t, func() fyne.CanvasObject {
		l := New(nothing{}, func(f func()) {})
		p := library.Photo{ID: 1, Width: 40, Height: 30, Problem: library.Verbatim("The file ends early.")}
		l.ShowPhoto(p, nil, image.NewRGBA(image.Rect(0, 0, 40, 30)),
			Words{Name: "a.jpg", Place: "1 of 2", Right: "7.84", Flag: library.Pick})
		return l
	}, 400, 300)
}
