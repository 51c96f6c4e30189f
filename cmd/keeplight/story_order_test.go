//go:build !nogui && linux

package main

import (
	"os"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
)

// A thumbnail that comes while nothing else changes was not drawn until a key or the
// mouse had the window drawn: here all is scored, and only thumbnails are made.
func TestStoryThumbnailsAreDrawnAlthoughNothingElseChanges(t *testing.T) {
	s := newStory(t)
	dir, jpegs := storyPhotos(t)
	s.start(dir)
	s.waitScored(len(jpegs))
	s.waitFor("thumbnails", func() bool { return lit(s.screen("first.png")) > 0.05 })
	full := lit(s.shot("all thumbnails"))
	s.quit()

	for _, name := range []string{"thumbs.db", "thumbs.db-wal", "thumbs.db-shm"} {
		if err := os.RemoveAll(filepath.Join(s.home, name)); err != nil {
			t.Fatal(err)
		}
	}
	s.start(dir)
	s.waitFor("all thumbnails again, untouched", func() bool { return lit(s.screen("again.png")) > 0.9*full })
	s.quit()
}

func TestStoryAttributesAreWeighedAndAFilterIsNamedAboveThePhotos(t *testing.T) {
	s := newStory(t)
	dir, jpegs := storyPhotos(t)
	s.start(dir)
	s.waitScored(len(jpegs))
	s.press("Home", "3") // one photo gets three stars
	s.waitFor("three stars", func() bool { return s.starred(3) == 1 })
	s.press("S")
	s.waitFor("the order by weights", func() bool { return s.state().Shoot.Order.By == query.ByWeights })
	s.shot("ten sliders above the photos")
	s.press("ctrl+a")
	s.shot("how many are selected, first in the status line")
	s.press("x")
	s.waitFor("all rejected", func() bool { return len(s.flagged(library.Reject)) == s.counts().Total })
	s.quit()
}
