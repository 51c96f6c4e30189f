package faces

import (
	"image"
	"testing"

	"keeplight.app/keeplight/assets/faces"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/faces/drawn"
	"keeplight.app/keeplight/scoring/measure"
)

func finder(tb testing.TB) *Finder {
	tb.Helper()
	f, err := New(faces.Detector, faces.Landmarks, measure.NewTiles())
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

func find(tb testing.TB, f *Finder, s *scoring.Subject) []library.Face {
	tb.Helper()
	found, err := f.Find(tb.Context(), s)
	if err != nil {
		tb.Fatal(err)
	}
	return found
}

// portrait draws one face in the middle of a scene, with eyes so wide in pixels.
func portrait(eyeWidth, gap float64, seed uint64) *image.RGBA {
	side := int(12 * eyeWidth)
	w, h := max(side, 400), max(side, 300)
	img := phototest.Scene(w, h, seed)
	f := drawn.Face{X: float64(w) / 2, Y: float64(h) * 0.4, EyeWidth: eyeWidth, Gap: [2]float64{gap, gap}, Seed: seed}
	f.Draw(img)
	return img
}

// subject offers a picture as a photo, with its preview and its full size.
func subject(tb testing.TB, img *image.RGBA) *scoring.Subject {
	tb.Helper()
	scan, err := picture.ScanPixels(tb.Context(), img, 1, picture.ScanWant{Side: scoring.PreviewSide, Sink: keepAll{}})
	if err != nil {
		tb.Fatal(err)
	}
	s := &scoring.Subject{Preview: scan.Preview, Full: &scoring.Full{Parts: scan}}
	s.Photo.Width, s.Photo.Height = img.Rect.Dx(), img.Rect.Dy()
	return s
}

// keepAll asks for parts of a picture later.
type keepAll struct{}

func (keepAll) Begin(picture.Shape, func() *image.RGBA) (keep image.Rectangle) { return keep }
func (keepAll) Rows(*picture.Recent)                                           {}
func (keepAll) End() bool                                                      { return true }
