//go:build !nogui && linux

package main

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"math"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/scoring/faces/drawn"
)

// blinking are the photos of facePhotos in which eyes look closed.
func blinking() []string { return []string{"02.jpg", "04.jpg"} }

// facePhotos draws a burst of four frames with four people, of whom one leaves in the
// third, and one without people. Their names are 01.jpg and so on.
func facePhotos(t testing.TB) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "shoot")
	at := time.Date(2026, time.November, 20, 13, 48, 0, 5e6, time.UTC)
	n := 0
	save := func(img *image.RGBA) {
		n++
		facts := phototest.Exif{Model: "R5", Time: at, ISO: 100 + n} // a byte of each file is its own
		write(t, filepath.Join(dir, fmt.Sprintf("%02d.jpg", n)), phototest.JPEG(img, facts))
		at = at.Add(200 * time.Millisecond)
	}
	skins := []color.RGBA{{224, 172, 142, 255}, {140, 92, 66, 255}, {236, 190, 160, 255}, {198, 140, 105, 255}}
	for frame := range 4 {
		img := wall(1800, 1200)
		for person, skin := range skins {
			gap := 0.3
			if frame == 1 && person == 2 || frame == 3 && person == 1 {
				gap = 0
			}
			if frame == 2 && person == 3 {
				continue
			}
			(&drawn.Face{
				X: 300 + 400*float64(person) + 9*float64(frame), Y: 480 + 50*float64(person%2), EyeWidth: 36,
				Gap: [2]float64{gap, gap}, Skin: skin, Seed: uint64(person + 1),
			}).Draw(img)
		}
		save(img)
	}
	at = at.Add(20 * time.Minute)
	save(wall(1200, 800))
	return dir
}

// wall is what people stand in front of.
func wall(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			v := uint8(90 + 40*math.Sin(float64(x)/310)*math.Cos(float64(y)/270))
			img.SetRGBA(x, y, color.RGBA{v, v + 8, v + 16, 255})
		}
	}
	return img
}

// looked gives the faces that the catalogue holds by the photos' names; a photo that was
// not looked at is not among them.
func (s *story) looked() map[string][]catalog.Finding {
	s.t.Helper()
	finder := shoot.NewFaceFinder()
	all := map[string][]catalog.Finding{}
	photos := s.photos()
	hashes := make([]library.Hash, len(photos))
	for i := range photos {
		hashes[i] = photos[i].Hash
	}
	s.saved(func(ctx context.Context, c *catalog.Catalog) error {
		found, err := c.Findings(ctx, finder.Provenance().Key(), catalog.Faces, hashes)
		for _, p := range photos {
			if list, ok := found[p.Hash]; ok {
				all[p.Name()] = list
			}
		}
		return err
	})
	return all
}

// differs counts the pixels in which two screens differ within a part.
func differs(a, b image.Image, in image.Rectangle) (n int) {
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				n++
			}
		}
	}
	return n
}

// untilOther waits until the photo's place shows another picture than before, such as a
// face at 100 %.
func (s *story) untilOther(what string, before image.Image) {
	s.t.Helper()
	s.waitFor("another picture, "+what, func() bool { return differs(before, s.shot(what), photoArea) >= 10_000 })
}

func TestStoryFaces(t *testing.T) {
	s := newStory(t)
	s.start(facePhotos(t))
	s.waitScored(5)
	s.waitFor("faces to be looked for in all photos", func() bool { return len(s.looked()) == 5 })
	for name, want := range map[string]int{"01.jpg": 4, "02.jpg": 4, "03.jpg": 3, "04.jpg": 4, "05.jpg": 0} {
		if found := s.looked()[name]; len(found) != want {
			t.Errorf("%s has %d faces, want %d", name, len(found), want)
		}
	}
	s.press("Escape", "s", "ctrl+k") // no question about models
	s.write("sort by: time")
	s.press("Return", "Home")
	s.press("o")
	s.shot("badges in the grid")

	// The strip below the photo, a key that goes from face to face, and a place that is
	// kept from frame to frame.
	s.press("Home", "Right", "e")
	whole := s.shot("the strip below the loupe")
	s.press("v")
	s.untilOther("the first face", whole)
	s.press("v", "v", "Right")
	s.shot("the third person in the next frame, whose neighbour left")
	s.press("Escape")
	before := s.shot("whole again")
	s.click(300, 790) // the second close-up
	s.untilOther("a close-up was clicked", before)
	s.press("Escape", "h")
	s.shot("measurements with the faces")
	s.press("h", "F7")
	s.waitFor("the strip to be put away", func() bool { return !s.state().Looking.Faces })
	s.shot("without the strip")
	s.press("F7")
	s.waitFor("the strip to be wanted again", func() bool { return s.state().Looking.Faces })

	// Several photos, the same person in the same column.
	s.press("c")
	s.shot("compare")
	s.press("n")
	s.shot("survey of the stack")
	s.press("v", "v")
	s.shot("all panes at a face")
	s.press("Escape", "g")

	// The filter is a click in the left panel; it shows whose eyes look closed, and a
	// mark on all of them is a person's.
	s.click(60, 508)
	s.waitFor("the filter to be kept", func() bool { return s.state().Filters.Filter.Faces == query.SomeoneBlinks })
	s.shot("someone blinks")
	s.press("ctrl+a", "x")
	s.wantFlagged(library.Reject, blinking()...)
	s.press("ctrl+z")
	s.wantFlagged(library.Reject)

	// The switch asks, and deletes only when it is told to.
	s.press("ctrl+k")
	s.write("look for faces")
	s.press("Return")
	s.shot("the question")
	s.press("Escape")
	s.shot("thought better of it")
	if n := len(s.looked()); n != 5 {
		t.Fatalf("a question that was put away leaves %d photos looked at", n)
	}
	s.press("ctrl+k")
	s.write("look for faces")
	s.press("Return", "Return")
	s.waitFor("all findings to be deleted", func() bool { return len(s.looked()) == 0 })
	s.press("backslash") // the filter is set aside
	s.shot("no faces are known any more")
	if slices.ContainsFunc(s.photos(), func(p library.Photo) bool { return p.Decision != (library.Decision{}) }) {
		t.Error("looking for faces, or deleting what was found, decided about photos")
	}
	s.quit()
}
