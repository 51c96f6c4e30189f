//go:build !nogui && linux

package main

import (
	"fmt"
	"image"
	"image/color"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
)

// scrubbed is how many photos the person goes through with a held key.
const scrubbed = 210

// middleOf is the colour in the middle of a drawn photo, which tells it from all
// others.
func middleOf(i int) color.RGBA {
	return color.RGBA{uint8(40 + i%6*40), uint8(40 + i/6%6*40), uint8(40 + i/36*30), 0xff}
}

// plates draws photos that show a colour of their own in the middle and detail around
// it, and gives their colours by their names.
func plates(t testing.TB, n int) (dir string, colours map[string]color.RGBA) {
	t.Helper()
	dir, colours = filepath.Join(t.TempDir(), "shoot"), map[string]color.RGBA{}
	const w, h = 1500, 1000
	for i := range n {
		im := image.NewRGBA(image.Rect(0, 0, w, h))
		r := rand.New(rand.NewPCG(uint64(i), 7))
		for y := range h {
			for x := range w {
				c := middleOf(i)
				if x < 150 || x >= w-150 || y < 150 || y >= h-150 {
					v := uint8(60 + r.IntN(8+i)) //nolint:gosec // below 256
					c = color.RGBA{v, v, v, 0xff}
				}
				im.SetRGBA(x, y, c)
			}
		}
		data, err := picture.EncodeJPEG(im, 90)
		if err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprintf("DSC_%04d.jpg", i)
		write(t, filepath.Join(dir, name), data)
		colours[name] = middleOf(i)
	}
	return dir, colours
}

// photoArea is where the loupe's photo is on a screen of 1600 x 1000, without what is
// written on its corners.
var photoArea = image.Rect(440, 160, 1000, 760)

// stripArea is where the filmstrip is on a screen of that size.
var stripArea = image.Rect(0, 790, 1230, 960)

// middleIn finds a colour in a part of a picture and gives the middle of its patch.
func middleIn(t testing.TB, im image.Image, in image.Rectangle, c color.RGBA) (middle image.Point) {
	t.Helper()
	n := 0
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x++ {
			if within(6, im.At(x, y), c) { // the darkest plate is nearly a panel's colour
				n++
				middle = middle.Add(image.Pt(x, y))
			}
		}
	}
	if n < 100 {
		t.Fatalf("%v is not to be found in %v", c, in)
	}
	return middle.Div(n)
}

// crop is a part of a picture, to be compared.
func crop(im image.Image, r image.Rectangle) *image.RGBA {
	out := image.NewRGBA(image.Rectangle{Max: r.Size()})
	for y := range r.Dy() {
		for x := range r.Dx() {
			out.Set(x, y, im.At(r.Min.X+x, r.Min.Y+y))
		}
	}
	return out
}

// statusHeight is that of the status line, in pixels, which counts what is done behind
// everything else.
const statusHeight = 40

// rested waits until the screen above the status line stays as it is, however slow the
// machine is, and keeps a picture of it.
func (s *story) rested(what string) image.Image {
	s.t.Helper()
	last := s.shot(what)
	s.waitFor("the screen to come to rest", func() bool {
		was := last
		s.pause()
		last = s.screen(fmt.Sprintf("%02d %s.png", s.count, what))
		above := last.Bounds()
		above.Max.Y -= statusHeight
		return slices.Equal(crop(was, above).Pix, crop(last, above).Pix)
	})
	return last
}

func near(a color.Color, b color.RGBA) bool { return within(12, a, b) }

// within says whether no channel of two colours differs by so much.
func within(much uint8, a color.Color, b color.RGBA) bool {
	c := color.RGBAModel.Convert(a).(color.RGBA)
	return max(c.R, b.R)-min(c.R, b.R) < much && max(c.G, b.G)-min(c.G, b.G) < much && max(c.B, b.B)-min(c.B, b.B) < much
}

// openLoupe opens the first photo of the order in the loupe and gives the order.
func (s *story) openLoupe(colours map[string]color.RGBA) (ranking []string) {
	s.t.Helper()
	s.press("Escape") // no question about models
	s.waitFor("the loupe with the best photo", func() bool {
		s.press("g", "s", "Home", "Return")
		s.pause()
		ranking = s.ranking()
		return near(s.screen("opening.png").At(720, 430), colours[ranking[0]])
	})
	return ranking
}

