//go:build !nogui && linux

package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/phototest"
)

// stand is how far the journal reaches and where things stand in it.
func (s *story) stand() (h catalog.History) {
	s.t.Helper()
	s.saved(func(ctx context.Context, c *catalog.Catalog) (err error) {
		h, err = c.History(ctx)
		return err
	})
	return h
}

// kinds are those of the journal's steps, the newest first.
func (s *story) kinds() (kinds []library.StepKind) {
	s.t.Helper()
	s.saved(func(ctx context.Context, c *catalog.Catalog) error {
		h, err := c.History(ctx)
		if err != nil {
			return err
		}
		steps, err := c.Steps(ctx, h.Last, 100)
		for i := range steps {
			kinds = append(kinds, steps[i].Step.Kind)
		}
		return err
	})
	return kinds
}

// insist asks until something has come of it: a sheet that is still being filled takes no
// key, and the window hears of a decision a moment after it is stored. Each time gets far
// longer than it needs, so that nothing is done twice.
func (s *story) insist(what string, ask func(), done func() bool) {
	s.t.Helper()
	var asked time.Time
	s.waitFor(what, func() bool {
		if done() {
			return true
		}
		if time.Since(asked) > 20*time.Second {
			ask()
			asked = time.Now()
		}
		return false
	})
	s.pause() // the window hears of it a moment after it is done
}

// inTrash gives the files of the system's trash with the notes of where they were.
func (s *story) inTrash() map[string]string {
	s.t.Helper()
	trash, notes := filepath.Join(filepath.Dir(s.home), ".local", "share", "Trash"), map[string]string{}
	entries, err := os.ReadDir(filepath.Join(trash, "files"))
	if err != nil && !os.IsNotExist(err) {
		s.t.Fatal(err)
	}
	for _, e := range entries {
		note, err := os.ReadFile(filepath.Join(trash, "info", e.Name()+".trashinfo"))
		if err != nil {
			s.t.Errorf("%s lies in the trash without a note: %v", e.Name(), err)
		}
		notes[e.Name()] = string(note)
	}
	return notes
}

// wantNoted checks that files lie in the trash with a note of the folder they come from.
func (s *story) wantNoted(dir string, names ...string) {
	s.t.Helper()
	notes := s.inTrash()
	for _, name := range names {
		if note := notes[name]; !strings.HasPrefix(note, "[Trash Info]\n") || !strings.Contains(note, "\nPath="+filepath.Join(dir, name)+"\n") || !strings.Contains(note, "\nDeletionDate=") {
			s.t.Errorf("the note of %s is %q", name, note)
		}
	}
	if len(notes) != len(names) {
		s.t.Errorf("in the trash lie %d files, want %q", len(notes), names)
	}
}

// trashRejects moves the rejects to the trash by keys and waits until that is a step.
func (s *story) trashRejects() {
	s.t.Helper()
	s.pause()
	s.insist("the rejects to be in the trash", func() {
		s.press("ctrl+BackSpace")
		s.shot("what goes into the trash is listed first")
		s.press("Return")
	}, func() bool {
		kinds := s.kinds()
		return len(kinds) > 0 && kinds[0] == library.TrashStep && len(s.inTrash()) > 0
	})
}

// standing is true where things stand so many steps after the first, -1 for before it,
// with so many undone.
func (s *story) standing(after, undone int) func() bool {
	return func() bool {
		h := s.stand()
		return h.Now == h.First+int64(after) && h.Undone == undone
	}
}

// Where the list of steps and its button lie in a window of the stories' size.
const (
	historyLine, historyPitch = 279, 30
	historyMiddle             = 700
	jumpAt, jumpLine          = 1117, 782
)

// jumpByKeys goes to a row of the history, counted from 0.
func (s *story) jumpByKeys(row int, done func() bool) {
	s.t.Helper()
	s.insist(fmt.Sprintf("row %d by keys", row), func() {
		s.press("Home")
		for range row {
			s.press("Down")
		}
		s.press("Return")
	}, done)
}

// jumpByMouse chooses a row of the history and presses its button.
func (s *story) jumpByMouse(row int, done func() bool) {
	s.t.Helper()
	s.insist(fmt.Sprintf("row %d by mouse", row), func() {
		s.click(historyMiddle, historyLine+row*historyPitch)
		s.pause()
		s.click(jumpAt, jumpLine)
	}, done)
}

