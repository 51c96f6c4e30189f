//go:build !nogui && linux

package main

import (
	"fmt"
	"image"
	"path/filepath"
	"testing"
	"time"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/ui/style"
)

// Four shoots of a hundred frames, of which every third is dark.
const (
	tasteShoots = 4
	tasteFrames = 100
	tasteMarked = 50 // that are decided about in each
)

// tasteFrame is where a frame lies, and isMoody whether the person of the story keeps it.
func tasteFrame(dir string, shoot, i int) string {
	return filepath.Join(dir, fmt.Sprintf("shoot %d", shoot+1), fmt.Sprintf("%d-%03d.jpg", shoot+1, i))
}

func isMoody(i int) bool { return i%3 == 0 }

// tastePhotos draws the shoots.
func tastePhotos(t testing.TB) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "year")
	at := time.Date(2026, time.March, 1, 9, 0, 0, 0, time.UTC)
	for shoot := range tasteShoots {
		for i := range tasteFrames {
			img := phototest.Scene(240, 160, uint64(tasteFrames*shoot+i))
			if isMoody(i) {
				for j := range img.Pix {
					if j%4 != 3 {
						img.Pix[j] /= 4
					}
				}
			}
			when := at.AddDate(0, shoot, 0).Add(time.Duration(i) * time.Minute)
			write(t, tasteFrame(dir, shoot, i), phototest.JPEG(img, phototest.Exif{Model: "R5", Time: when}))
		}
	}
	return dir
}

// markShoot picks what is moody of the first frames of a shoot, and rejects the others.
func markShoot(sh *shell, dir string, shoot int) {
	picks, rejects := []string{"mark", "--pick"}, []string{"mark", "--reject"}
	for i := range tasteMarked {
		if name := tasteFrame(dir, shoot, i); isMoody(i) {
			picks = append(picks, name)
		} else {
			rejects = append(rejects, name)
		}
	}
	sh.must(picks...)
	sh.must(rejects...)
}

// openTaste opens the sheet, and waits until it says how the taste stands.
func (s *story) openTaste() {
	s.t.Helper()
	heading := image.Rect(24, 66, 424, 96)
	s.insist("the sheet of My taste", func() { s.press("Escape", "t") }, func() bool {
		img := s.screen("waiting.png")
		ground := img.At(4, img.Bounds().Dy()/2)
		for x := 560; x < 1200; x += 10 { // where the grid has photos, the sheet has nothing
			if img.At(x, 910) != ground {
				return false
			}
		}
		for y := heading.Min.Y; y < heading.Max.Y; y++ {
			for x := heading.Min.X; x < heading.Max.X; x++ {
				if img.At(x, y) != ground {
					return true
				}
			}
		}
		return false
	})
}

// mainButton waits for a button in the accent's colour right of the curve, which has lines
// of that colour, and gives a place on the first one from the top.
func (s *story) mainButton(what string) (at image.Point) {
	s.t.Helper()
	const wide, left = 60, 510
	accent := style.Accent.In(style.Dark)
	s.waitFor(what, func() bool {
		img := s.screen("waiting.png")
		for y := range img.Bounds().Dy() {
			run := 0
			for x := left; x < img.Bounds().Dx(); x++ {
				r, g, b, _ := img.At(x, y).RGBA()
				if uint8(r>>8) != accent.R || uint8(g>>8) != accent.G || uint8(b>>8) != accent.B {
					run = 0
					continue
				}
				if run++; run == wide {
					at = image.Pt(x-wide/2, y+6)
					return true
				}
			}
		}
		return false
	})
	return at
}

func TestStoryMyTaste(t *testing.T) {
	s := newStory(t)
	dir := tastePhotos(t)
	sh := &shell{t: t, ctx: t.Context(), env: map[string]string{homeVariable: s.home}}
	s.start(dir)
	s.waitManyScored(tasteShoots * tasteFrames)
	s.press("Escape", "Home", "x")
	s.waitFor("a reject", func() bool { return len(s.flagged(library.Reject)) == 1 })
	s.openTaste()
	s.shot("it still listens")
	s.press("Escape", "ctrl+z")
	s.wantFlagged(library.Reject)
	s.quit()

	markShoot(sh, dir, 0)
	if f := parseTaste(t, sh.must("taste", "fit", "--json")); f.Proved || f.From.Shoots != 1 {
		t.Errorf("one shoot proves something: %+v", f)
	}
	markShoot(sh, dir, 1)
	markShoot(sh, dir, 2)
	f := parseTaste(t, sh.must("taste", "fit", "--json"))
	if !f.Proved || f.From.Picks+f.From.Rejects != 3*tasteMarked || f.From.Shoots != 3 || f.From.WithFeatures != 3*tasteMarked {
		t.Fatalf("after 150 decisions over three shoots: %+v", f)
	}

	s.start(dir)
	s.waitScored(tasteShoots * tasteFrames)
	s.press("Escape", "Home")
	s.openTaste()
	button := s.mainButton("Sort by My taste")
	s.shot("it has proved itself")
	s.click(button.X, button.Y)
	s.waitFor("the order of My taste", func() bool { return s.state().Scorers.Shown == scorers.Taste })
	s.pause()
	s.shot("sorted by my taste")
	s.press("Home", "6")
	s.waitFor("a red label", func() bool { return s.labelled(library.Red) == 1 })
	for _, p := range s.photos() {
		if p.Decision.Label == library.Red && !isMoodyName(p.Name()) {
			t.Errorf("the first is %s", p.Name())
		}
	}
	s.openTaste()
	s.mainButton("the sheet as it was learnt")
	s.pause() // thumbnails come a moment later
	s.shot("why the first one is first")
	grid := s.screen("waiting.png")
	s.press("Escape", "ctrl+t")
	s.untilOther("My taste beside the built-in scorer", grid)
	s.pause() // what it says and thumbnails come a moment later
	s.shot("beside the built-in scorer")
	s.press("Escape")
	s.quit()

	// A fourth shoot, whose decisions nothing was learnt from when it was tested on them.
	before := f.Test.Pairs
	markShoot(sh, dir, 3)
	if f = parseTaste(t, sh.must("taste", "fit", "--json")); !f.Proved || f.Test.Pairs <= before || f.Test.Losses > f.Test.Wins {
		t.Errorf("on the fourth shoot: %+v", f)
	}
}

func isMoodyName(name string) bool {
	var shoot, i int
	n, err := fmt.Sscanf(name, "%d-%d.jpg", &shoot, &i)
	return n == 2 && err == nil && isMoody(i)
}
