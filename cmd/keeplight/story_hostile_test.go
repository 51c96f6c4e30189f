//go:build !nogui && linux

package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/scoring/measure"
)

func TestStoryHostileFilesGetAReasonAndTheRunGoesOn(t *testing.T) {
	s := newStory(t)
	dir := filepath.Join(t.TempDir(), "shoot")
	write(t, filepath.Join(dir, "IMG_0001.jpg"), scene(1))
	write(t, filepath.Join(dir, "zz last.jpg"), scene(2))
	names := makeHostile(t, dir)

	s.start(dir)
	s.waitScored(2)
	var refused []library.Photo
	s.waitFor("a reason for every hostile file", func() bool {
		refused = s.refused()
		return len(refused) == len(names)
	})
	s.shot("hostile files")
	for _, p := range refused {
		if strings.HasPrefix(p.Name(), "IMG") || len(message.English(p.Problem)) < 10 {
			t.Errorf("%q is refused because %q", p.Name(), message.English(p.Problem))
		}
	}
	if mb := s.peakMemory(); mb > 600 {
		t.Errorf("the hostile files made the program use %.0f MB", mb)
	}
	// The window still works: every photo can be walked over and marked.
	s.press("Home")
	for range len(refused) + 2 {
		s.press("e", "Escape", "Right")
	}
	s.press("Home", "p")
	s.waitFor("a mark after the walk", func() bool { return len(s.flagged(library.Pick)) == 1 })
	s.quit()
}

// refused gives the photos that could not be read or scored, with the reason in
// their Problem.
func (s *story) refused() []library.Photo {
	s.t.Helper()
	var problems map[library.ID]library.Message
	s.saved(func(ctx context.Context, c *catalog.Catalog) (err error) {
		problems, err = c.ScoreProblems(ctx, nil, measure.New().Provenance().Key())
		return err
	})
	var refused []library.Photo
	for _, p := range s.photos() {
		if p.Problem.IsZero() {
			p.Problem = problems[p.ID]
		}
		if !p.Problem.IsZero() {
			refused = append(refused, p)
		}
	}
	return refused
}
