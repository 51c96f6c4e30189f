package histogram

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/ui/pixels"
	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

// counted is the histogram of a picture whose halves have two colours.
func counted(left, right [3]uint8) *pixels.Histogram {
	img := image.NewRGBA(image.Rect(0, 0, 40, 20))
	for i := 0; i < len(img.Pix); i += 4 {
		c := left
		if i/4%40 >= 20 {
			c = right
		}
		img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = c[0], c[1], c[2], 0xff
	}
	h := pixels.Count(img)
	return &h
}

func TestEachChannelRisesWhereItsPixelsAre(t *testing.T) {
	b := New(style.Raised, style.Ink)
	styletest.Show(t, b, 128, 58)
	b.Set(counted([3]uint8{40, 120, 200}, [3]uint8{40, 120, 200}))
	img := b.draw(256, 50).(*image.RGBA)
	for name, c := range map[string]struct{ at, mix int }{"red": {40, 1}, "green": {120, 2}, "blue": {200, 4}} {
		if got := img.RGBAAt(c.at, 40); got != mixes[c.mix] {
			t.Errorf("%s: at %d it is %v, want %v", name, c.at, got, mixes[c.mix])
		}
	}
	if got := img.RGBAAt(250, 10); got.A != 0 {
		t.Errorf("where no pixel is there is %v", got)
	}
}

func TestABoxIsEmptyUntilSomethingIsKnown(t *testing.T) {
	b := New(style.Raised, style.Ink)
	for i, v := range b.draw(30, 20).(*image.RGBA).Pix {
		if v != 0 {
			t.Fatalf("byte %d is %d", i, v)
		}
	}
	h := counted([3]uint8{10, 10, 10}, [3]uint8{200, 200, 200})
	if !b.Set(h) || b.Set(h) || !b.Set(nil) {
		t.Error("it does not say when it shows something else")
	}
	b.draw(0, 0) // a window that is not laid out yet
}

func TestABoxIsDrawnInTheThemeOfTheMoment(t *testing.T) {
	styletest.Switches(t, func() fyne.CanvasObject {
		b := New(style.Raised, style.Ink)
		b.Set(counted([3]uint8{10, 90, 10}, [3]uint8{200, 100, 200}))
		return b
	}, 128, 58)
}
