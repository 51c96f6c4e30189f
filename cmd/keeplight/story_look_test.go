//go:build !nogui && linux

package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/pixels"
)

// thirds draws a photo that is blown at the left, sharp in the middle and blocked at
// the right.
func thirds(t testing.TB) []byte {
	t.Helper()
	im := image.NewRGBA(image.Rect(0, 0, 900, 600))
	for y := range 600 {
		for x := range 900 {
			v := uint8(255)
			switch {
			case x >= 600:
				v = 0
			case x >= 300 && (x/8+y/8)%2 == 0:
				v = 60
			case x >= 300:
				v = 180
			}
			im.SetRGBA(x, y, color.RGBA{v, v, v, 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, im); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// marks counts the pixels of a picture of the screen that are marked as something, and
// says where their middle lies.
func marks(screen image.Image, k pixels.Kind) (n int, middle image.Point) {
	want := pixels.ColourOf(k)
	near := func(a uint32, b uint8) bool { return max(int(a>>8), int(b))-min(int(a>>8), int(b)) < 48 }
	for y := screen.Bounds().Min.Y; y < screen.Bounds().Max.Y; y++ {
		for x := screen.Bounds().Min.X; x < screen.Bounds().Max.X; x++ {
			r, g, b, _ := screen.At(x, y).RGBA()
			if near(r, want.R) && near(g, want.G) && near(b, want.B) {
				n++
				middle = middle.Add(image.Pt(x, y))
			}
		}
	}
	if n > 0 {
		middle = middle.Div(n)
	}
	return n, middle
}

func TestStoryLookCloserAndTurn(t *testing.T) {
	s := newStory(t)
	dir := filepath.Join(t.TempDir(), "shoot")
	original := thirds(t)
	write(t, filepath.Join(dir, "IMG_0001.png"), original)
	write(t, filepath.Join(dir, "IMG_0002.jpg"), scene(2))
	s.start(dir)
	s.waitScored(2)
	s.press("Escape", "Home") // no question about models
	s.press("ctrl+f")
	s.write("0001")
	s.press("Return", "e")
	plain := s.shot("the loupe with its histogram")
	if n, _ := marks(plain, pixels.Highlight); n > 100 {
		t.Fatalf("%d pixels are marked before anything was asked for", n)
	}
	const third = 300 * 600
	marked := func(what string, k pixels.Kind, least int) (at image.Point) {
		t.Helper()
		s.waitFor(what, func() bool {
			n, middle := marks(s.screen("waiting.png"), k)
			at = middle
			return n > least
		})
		return at
	}
	s.press("j", "k")
	high := marked("blown highlights to be marked", pixels.Highlight, third/2)
	low := marked("blocked shadows to be marked", pixels.Shadow, third/2)
	marked("edges to be marked", pixels.Edge, third/20)
	if high.X >= low.X || abs(high.Y-low.Y) > 20 {
		t.Errorf("highlights are marked around %v, shadows around %v", high, low)
	}
	s.shot("clipped and in focus")

	s.press("ctrl+bracketright")
	s.waitFor("the rotation to be stored", func() bool { return s.rotation("IMG_0001.png") == 1 })
	s.pause()
	// Upright it is drawn smaller, below the line about the filter.
	s.waitFor("the marks to turn", func() bool {
		im := s.screen("waiting.png")
		n, high := marks(im, pixels.Highlight)
		m, low := marks(im, pixels.Shadow)
		return min(n, m) > third/3 && high.Y < low.Y && abs(high.X-low.X) <= 20
	})
	s.shot("turned to the right")

	s.press("f")
	mat := color.RGBA{0x19, 0x19, 0x19, 0xff}
	s.waitFor("nothing but the mat beside the photo", func() bool {
		alone := s.screen("waiting.png")
		w, h := alone.Bounds().Dx(), alone.Bounds().Dy()
		for _, at := range []image.Point{{10, 10}, {w - 10, 10}, {10, h / 2}, {w - 10, h / 2}} {
			if !within(1, alone.At(at.X, at.Y), mat) {
				return false
			}
		}
		return true
	})
	s.shot("the photo alone")
	s.press("p")
	s.wantFlagged(library.Pick, "IMG_0001.png")
	s.press("Escape")
	s.press("ctrl+z", "ctrl+z")
	s.waitFor("two undos", func() bool { return s.rotation("IMG_0001.png") == 0 && len(s.flagged(library.Pick)) == 0 })
	s.press("ctrl+bracketleft")
	s.waitFor("the rotation to be stored", func() bool { return s.rotation("IMG_0001.png") == 3 })
	s.press("g")
	s.waitFor("the turned thumbnail", func() bool { return isBlackOverWhite(s.screen("waiting.png")) })
	s.shot("turned to the left in the grid")
	s.quit()

	// What was switched on, and the rotation, are there again; the file is as it was.
	s.start(dir)
	s.waitFor("the marks to come back", func() bool {
		s.press("e") // it does nothing before there are photos
		n, _ := marks(s.screen("waiting.png"), pixels.Highlight)
		return n > third/4 // smaller still, below an offer to sort again
	})
	s.shot("after a restart")
	s.quit()
	if now, err := os.ReadFile(filepath.Join(dir, "IMG_0001.png")); err != nil || !bytes.Equal(now, original) {
		t.Errorf("the file has changed (%v)", err)
	}
}

// isBlackOverWhite is true where the cell at the upper left of the grid shows the photo
// turned to the left.
func isBlackOverWhite(screen image.Image) bool {
	var first, last int // rows of the column through the cell's middle that are white
	for y := screen.Bounds().Min.Y; y < screen.Bounds().Max.Y/3; y++ {
		if r, g, b, _ := screen.At(cellMiddle, y).RGBA(); min(r, g, b) > 0xf800 {
			if first == 0 {
				first = y
			}
			last = y
		}
	}
	r, g, b, _ := screen.At(cellMiddle, max(0, first-(last-first)*3/2)).RGBA()
	return last-first > 30 && max(r, g, b) < 0x0800
}

// cellMiddle is where the first cell of the grid lies from left to right.
const cellMiddle = 350

// rotation is how a photo is turned in the catalogue.
func (s *story) rotation(name string) library.Rotation {
	s.t.Helper()
	for _, p := range s.photos() {
		if p.Name() == name {
			return p.Rotation
		}
	}
	s.t.Fatalf("there is no photo %s", name)
	return 0
}

func abs(n int) int { return max(n, -n) }
