//go:build !nogui && linux

package main

import (
	"context"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"keeplight/library"
	"keeplight/library/catalog"
	"keeplight/scoring/engine/enginetest"
	"keeplight/scoring/engine/tinymodel"
	"keeplight/ui/model"
)

// explanations gives what is stored, by photo.
func (s *story) explanations() map[library.ID][]library.Explanation {
	s.t.Helper()
	var all map[library.ID][]library.Explanation
	s.saved(func(ctx context.Context, c *catalog.Catalog) (err error) {
		all, err = c.Explanations(ctx, nil)
		return err
	})
	return all
}

// engine gives the process of the model's engine.
func (s *story) engine() int {
	s.t.Helper()
	out, err := exec.Command("pgrep", "-P", fmt.Sprint(s.program.Process.Pid), "-f", "keeplight-engine").Output()
	if err != nil {
		s.t.Fatalf("finding the engine's process: %v", err)
	}
	pid, err := strconv.Atoi(strings.Fields(string(out))[0])
	if err != nil {
		s.t.Fatal(err)
	}
	return pid
}

func TestStoryTheModelSaysWhy(t *testing.T) {
	settings := tinySettings(t)
	// It gives high values and goes on after "This photograph" with "-blurs." (a space would answer questions, too)
	settings.Model, settings.Projector = enginetest.Write(t, tinymodel.Options{Favour: []string{"8", "9"}, Speech: "h-blurs."})
	key := keyOf(t, settings)
	s := newStory(t)
	dir, jpegs := storyPhotos(t)

	cat, err := catalog.Open(s.home)
	if err != nil {
		t.Fatal(err)
	}
	state := model.NewState()
	state.Model, state.ModelOn, state.Scorer, state.ExplainInView = settings, true, model.Opinion, false
	if err := cat.PutSetting(t.Context(), model.StateKey, state); err != nil {
		t.Fatal(err)
	}
	if err := cat.Close(); err != nil {
		t.Fatal(err)
	}

	s.start(dir)
	s.waitFor("all of the model's scores", func() bool { return len(s.opinions(key)) >= len(jpegs) })
	before := s.opinions(key)
	s.press("Home", "e")
	s.shot("a photo that is not explained")
	engine := s.engine()
	if err := syscall.Kill(engine, syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	s.press("w")
	s.pause()
	s.shot("the model looks at the photo")
	s.press("Escape")
	_ = syscall.Kill(engine, syscall.SIGCONT) // it may have been ended for being so slow
	s.pause()
	s.shot("it was stopped")
	if n := len(s.explanations()); n != 0 {
		t.Errorf("%d explanations are stored after a stop", n)
	}
	s.press("w")
	s.waitFor("the explanation", func() bool { return len(s.explanations()) == 1 })
	s.shot("it is written, and its contradiction marked")
	for _, texts := range s.explanations() {
		if e := texts[0]; e.Text != "This photograph-blurs." || e.End != library.Whole || e.Form != library.Prose {
			t.Errorf("stored: %+v", e)
		}
	}
	s.quit()

	s.start()
	s.pause()
	s.pause()
	s.shot("found again after a restart")
	s.press("shift+w", "w")
	s.waitFor("the numbered form", func() bool {
		for _, texts := range s.explanations() {
			return len(texts) == 2
		}
		return false
	})
	s.shot("as numbered fields")
	s.press("ctrl+w")
	s.press("g")
	s.waitFor("the photos in view to be explained", func() bool { return len(s.explanations()) >= min(len(jpegs), 6) })
	s.shot("photos in view are explained by themselves")
	for id, was := range before {
		if now := s.opinions(key)[id]; now.Overall.Mean != was.Overall.Mean || !now.ScoredAt.Equal(was.ScoredAt) {
			t.Errorf("the score of photo %d was changed: %v, %v before", id, now.Overall, was.Overall)
		}
	}
	s.quit()
}
