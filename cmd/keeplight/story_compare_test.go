//go:build !nogui && linux

package main

import (
	"testing"
	"time"

	"keeplight.app/keeplight/library"
)

func TestStoryCompareAndSurveyByKeyboard(t *testing.T) {
	s := newStory(t)
	dir, jpegs := storyPhotos(t)
	s.start(dir)
	s.waitScored(len(jpegs))
	s.press("Escape", "s", "Home") // no question about models
	ranking := s.ranking()

	// Six are selected; each mark is of the photo with the frame alone.
	s.press("shift+Right", "shift+Right", "shift+Right", "shift+Right", "shift+Right", "n")
	s.shot("survey of six")
	s.press("Home", "Right", "x")
	s.wantFlagged(library.Reject, ranking[1])
	s.press("Tab", "p", "4")
	s.wantFlagged(library.Pick, ranking[2])
	s.shot("one rejected, one picked")
	s.press("space")
	time.Sleep(3 * time.Second) // their pixels come
	s.shot("all at 100 %")
	s.press("Left", "shift+z", "Left", "space", "Right")
	s.shot("the rejected one moves alone")
	s.press("ctrl+z", "ctrl+z", "ctrl+z")
	s.wantFlagged(library.Pick)
	s.wantFlagged(library.Reject)
	s.press("x")
	s.wantFlagged(library.Reject, s.flaggedOf(ranking[:6], library.Reject)...)
	s.press("ctrl+z")
	s.wantFlagged(library.Reject)
	s.press("End", "slash")
	s.shot("one taken out, without a mark")
	if marked := len(s.flagged(library.Pick)) + len(s.flagged(library.Reject)); marked != 0 {
		t.Errorf("%d photos are marked by taking one out", marked)
	}
	s.press("Escape", "Escape")
	s.shot("back in the grid, six selected")

	// The winner stays, the next comes; nothing is marked by it.
	s.press("c")
	s.shot("champion and challenger")
	s.press("Down", "Down", "y")
	s.shot("the third challenger is champion")
	s.press("Left", "p")
	s.wantFlagged(library.Pick, ranking[3])
	s.press("Right", "x")
	s.wantFlagged(library.Reject, ranking[4])
	s.shot("champion picked, challenger rejected")
	s.press("z")
	time.Sleep(3 * time.Second)
	s.shot("both at 100 %")
	s.press("z", "r")
	s.shot("without the panel")
	s.press("r", "Escape")

	// In the grid the marks of the selection were not touched.
	s.press("5")
	s.waitFor("five stars on the six that were selected", func() bool { return s.starred(5) == 6 })
	s.press("ctrl+z")
	s.waitFor("the stars to go", func() bool { return s.starred(5) == 0 })
	s.quit()
}

// flaggedOf waits until one of the photos has a flag, and gives all that have it.
func (s *story) flaggedOf(names []string, f library.Flag) []string {
	s.t.Helper()
	s.waitFor("a flag on one of them", func() bool { return len(s.flagged(f)) > 0 })
	return s.flagged(f)
}

func TestStoryCompareByMouse(t *testing.T) {
	s := newStory(t)
	dir, jpegs := storyPhotos(t)
	s.start(dir)
	s.waitScored(len(jpegs))
	s.press("s", "Home")
	ranking := s.ranking()

	s.click(598, 23) // Compare, in the bar
	s.pause()
	s.click(1200, 300) // the challenger gets the keys
	s.shot("the challenger has the keys")
	s.press("p")
	s.wantFlagged(library.Pick, ranking[1])
	s.click(400, 300)
	s.press("x")
	s.wantFlagged(library.Reject, ranking[0])
	s.click(400, 300) // a click on the pane with the keys enlarges both
	time.Sleep(4 * time.Second)
	s.shot("both at 100 %")
	if err := s.try("xdotool", "mousemove", "500", "300", "mousedown", "1", "mousemove", "--sync", "380", "240", "mouseup", "1"); err != nil {
		t.Fatal(err)
	}
	time.Sleep(2 * time.Second)
	s.shot("dragged together")
	s.click(723, 23) // Survey
	s.pause()
	s.shot("survey of those around")
	s.press("ctrl+z", "ctrl+z")
	s.wantFlagged(library.Pick)
	s.wantFlagged(library.Reject)
	s.quit()
}
