package faces

import (
	"image"
	"image/color"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/scoring/faces/drawn"
)

func TestLidsOnDarkSkinOnlyLookOpenWhereAnIrisIsSeen(t *testing.T) {
	f := finder(t)
	for _, c := range []struct {
		gap  float64
		skin color.RGBA
		not  library.EyeState
	}{
		{0.01, color.RGBA{74, 48, 36, 255}, library.EyeOpen},
		{0.02, color.RGBA{74, 48, 36, 255}, library.EyeOpen}, // the mesh finds a gap of 0.17
		{0.22, color.RGBA{74, 48, 36, 255}, library.EyeUnknown},
		{0.22, drawn.DefaultSkin, library.EyeUnknown},
	} {
		img := phototest.Scene(480, 360, 2)
		d := drawn.Face{X: 240, Y: 150, EyeWidth: 24, Gap: [2]float64{c.gap, c.gap}, Skin: c.skin, Seed: 14}
		d.Draw(img)
		face, ok := faceAt(find(t, f, subject(t, img)), image.Pt(240, 150), img.Rect.Size())
		if state := face.State(); !ok || state == c.not || c.gap > openAbove && state != library.EyeOpen {
			t.Errorf("gap %v on %v: found %v, %s, %+v", c.gap, c.skin, ok, state, face.Eyes)
		}
	}
}

func TestAnEyeballIsAnIrisBesideTheWhite(t *testing.T) {
	lids := eyeAt(100, 100, 60, 0.25)
	paint := func(at func(x, y int) uint8) *layer {
		img := image.NewRGBA(image.Rect(0, 0, 200, 200))
		for y := range 200 {
			for x := range 200 {
				v := at(x, y)
				img.SetRGBA(x, y, color.RGBA{v, v, v, 255})
			}
		}
		return newLayer(img, img.Rect)
	}
	for _, c := range []struct {
		name string
		at   func(x, y int) uint8
		want bool
	}{
		{"an iris", func(x, _ int) uint8 { return either(x > 88 && x < 112, 60, 150) }, true},
		{"one in the dark", func(x, _ int) uint8 { return either(x > 88 && x < 112, 8, 26) }, true},
		{"one of little contrast", func(x, _ int) uint8 { return either(x > 88 && x < 112, 110, 130) }, false},
		{"skin", func(int, int) uint8 { return 90 }, false},
		{"the line of a closed lid", func(_, y int) uint8 { return either(y > 98 && y < 102, 20, 120) }, false},
		{"a white slit", func(_, y int) uint8 { return either(y > 98 && y < 102, 230, 45) }, false},
	} {
		if ball := paint(c.at).eyeball(&lids); ball.isSeen() != c.want {
			t.Errorf("%s: %+v, seen: %v", c.name, ball, ball.isSeen())
		}
	}
}

// either gives the first level where yes, else the second.
func either(yes bool, a, b uint8) uint8 {
	if yes {
		return a
	}
	return b
}

// eyeAt gives the lids of a level eye of that width, as an ellipse whose gap over the
// width is as given in the middle.
func eyeAt(x, y, width, gap float64) (c contour) {
	for i := range innerCorner + 1 {
		t := float64(i) / innerCorner
		c[i] = point{x + (t-0.5)*width, y + 2*gap*width*t*(1-t)}
	}
	for i := 1; i < innerCorner; i++ {
		c[innerCorner+i] = point{c[i].x, 2*y - c[i].y}
	}
	return c
}
