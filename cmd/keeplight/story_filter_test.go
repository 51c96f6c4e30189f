//go:build !nogui && linux

package main

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// click presses the mouse at a place of the screen.
func (s *story) click(x, y int, keys ...string) {
	s.t.Helper()
	for _, k := range keys {
		if err := s.try("xdotool", "keydown", k); err != nil {
			s.t.Fatal(err)
		}
	}
	if err := s.try("xdotool", "mousemove", fmt.Sprint(x), fmt.Sprint(y), "sleep", "0.2", "click", "1"); err != nil {
		s.t.Fatalf("clicking at %d,%d: %v", x, y, err)
	}
	for _, k := range keys {
		if err := s.try("xdotool", "keyup", k); err != nil {
			s.t.Fatal(err)
		}
	}
}

// state is how the window stands, as it is kept.
func (s *story) state() settings.Settings {
	s.t.Helper()
	var state settings.Settings
	s.saved(func(ctx context.Context, c *catalog.Catalog) error {
		state = settings.Load(ctx, c, func(text string) { s.t.Log(text) }).Settings
		return nil
	})
	return state
}

func TestStoryTheMouseSelectsAndFilters(t *testing.T) {
	s := newStory(t)
	dir, jpegs := storyPhotos(t)
	s.start(dir)
	s.waitScored(len(jpegs))
	s.press("s", "Home")

	// A click, a Shift click: three photos of the first row, one step.
	s.click(350, 150)
	s.click(850, 150, "shift")
	s.press("3")
	s.waitFor("three stars on three photos", func() bool { return s.starred(3) == 3 })
	s.shot("three selected")
	s.press("ctrl+z")
	s.waitFor("one undo for the three", func() bool { return s.starred(3) == 0 })

	// Tab hides the panels and brings them back; the keys stay the window's.
	s.press("Tab", "Tab", "Home", "2")
	s.waitFor("two stars after Tab", func() bool { return s.starred(2) == 1 })
	s.press("ctrl+z")
	s.waitFor("the undo of the two stars", func() bool { return s.starred(2) == 0 })

	// Ctrl click adds one more; a plain click leaves the selection.
	s.click(350, 150)
	s.click(850, 150, "ctrl")
	s.press("p")
	s.waitFor("two picks", func() bool { return len(s.flagged(library.Pick)) == 2 })

	// Only the picks, by a click in the left panel; the keys work afterwards.
	s.click(60, 179)
	s.waitFor("the filter to be kept", func() bool { f := s.state().Filters.Filter.Flags; return len(f) == 1 && f[0] == library.Pick })
	s.shot("only the picks")
	s.press("Home", "u")
	s.waitFor("one pick", func() bool { return len(s.flagged(library.Pick)) == 1 })
	// The mark hid its photo; the cursor goes to the other one.
	s.waitFor("the cursor on the other pick", func() bool {
		return slices.ContainsFunc(s.photos(), func(p library.Photo) bool {
			return p.Decision.Flag == library.Pick && p.ID == s.state().Shoot.Cursor
		})
	})
	// What is kept of the cursor may be from before the first mark, so the key may
	// still meet the photo that it hid: it is pressed until it meets the other one.
	s.waitFor("no pick", func() bool { s.press("u"); return len(s.flagged(library.Pick)) == 0 })
	s.shot("no photo matches")
	s.quit()
}

// starred counts the photos with so many stars.
func (s *story) starred(stars library.Rating) int {
	s.t.Helper()
	n := 0
	for _, p := range s.photos() {
		if p.Decision.Rating == stars {
			n++
		}
	}
	return n
}
