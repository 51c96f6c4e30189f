//go:build !nogui && linux

package main

import (
	"fmt"
	"image/color"
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
)

// point moves the mouse to a place of the screen, and a little on: the toolkit tells of
// what the pointer is over when it moves.
func (s *story) point(x, y int) {
	s.t.Helper()
	if err := s.try("xdotool", "mousemove", fmt.Sprint(x), fmt.Sprint(y), "sleep", "0.2", "mousemove", fmt.Sprint(x+1), fmt.Sprint(y+1), "sleep", "0.4"); err != nil {
		s.t.Fatalf("pointing at %d,%d: %v", x, y, err)
	}
}

// button presses a button of the mouse where it is.
func (s *story) button(n int) {
	s.t.Helper()
	if err := s.try("xdotool", "click", fmt.Sprint(n), "sleep", "0.5"); err != nil {
		s.t.Fatal(err)
	}
}

// labelled counts the photos with a colour label.
func (s *story) labelled(l library.Label) (n int) {
	s.t.Helper()
	for _, p := range s.photos() {
		if p.Decision.Label == l {
			n++
		}
	}
	return n
}

// A laptop's screen, on which four cells stand beside each other between the panels.
// The buttons lie at the foot of the photo under the pointer.
const (
	laptop               = "1366x768"
	firstCell, cellPitch = 305, 232
	photoLine, barLine   = 120, 188
	pickAt, rejectAt     = -60, -36
	starsAt, starPitch   = -17, 14
	labelAt              = 58
	loupeMiddle          = 661 // of the room between the panels
	loupeBar             = 577 // above the filmstrip
)

// banner is the colour at the left of the line that offers to sort again.
var banner = color.RGBA{R: 0xf2, G: 0xb9, B: 0x5a, A: 0xff}

// menuRow is where a row of a menu that is open at the top of the window lies, counted
// from 0.
func menuRow(n int) int { return 54 + n*143/4 }

// over points at the photo of a cell of the first row and presses one of its buttons,
// so far right of the photo's middle.
func (s *story) over(cell, right int) {
	s.t.Helper()
	x := firstCell + cell*cellPitch
	s.point(x, photoLine)
	s.point(x+right, barLine)
	s.button(1)
}

func TestStoryAShootIsCulledByMouseAlone(t *testing.T) {
	s := newStory(t)
	s.display = startDisplayOf(t, laptop)
	dir, jpegs := storyPhotos(t)
	s.start(dir)
	s.waitScored(len(jpegs))
	s.click(610, 711) // measuring will do
	for range 10 {
		time.Sleep(2 * time.Second)
		if !near(s.screen("waiting.png").At(187, 60), banner) {
			break
		}
		s.click(1068, 63) // sort again
	}
	ranking := s.ranking()
	s.point(firstCell, photoLine)
	s.shot("buttons under the pointer")

	// A mark is of the photo under the pointer; the cursor stays where it was.
	s.over(1, pickAt)
	s.wantFlagged(library.Pick, ranking[1])
	s.over(2, rejectAt)
	s.wantFlagged(library.Reject, ranking[2])
	s.over(0, starsAt+3*starPitch)
	s.waitFor("four stars on the first", func() bool { return s.starred(4) == 1 })
	s.over(3, labelAt) // the five colours come in place of the buttons
	s.point(firstCell+3*cellPitch+starsAt+starPitch, barLine)
	s.shot("five colours")
	s.button(1)
	s.waitFor("a green label", func() bool { return s.labelled(library.Green) == 1 })
	s.shot("four photos marked")

	// The menu of a photo, and the menu of all commands.
	s.point(firstCell, photoLine)
	s.button(3)
	s.shot("the menu of a photo")
	s.click(firstCell+30, photoLine+128) // Pick
	s.waitFor("a second pick", func() bool { return len(s.flagged(library.Pick)) == 2 })
	s.click(1325, 22)
	s.point(1310, 55)
	s.shot("the menu of all commands")
	s.point(1200, 55)
	s.click(1180, menuRow(8)) // Undo, below eight others of "Decide"
	s.wantFlagged(library.Pick, ranking[1])

	// A photo of a selection stands for all of it.
	s.click(firstCell, photoLine)
	s.click(firstCell+cellPitch, photoLine, "ctrl")
	s.over(0, rejectAt)
	want := []string{ranking[0], ranking[1], ranking[2]}
	slices.Sort(want)
	s.wantFlagged(library.Reject, want...)
	s.wantFlagged(library.Pick)
	s.shot("a selection rejected")

	// Seen large, by a double click: the buttons are there too.
	if err := s.try("xdotool", "mousemove", fmt.Sprint(firstCell+3*cellPitch), fmt.Sprint(photoLine), "click", "--repeat", "2", "--delay", "80", "1"); err != nil {
		t.Fatal(err)
	}
	s.shot("the loupe")
	s.click(343, 711) // ask later whether decisions are to be written as sidecars
	s.pause()
	s.point(loupeMiddle, loupeBar-100) // the buttons come with the pointer
	s.point(loupeMiddle+pickAt, loupeBar)
	s.shot("buttons over the photo")
	s.button(1)
	s.wantFlagged(library.Pick, ranking[3])
	s.shot("picked in the loupe")
	s.quit()
}
