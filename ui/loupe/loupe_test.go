package loupe

import (
	"context"
	"image"
	"io/fs"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/ui/pane"
	"keeplight.app/keeplight/ui/style/styletest"
)

// shown gives a loupe in a window whose file is there or not, and what reads it:
// the test delivers.
func shown(t *testing.T, there *bool, width, height float32) (*Loupe, chan pane.Loaded) {
	t.Helper()
	loaded := make(chan pane.Loaded, 10)
	decode := func(_ context.Context, p *library.Photo, _ int) (*picture.Picture, error) {
		if !*there {
			return nil, &fs.PathError{Op: "open", Path: p.Path, Err: fs.ErrNotExist}
		}
		return &picture.Picture{Pixels: image.NewRGBA(image.Rect(0, 0, 60, 40)), Info: picture.Info{Width: 60, Height: 40}}, nil
	}
	pool := pane.NewPool(pane.Reading{Decode: decode}, 1, pane.NewCache(1<<20), 0)
	t.Cleanup(pool.Close)
	l := New(pool.Seat(func(l pane.Loaded) { loaded <- l }), func(func()) {})
	styletest.Show(t, l, width, height)
	return l, loaded
}

func TestAFileThatIsGoneIsSaidPlainlyAndTriedAgain(t *testing.T) {
	there := false
	l, loaded := shown(t, &there, 600, 400)
	p := library.Photo{ID: 1, Path: "/card/a.jpg", Width: 60, Height: 40}
	quick := image.NewRGBA(image.Rect(0, 0, 6, 4))
	l.ShowPhoto(p, nil, quick, Words{})
	l.Deliver(<-loaded)
	said := l.trouble.Text
	if !strings.Contains(said, "isn't there any more") || strings.Contains(said, "/card") {
		t.Errorf("the loupe says %q", said)
	}
	if !l.ground.Visible() || l.ground.Size() != l.trouble.Size() || l.ground.Size().Height < theme.TextSize() {
		t.Errorf("the words stand on %v, they are %v", l.ground.Size(), l.trouble.Size())
	}

	l.ShowPhoto(p, nil, quick, Words{}) // an event, but the file is still gone
	l.Deliver(<-loaded)
	if l.trouble.Text != said || !l.trouble.Visible() {
		t.Errorf("then the loupe says %q", l.trouble.Text)
	}

	there = true
	l.ShowPhoto(p, nil, quick, Words{})
	l.Deliver(<-loaded)
	if l.trouble.Visible() || l.ground.Visible() || !l.pane.Problem().IsZero() {
		t.Errorf("the file is back and the loupe says %q", l.trouble.Text)
	}
}

func TestALongNameLeavesRoomForThePlaceAndTheScore(t *testing.T) {
	there := true
	l, _ := shown(t, &there, 400, 300)
	for name, long := range map[string]bool{"a.jpg": false, strings.Repeat("very-long-", 20) + "end.jpg": true} {
		l.ShowPhoto(library.Photo{ID: 1, Path: "/shoot/a.jpg"}, nil, nil, Words{Name: name, Place: "3 of 59", Right: "9.87"})
		text := l.left.text.Text
		if !strings.HasSuffix(text, "   3 of 59") || strings.Contains(text, "…") != long {
			t.Errorf("%q is written as %q", name, text)
		}
		if end := l.left.ground.Position().X + l.left.ground.Size().Width; end >= l.right.ground.Position().X {
			t.Errorf("%q ends at %v, the score begins at %v", text, end, l.right.ground.Position().X)
		}
	}
}

func TestTheMouseReachesThePictureAndItsScaleIsWritten(t *testing.T) {
	there := true
	l, _ := shown(t, &there, 300, 200)
	l.ShowPhoto(library.Photo{ID: 1, Path: "/shoot/a.jpg", Width: 3000, Height: 2000}, nil, nil, Words{Name: "a.jpg"})
	c := fyne.CurrentApp().Driver().CanvasForObject(l)
	c.Capture() // paints
	l.ShowEvidence(false)
	styletest.Sees(t, l, "10 %")
	test.TapCanvas(c, fyne.NewPos(100, 100))
	styletest.Sees(t, l, "100 %")
	before := l.zoom.ground.Position().X + l.zoom.ground.Size().Width
	test.Scroll(c, fyne.NewPos(100, 100), 0, 100)
	if l.zoom.text.Text == "100 %" || l.Fits() {
		t.Errorf("scrolled, it is at %s", l.zoom.text.Text)
	}
	if after := l.zoom.ground.Position().X + l.zoom.ground.Size().Width; after != before {
		t.Errorf("the scale ends at %v, before at %v", after, before)
	}
	l.Fit()
	styletest.Sees(t, l, "10 %")
}
