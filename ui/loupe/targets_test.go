package loupe

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/style/styletest"
)

// sharpAt draws a plain picture with detail in one place.
func sharpAt(place image.Rectangle) *image.RGBA {
	im := image.NewRGBA(image.Rect(0, 0, 600, 400))
	for y := range 400 {
		for x := range 600 {
			v := uint8(128)
			if image.Pt(x, y).In(place) && (x/2+y/2)%2 == 0 {
				v = 220
			}
			im.SetRGBA(x, y, color.RGBA{v, v, v, 0xff})
		}
	}
	return im
}

func TestZoomGoesToTheAFPointThenTheSharpestPartThenTheMiddle(t *testing.T) {
	sharp := sharpAt(image.Rect(480, 300, 580, 380))
	focus := library.Focus{X: 0.15, Y: 0.2, Known: true}
	for name, c := range map[string]struct {
		focus   library.Focus
		picture *image.RGBA
		want    []string // "" is the whole photo
	}{
		"the camera says where it focused": {focus, sharp, []string{"AF point", "sharpest part", "middle", "", "AF point"}},
		"it does not":                      {library.Focus{}, sharp, []string{"sharpest part", "middle", ""}},
		"nothing is sharp":                 {library.Focus{}, image.NewRGBA(image.Rect(0, 0, 600, 400)), []string{"middle", ""}},
		"nothing has been read":            {focus, nil, []string{"AF point", "middle", ""}},
	} {
		t.Run(name, func(t *testing.T) {
			l := New(nothing{}, func(func()) {})
			styletest.Show(t, l, 300, 200)
			p := library.Photo{ID: 1, Width: 6000, Height: 4000}
			p.Capture.Focus = c.focus
			l.ShowPhoto(p, nil, c.picture, Words{})
			fyne.CurrentApp().Driver().CanvasForObject(l).Capture() // paints
			for i, want := range c.want {
				l.Zoom()
				if got := l.targetName(); got != want || l.Fits() != (want == "") {
					t.Fatalf("press %d shows %q, want %q", i+1, got, want)
				}
			}
		})
	}
}

func TestWhatAHeldKeyZoomedIntoIsLeftForWhereThePhotoStood(t *testing.T) {
	l := New(nothing{}, func(func()) {})
	styletest.Show(t, l, 300, 200)
	p := library.Photo{ID: 1, Width: 6000, Height: 4000}
	l.ShowPhoto(p, nil, sharpAt(image.Rect(10, 10, 90, 90)), Words{})
	fyne.CurrentApp().Driver().CanvasForObject(l).Capture()
	l.Zoom()
	l.Unzoom()
	if !l.Fits() {
		t.Error("the photo is not whole again")
	}
	l.ZoomBy(30)
	before := l.pane.Place()
	l.Zoom()
	l.Unzoom()
	if l.pane.Place() != before {
		t.Errorf("it stands at %+v, not %+v", l.pane.Place(), before)
	}
	l.Zoom()
	p.ID = 2
	l.ShowPhoto(p, nil, nil, Words{})
	kept := l.pane.Place()
	l.Unzoom() // the key was pressed for another photo
	if l.pane.Place() != kept {
		t.Error("the place is not kept on the next photo")
	}
}
