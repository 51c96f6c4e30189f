package loupe

import (
	"testing"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestTheLoupeFollowsTheTheme(t *testing.T) {
	styletest.Switches(t, func() fyne.CanvasObject {
		l := New(NewLoader(nil, 1<<20, func(Loaded) {}), func(f func()) {})
		t.Cleanup(l.loader.Close)
		p := library.Photo{ID: 1, Width: 40, Height: 30, Problem: "The file ends early."}
		l.view = View{Width: 40, Height: 30}
		l.view.Levels = append(l.view.Levels, grey(40, 30))
		l.photo = p
		l.setWords(Words{Name: "a.jpg", Place: "1 of 2", Right: "7.84", Flag: library.Pick})
		l.fail(p.Problem)
		l.photo.ID = 0 // nothing is asked for
		return l
	}, 400, 300)
}
