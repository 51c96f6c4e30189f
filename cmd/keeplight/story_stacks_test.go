//go:build !nogui && linux

package main

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/phototest"
)

// burstPhotos draws a shoot: one photo alone, a burst of four, one alone, and a burst
// of three. Their names are 01.jpg and so on, in the order in which they were taken.
func burstPhotos(t testing.TB) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "shoot")
	at := time.Date(2026, time.November, 20, 13, 48, 0, 5e6, time.UTC)
	n := 0
	for seed, frames := range []int{1, 4, 1, 3} {
		for range frames {
			n++
			facts := phototest.Exif{Model: "R5", Time: at, ISO: 100 + n} // a byte of each file is its own
			write(t, filepath.Join(dir, fmt.Sprintf("%02d.jpg", n)), phototest.JPEG(phototest.Camera(600+2*n, 400, uint64(seed+1)), facts))
			at = at.Add(200 * time.Millisecond)
		}
		at = at.Add(20 * time.Minute)
	}
	return dir
}

// borders gives the corrections that are stored.
func (s *story) borders() (n int) {
	s.t.Helper()
	s.saved(func(ctx context.Context, c *catalog.Catalog) error {
		all, err := c.Corrections(ctx)
		n = len(all)
		return err
	})
	return n
}

func TestStoryStacksByKeyboard(t *testing.T) {
	s := newStory(t)
	s.start(burstPhotos(t))
	s.waitScored(9)
	s.press("Escape", "s", "ctrl+k") // no question about models
	s.write("sort by: time")
	s.press("Return", "Home")
	s.shot("stacks by time")

	// A mark on a closed stack is of one frame.
	s.press("ctrl+Down", "x")
	s.waitFor("one reject", func() bool { return len(s.flagged(library.Reject)) == 1 })
	s.press("ctrl+z")
	s.wantFlagged(library.Reject)

	// Pick this, reject the others: asked once, one step.
	s.press("shift+p")
	s.shot("the question")
	s.press("Escape")
	s.wantFlagged(library.Pick)
	s.press("shift+p", "Return")
	s.waitFor("one pick and three rejects", func() bool {
		return len(s.flagged(library.Pick)) == 1 && len(s.flagged(library.Reject)) == 3
	})
	s.shot("picked, on the next stack")
	s.press("shift+p")
	s.waitFor("two picks and five rejects", func() bool {
		return len(s.flagged(library.Pick)) == 2 && len(s.flagged(library.Reject)) == 5
	})
	s.press("ctrl+z", "ctrl+z")
	s.wantFlagged(library.Pick)
	s.wantFlagged(library.Reject)

	// Opened in place; split at its third frame, undone.
	s.press("Home", "Right", "o")
	s.shot("an open stack")
	s.press("Home", "Right", "Right", "Right", "ctrl+k")
	s.write("split the stack")
	s.press("Return")
	s.waitFor("a border", func() bool { return s.borders() == 1 })
	s.shot("split in two")
	s.press("ctrl+z")
	s.waitFor("the border to go", func() bool { return s.borders() == 0 })
	s.shot("one stack again")

	// All counts go by photos; the stack's frames are compared.
	s.press("Escape", "ctrl+a", "5")
	s.waitFor("five stars on all", func() bool { return s.starred(5) == 9 })
	s.press("ctrl+z", "Home", "Right", "n")
	s.shot("survey of the stack")
	s.press("Escape", "shift+o")
	s.shot("each photo by itself")
	s.press("Home", "Right", "Right", "p")
	s.wantFlagged(library.Pick, "03.jpg")
	s.quit()
}