func TestStoryTheHistoryLeadsBackAndForth(t *testing.T) {
	s := newStory(t)
	dir := filepath.Join(t.TempDir(), "Party")
	for i := range 6 {
		write(t, filepath.Join(dir, fmt.Sprintf("IMG_%d.JPG", i+1)), phototest.JPEG(phototest.Scene(1200, 800, uint64(i)), phototest.Exif{}))
	}
	write(t, filepath.Join(dir, "IMG_2.xmp"), foreignSidecar(lightroomTool+` xmp:Rating="3"`, ""))
	before := fingerprint(t, dir)
	s.start(dir)
	s.waitScored(6)
	s.wantDecided("IMG_2", "none 3 none")
	marked := func(f library.Flag, n int) func() bool { return func() bool { return len(s.flagged(f)) == n } }
	s.press("Home", "p")
	s.waitFor("a pick", marked(library.Pick, 1))
	s.press("Right", "5")
	s.waitFor("five stars", func() bool { return s.starred(5) == 1 })
	s.press("Right", "x")
	s.waitFor("a reject", marked(library.Reject, 1))
	gone := s.flagged(library.Reject)[0]
	s.trashRejects()
	if !s.standing(4, 0)() {
		t.Errorf("after five steps things stand at %+v", s.stand())
	}

	// By keys: from the trash down to the pick, and up again to the stars.
	s.press("ctrl+h")
	s.shot("five steps")
	s.jumpByKeys(3, s.standing(1, 3))
	if s.starred(5) != 0 || len(s.flagged(library.Reject)) != 0 || len(s.flagged(library.Pick)) != 1 || len(s.inTrash()) != 0 {
		t.Errorf("%d have five stars, rejected %q, picked %q, in the trash %v", s.starred(5), s.flagged(library.Reject), s.flagged(library.Pick), s.inTrash())
	}
	s.shot("undone down to the pick, and what the next mark drops")
	s.jumpByKeys(2, s.standing(2, 2))
	if s.starred(5) != 1 {
		t.Error("the stars were not redone")
	}

	// By mouse: up to the trash, and down below the import.
	s.jumpByMouse(0, s.standing(4, 0))
	if notes := s.inTrash(); notes[gone] == "" {
		t.Errorf("the trash was not redone: it has %v", notes)
	}
	s.shot("all is done again")
	s.jumpByMouse(5, s.standing(-1, 5))
	if got := s.decided("IMG_2"); got != "none 0 none" {
		t.Errorf("what the sidecar said is still there: %s", got)
	}
	s.shot("before the first step")
	for path, print := range fingerprint(t, dir) {
		if before[path] != print {
			t.Errorf("%s is another file than before", path)
		}
	}
	s.jumpByMouse(4, s.standing(0, 4))
	s.wantDecided("IMG_2", "none 3 none")

	// The redo side stays until the next mark.
	s.press("Escape", "Home", "4")
	s.waitFor("four stars", func() bool { return s.starred(4) == 1 })
	s.waitFor("the undone steps to be dropped", s.standing(1, 0))
	s.shot("the mark says what it dropped")
	s.press("ctrl+h")
	s.shot("the history without what was dropped")
	s.press("Escape")
	s.quit()
	if kinds := s.kinds(); len(kinds) != 2 {
		t.Errorf("the journal has %v", kinds)
	}
}

// trashAndBack rejects the photo that is shown alone, whose files are these, moves it to
// the trash and brings it back.
func (s *story) trashAndBack(dir, stem string, names ...string) {
	s.t.Helper()
	before, kept := fingerprint(s.t.(*testing.T), dir), map[string][]byte{}
	for _, name := range names {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			s.t.Fatal(err)
		}
		kept[name] = b
	}
	s.press("x")
	s.waitFor(stem+" to be rejected", func() bool { return strings.HasPrefix(s.decided(stem), "reject ") })
	s.trashRejects()
	s.wantNoted(dir, names...)
	for name, b := range kept {
		there, err := os.ReadFile(filepath.Join(filepath.Dir(s.home), ".local", "share", "Trash", "files", name))
		if err != nil || !bytes.Equal(there, b) {
			s.t.Errorf("%s is another file in the trash, %v", name, err)
		}
		if _, err := os.Lstat(filepath.Join(dir, name)); !os.IsNotExist(err) {
			s.t.Errorf("%s is still in its folder: %v", name, err)
		}
	}
	s.shot("the pair and its sidecar are in the trash")
	s.insist("all to be back", func() { s.press("ctrl+z") }, func() bool { return s.stand().Undone == 1 && len(s.inTrash()) == 0 })
	for path, print := range fingerprint(s.t.(*testing.T), dir) {
		if before[path] != print {
			s.t.Errorf("%s came back as another file", path)
		}
		delete(before, path)
	}
	if len(before) > 0 {
		s.t.Errorf("not back: %v", before)
	}
	s.shot("all of it is back")
}
