//go:build !nogui && linux

package main

import (
	"context"
	"fmt"
	"image"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"keeplight/library"
	"keeplight/library/catalog"
	"keeplight/scoring/engine/enginetest"
	"keeplight/scoring/engine/tinymodel"
	"keeplight/scoring/local"
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

// slowed lets a process work for a moment only now and then, so that what it does
// can be watched, until the given function is called.
func slowed(pid int) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var working sync.WaitGroup
	working.Go(func() {
		for ctx.Err() == nil {
			_ = syscall.Kill(pid, syscall.SIGSTOP)
			time.Sleep(120 * time.Millisecond)
			_ = syscall.Kill(pid, syscall.SIGCONT) // it may have been ended for being so slow
			time.Sleep(15 * time.Millisecond)
		}
	})
	return func() { cancel(); working.Wait() }
}

// inWords is where the panel shows what the model writes.
func inWords() image.Rectangle { return image.Rect(1235, 700, 1580, 960) }

// ink counts the pixels of light text in a part of the screen.
func ink(im image.Image, in image.Rectangle) int {
	n := 0
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x++ {
			if r, g, b, _ := im.At(x, y).RGBA(); min(r, g, b) > 0xb000 {
				n++
			}
		}
	}
	return n
}

// nameModel fills the model form and starts the model.
func (s *story) nameModel(m local.Settings) {
	s.t.Helper()
	for i, path := range []string{m.Library, m.Model, m.Projector} {
		if i > 0 {
			s.press("Tab")
		}
		s.write(path)
	}
	s.press("Return")
}

func TestStoryTheModelSaysWhy(t *testing.T) {
	settings := tinySettings(t)
	// It gives high values and goes on after "This photograph" with "-blurs." (a
	// space would answer questions, too); in numbered fields it never ends.
	settings.Model, settings.Projector = enginetest.Write(t, tinymodel.Options{Favour: []string{"8", "9"}, Speech: "h-blurs."})
	key := keyOf(t, settings)
	s := newStory(t)
	s.patience = 4 * patience // thirteen photos through a real engine
	dir, jpegs := storyPhotos(t)

	s.start(dir)
	s.waitScored(len(jpegs))
	s.shot("a first start asks beside the photos")
	s.press("ctrl+w") // explain only what is asked for
	s.press("ctrl+m")
	s.nameModel(settings)
	s.waitFor("all of the model's scores", func() bool { return len(s.opinions(key)) >= len(jpegs) })
	s.press("Escape", "m")
	s.waitFor("the model's scores to be shown", func() bool { return s.state().Scorer == model.Opinion })
	before := s.opinions(key)
	s.press("Home", "e")
	s.shot("a photo that is not explained")

	engine := s.engine()
	if err := syscall.Kill(engine, syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	s.press("shift+w", "w")
	s.pause()
	s.shot("the model looks at the photo")
	hurry := slowed(engine)
	var texts []int
	s.waitFor("the text to grow on the screen", func() bool {
		n := ink(s.screen("waiting.png"), inWords())
		if len(texts) == 0 || n > texts[len(texts)-1] {
			texts = append(texts, n)
		}
		return len(texts) >= 4
	})
	s.shot("the text streams")
	s.press("Escape")
	s.pause()
	s.shot("it was stopped")
	hurry()
	if n := len(s.explanations()); n != 0 {
		t.Errorf("%d explanations are stored after a stop", n)
	}
	s.press("shift+w", "w")
	s.waitFor("the explanation", func() bool { return len(s.explanations()) == 1 })
	s.shot("it is written again, and its contradiction marked")
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