func TestStoryLoupeScrubbedWithAHeldKey(t *testing.T) {
	s := newStory(t)
	dir, colours := plates(t, scrubbed)
	s.start(dir)
	s.waitManyScored(scrubbed)
	ranking := s.openLoupe(colours)
	s.rested("the first photo")

	// Whatever stands in the middle at a stop is the photo that a mark is of.
	var picked []string
	for i, hold := range []struct {
		key   string
		long  time.Duration
		click bool
	}{{"Right", 1500 * time.Millisecond, false}, {"Right", 2500 * time.Millisecond, false}, {"Left", 900 * time.Millisecond, false}, {"Right", 3 * time.Second, false}} {
		if err := s.try("xdotool", "keydown", hold.key, "sleep", fmt.Sprint(hold.long.Seconds()), "keyup", hold.key); err != nil {
			t.Fatal(err)
		}
		seen := s.rested(fmt.Sprintf("stop %d", i+1))
		s.press("p")
		s.waitFor("one more pick", func() bool { return len(s.flagged(library.Pick)) == len(picked)+1 })
		now := s.flagged(library.Pick)
		name := slices.DeleteFunc(slices.Clone(now), func(n string) bool { return slices.Contains(picked, n) })[0]
		picked = now
		if at := seen.At(720, 430); !near(at, colours[name]) {
			t.Errorf("stop %d shows %v, the mark is of %s, which is %v", i+1, at, name, colours[name])
		}
	}
	if at := slices.Index(ranking, picked[len(picked)-1]); at < 0 {
		t.Errorf("%s is not among those shown", picked[len(picked)-1])
	}

	// No key is lost, however fast they come.
	s.press("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
	s.wantFlagged(library.Pick)
	s.rested("all undone") // which leads to the photos
	s.press("Home")
	keys, at := []string{"key", "--delay", "5"}, 0
	var want []string
	for i := range 60 {
		keys, at = append(keys, "Right"), at+1
		if i%7 == 3 {
			keys = append(keys, "x")
			want = append(want, ranking[at])
		}
	}
	if err := s.try("xdotool", keys...); err != nil {
		t.Fatal(err)
	}
	s.wantFlagged(library.Reject, want...)
	seen := s.rested("sixty keys later")
	if got := seen.At(720, 430); !near(got, colours[ranking[at]]) {
		t.Errorf("after all keys it shows %v, %s is %v", got, ranking[at], colours[ranking[at]])
	}
	s.quit()
}

func TestStoryLoupeZoomPeekAndFilmstrip(t *testing.T) {
	s := newStory(t)
	dir, colours := plates(t, 14)
	s.start(dir)
	s.waitScored(14)
	ranking := s.openLoupe(colours)
	whole := crop(s.rested("whole"), photoArea)
	same := func(a, b *image.RGBA) bool { return slices.Equal(a.Pix, b.Pix) }

	s.press("space")
	if zoomed := crop(s.rested("a tap stays at 100 %"), photoArea); same(whole, zoomed) {
		t.Error("Space does not enlarge")
	}
	s.press("Right")
	next := crop(s.rested("the next one at the same place"), photoArea)
	s.press("Left", "Escape")
	if back := crop(s.rested("whole again"), photoArea); !same(whole, back) || same(next, back) {
		t.Error("Escape does not show the whole photo")
	}
	if err := s.try("xdotool", "keydown", "space", "sleep", "1.5"); err != nil {
		t.Fatal(err)
	}
	if held := crop(s.rested("held"), photoArea); same(whole, held) {
		t.Error("a held Space does not enlarge")
	}
	if err := s.try("xdotool", "keyup", "space"); err != nil {
		t.Fatal(err)
	}
	if released := crop(s.rested("released"), photoArea); !same(whole, released) {
		t.Error("the release does not lead back")
	}
	s.press("space")
	s.rested("enlarged")
	s.press("g")
	s.rested("in the grid")
	s.press("Return")
	if again := crop(s.rested("from the grid"), photoArea); !same(whole, again) {
		t.Error("from the grid the photo is not whole")
	}

	fourth := middleIn(t, s.screen("strip.png"), stripArea, colours[ranking[3]])
	s.click(fourth.X, fourth.Y)
	seen := s.rested("the fourth, by a click")
	if at := seen.At(720, 430); !near(at, colours[ranking[3]]) {
		t.Errorf("the click shows %v, %s is %v", at, ranking[3], colours[ranking[3]])
	}
	s.press("p", "Right", "x", "Right", "3")
	s.wantFlagged(library.Pick, ranking[3])
	s.wantFlagged(library.Reject, ranking[4])
	s.rested("marks in the strip")
	s.press("F6")
	s.rested("without the strip")
	s.waitFor("the strip to be off for the next start", func() bool { return !s.state().Window.Filmstrip })
	s.quit()
	if strings.Contains(s.log.String(), "panic") {
		t.Error(s.log.String())
	}
}
