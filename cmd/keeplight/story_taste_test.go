//go:build !nogui && linux

package main

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
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

func TestStoryMyTaste(t *testing.T) {
	s := newStory(t)
	dir := tastePhotos(t)
	sh := &shell{t: t, ctx: t.Context(), env: map[string]string{homeVariable: s.home}}
	s.start(dir)
	s.waitManyScored(tasteShoots * tasteFrames)
	s.press("Escape", "Home", "x")
	s.waitFor("a reject", func() bool { return len(s.flagged(library.Reject)) == 1 })
	s.press("Escape", "t")
	s.pause()
	s.pause()
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
	s.press("Escape", "Home", "t")
	s.pause()
	s.pause()
	s.shot("it has proved itself")
	s.click(577, 427) // Sort by My taste
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
	s.press("t")
	s.pause()
	s.pause()
	s.shot("why the first one is first")
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
