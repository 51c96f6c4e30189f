package faces

import (
	"image"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/faces/drawn"
	"keeplight.app/keeplight/scoring/measure"
)

func TestTheDetailAroundAnEyeIsThatOfTheEyeAlone(t *testing.T) {
	f := finder(t)
	detail := func(img *image.RGBA) float64 {
		t.Helper()
		found := find(t, f, &scoring.Subject{Preview: img})
		if len(found) != 1 {
			t.Fatalf("found %d faces", len(found))
		}
		return found[0].Detail
	}
	sharp := portrait(40, 0.25, 2)
	soft := blurred(sharp, 3)
	faceOf := func(face, ground *image.RGBA) *image.RGBA {
		img := image.NewRGBA(ground.Rect)
		copy(img.Pix, ground.Pix)
		w, h := img.Rect.Dx(), img.Rect.Dy()
		for y := range h * 3 / 4 {
			row := img.PixOffset(w/5, y)
			copy(img.Pix[row:row+4*(w*3/5)], face.Pix[row:])
		}
		return img
	}
	clear, dull := detail(faceOf(sharp, soft)), detail(faceOf(soft, sharp))
	if !(dull > 0 && clear > 2*dull) {
		t.Errorf("a sharp face on soft ground reads %.3f, a soft one on sharp ground %.3f", clear, dull)
	}
	if closed := detail(portrait(40, 0, 2)); closed < clear/2 {
		t.Errorf("closed eyes read %.3f, open ones %.3f", closed, clear)
	}
	if small := detail(portrait(20, 0.25, 2)); small != 0 {
		t.Errorf("a face that is smaller than any tile reads %.3f", small)
	}
}

func TestAFaceThatTheFrameCutsSaysHowMuchOfItIsBeyond(t *testing.T) {
	f := finder(t)
	cutAt := func(x float64) float64 {
		t.Helper()
		img := phototest.Scene(600, 500, 4)
		face := drawn.Face{X: x, Y: 200, EyeWidth: 40, Gap: [2]float64{0.25, 0.25}, Seed: 2}
		face.Draw(img)
		found := find(t, f, &scoring.Subject{Preview: img})
		if len(found) != 1 {
			t.Fatalf("x %v: found %d faces", x, len(found))
		}
		return found[0].Cut
	}
	if whole := cutAt(300); whole != 0 {
		t.Errorf("of a whole face %.2f is beyond the frame", whole)
	}
	if cut := cutAt(40); cut < 0.1 || cut > 0.5 {
		t.Errorf("of a face of which a quarter is cut %.2f is beyond the frame", cut)
	}
}

func TestTheKeyNamesTheMeasureOfTiles(t *testing.T) {
	if got := finder(t).Provenance().Settings["tiles"]; got != measure.NewTiles().Version() {
		t.Errorf("%q", got)
	}
}

func TestATileLiesInThePhotoAndIsNoWiderThanTheFace(t *testing.T) {
	photo := image.Pt(4000, 3000)
	for _, c := range []struct {
		wide, x float64 // of the face, and of the eye, in pixels
		side    int
	}{{100, 2000, 0}, {128, 2000, 128}, {255, 2000, 128}, {256, 10, 256}, {600, 3990, 512}, {3900, 2000, 512}} {
		f := seenFace{Face: library.Face{Box: library.Box{Width: c.wide / 4000, Height: 0.1}}}
		for i := range f.Eyes {
			f.Eyes[i] = library.Eye{Width: 30, Box: library.Box{Width: 0.01, Height: 0.01}}
			f.eyes[i] = level(point{c.x, 20}, 48)
		}
		r := f.eyeTile(photo)
		if r.Dx() != c.side || r.Dy() != c.side || !r.In(image.Rectangle{Max: photo}) {
			t.Errorf("a face of %v px has the tile %v", c.wide, r)
		}
	}
}
