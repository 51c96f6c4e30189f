package picture

import (
	"testing"

	"keeplight/library"
	"keeplight/library/phototest"
)

func TestDecodeGivesTheSideThatIsWanted(t *testing.T) {
	data := phototest.JPEG(phototest.Scene(1200, 800, 1), phototest.Exif{Orientation: 6})
	for _, c := range []struct{ side, w, h int }{{0, 800, 1200}, {5000, 800, 1200}, {1200, 800, 1200}, {600, 400, 600}, {320, 213, 320}, {100, 67, 100}} {
		pic, err := Decode(t.Context(), data, "a.jpg", c.side)
		if err != nil {
			t.Fatal(err)
		}
		b := pic.Pixels.Rect
		if b.Dx() != c.w || b.Dy() != c.h || pic.Width != 800 || pic.Height != 1200 || pic.Orientation != 6 || pic.Format != library.JPEG {
			t.Errorf("side %d gave %v, %+v", c.side, b, pic.Info)
		}
		if !pic.Pixels.Opaque() {
			t.Errorf("side %d is not opaque", c.side)
		}
	}
}
