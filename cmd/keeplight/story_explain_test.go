//go:build !nogui && linux

package main

import (
	"context"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/scoring/engine/enginetest"
	"keeplight.app/keeplight/scoring/engine/tinymodel"
	"keeplight.app/keeplight/scoring/local"
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

// engine gives the process of the model's engine, 0 while there is none: one that
// had to be ended is started again when it is next needed.
func (s *story) engine() int {
	s.t.Helper()
	out, err := exec.Command("pgrep", "-P", fmt.Sprint(s.program.Process.Pid), "-f", "keeplight-engine").Output()
	if err != nil {
		return 0
	}
	pid, err := strconv.Atoi(strings.Fields(string(out))[0])
	if err != nil {
		s.t.Fatal(err)
	}
	return pid
}

// signal sends a signal to the engine, if it is there.
func (s *story) signal(what syscall.Signal) {
	if pid := s.engine(); pid > 0 {
		_ = syscall.Kill(pid, what) // it may have ended meanwhile
	}
}

// caught has the model write and stops its process in the middle of the text, so
// that there is time to look. What it writes here is short and machines differ: it
// takes some tries, and is false where the text was always there at once.
func (s *story) caught() bool {
	s.t.Helper()
	for range 3 {
		before := s.texts()
		least := ink(s.screen("waiting.png"), inWords()) // an earlier text goes first
		s.press("w")
		grown := false
		for end := time.Now().Add(patience); !grown && time.Now().Before(end) && slices.Equal(s.texts(), before); {
			s.signal(syscall.SIGCONT)
			time.Sleep(15 * time.Millisecond)
			s.signal(syscall.SIGSTOP)
			now := ink(s.screen("waiting.png"), inWords())
			least = min(least, now)
			grown = now > least+100
		}
		s.pause()
		if grown && slices.Equal(s.texts(), before) {
			return true
		}
		s.signal(syscall.SIGCONT)
		s.press("Escape")
		s.pause()
		s.press("e")
	}
	return false
}

// texts gives all explanations with the time at which they were written.
func (s *story) texts() []string {
	var all []string
	for id, texts := range s.explanations() {
		for _, e := range texts {
			all = append(all, fmt.Sprint(id, e.Form, e.WrittenAt.UnixNano()))
		}
	}
	slices.Sort(all)
	return all
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

// fewPhotos are the first of the story's photos.
func fewPhotos(t testing.TB, n int) (dir string, jpegs []string) {
	t.Helper()
	from, all := storyPhotos(t)
	dir = filepath.Join(t.TempDir(), "few")
	for _, name := range all[:n] {
		b, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, name), b)
	}
	return dir, all[:n]
}

// keepCheck keeps that texts like those that are stored were held against 120 pairs of
// photos, as 'keeplight explain-check' does with a larger shoot.
func (s *story) keepCheck() {
	s.t.Helper()
	cat, err := catalog.Open(s.home)
	if err != nil {
		s.t.Fatal(err)
	}
	defer cat.Close()
	all, err := cat.Explanations(s.t.Context(), nil)
	if err != nil {
		s.t.Fatal(err)
	}
	var r scorers.PhotoCheck
	r.Told.Pairs, r.Told.Right, r.Shuffled.Pairs, r.Shuffled.Right = 120, 97.5, 120, 61
	for _, texts := range all {
		if err := scorers.KeepPhotoCheck(s.t.Context(), cat, &texts[0], r); err != nil {
			s.t.Fatal(err)
		}
	}
}

// nameModel fills the model form and starts the model.
func (s *story) nameModel(m local.Settings) {
	s.t.Helper()
	for i, path := range []string{m.Runtime, m.Model, m.Projector} {
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
	s.patience = 4 * patience // a real engine on a machine that may be busy
	dir, jpegs := fewPhotos(t, 4)

	s.start(dir)
	s.waitScored(len(jpegs))
	s.shot("a first start asks beside the photos")
	s.press("ctrl+w") // explain only what is asked for
	s.press("ctrl+m")
	s.nameModel(settings)
	s.waitFor("all of the model's scores", func() bool { return len(s.opinions(key)) >= len(jpegs) })
	s.press("Escape", "m")
	s.waitFor("the model's scores to be shown", func() bool { return s.state().Scorers.Shown == scorers.Model })
	scores := s.opinions(key)
	s.press("Home", "e")
	s.shot("a photo that is not explained")

	if s.engine() == 0 {
		t.Fatal("the engine's process is not found")
	}
	s.signal(syscall.SIGSTOP)
	s.press("w")
	s.pause()
	s.shot("the model looks at the photo")
	s.press("Escape")
	s.signal(syscall.SIGCONT)
	s.pause()
	s.shot("it was stopped")
	if n := len(s.explanations()); n != 0 {
		t.Errorf("%d explanations are stored after a stop", n)
	}
	s.press("shift+w")
	if s.caught() {
		before := s.texts()
		s.shot("the text streams")
		s.press("Escape")
		s.pause()
		s.signal(syscall.SIGCONT)
		s.pause()
		s.shot("it was stopped in the middle")
		if now := s.texts(); !slices.Equal(now, before) {
			t.Errorf("a text that was stopped is stored: %v, %v before", now, before)
		}
	} else {
		t.Log("the text was always written before anybody could look")
	}
	before := s.texts()
	s.press("shift+w", "w")
	s.waitFor("the explanation", func() bool { return !slices.Equal(s.texts(), before) })
	s.shot("it is written again, and its contradiction marked")
	for _, texts := range s.explanations() {
		if e := texts[0]; e.Text != "This photograph-blurs." || e.End != library.Whole || e.Form != library.Prose {
			t.Errorf("stored: %+v", e)
		}
	}
	s.quit()
	s.keepCheck()

	s.start()
	s.pause()
	s.pause()
	s.shot("found again after a restart, with how often such texts fit their own photo")
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
	s.waitFor("the photos in view to be explained", func() bool { return len(s.explanations()) >= len(jpegs) })
	s.shot("photos in view are explained by themselves")
	for id, was := range scores {
		if now := s.opinions(key)[id]; now.Overall.Mean != was.Overall.Mean || !now.ScoredAt.Equal(was.ScoredAt) {
			t.Errorf("the score of photo %d was changed: %v, %v before", id, now.Overall, was.Overall)
		}
	}
	s.quit()
}
