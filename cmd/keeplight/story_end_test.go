//go:build !nogui && linux

package main

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"keeplight.app/keeplight/library"
	theme "keeplight.app/keeplight/ui/style"
)

// endings is how often a story ends the program in each way.
// KEEPLIGHT_TEST_ENDINGS says otherwise, to look for what is rare.
func endings(t *testing.T) int {
	t.Helper()
	n, err := strconv.Atoi(os.Getenv("KEEPLIGHT_TEST_ENDINGS"))
	if err != nil {
		return 2
	}
	return n
}

func TestStoryTheProgramEndsRightAfterItsStart(t *testing.T) {
	s := newStory(t)
	for i := range endings(t) {
		s.start()
		s.send([]syscall.Signal{syscall.SIGTERM, syscall.SIGINT}[i%2])
		s.waitEnd()
		s.start()
		s.closeWindow()
		s.waitEnd()
	}
	if strings.Contains(s.log.String(), "Fyne does not catch signals") {
		t.Errorf("signals were not taken away from Fyne:\n%s", s.log.String())
	}
}

func TestStoryTheEndKeepsWhatWasDecided(t *testing.T) {
	s := newStory(t)
	dir := filepath.Join(t.TempDir(), "shoot")
	names := []string{"IMG_0001.jpg", "IMG_0002.jpg", "IMG_0003.jpg"}
	for i, name := range names {
		write(t, filepath.Join(dir, name), scene(uint64(i)))
	}
	picked := func() int { return badges(s.screen("picks.png"), theme.Pick.In(theme.Dark)) }
	markAll := func(key string) {
		s.press("Home", key, "Right", key, "Right", key)
	}
	s.start(dir)
	s.waitScored(len(names))
	// On a busy machine the catalogue knows the scores before the window shows photos.
	s.waitFor("the photos to take marks", func() bool {
		markAll("p")
		return len(s.flagged(library.Pick)) == len(names)
	})
	s.quit()
	for range endings(t) {
		// Of what is under way when a signal comes, that is kept which was shown.
		s.start()
		s.waitFor("the picks of last time", func() bool { return picked() == len(names) })
		s.press("Home", "x")
		shown := picked()
		s.press("Right", "x")
		s.quit()
		if saved := s.flagged(library.Pick); len(saved) > shown {
			t.Fatalf("the screen showed %d picks at the end, the catalogue has %v", shown, saved)
		}
		// The close button comes after the keys, so all that they asked for is kept.
		s.start()
		s.waitFor("the picks of last time", func() bool { return picked() == len(s.flagged(library.Pick)) })
		markAll("p")
		s.closeWindow()
		s.waitEnd()
		if saved := s.flagged(library.Pick); !slices.Equal(saved, names) {
			t.Fatalf("of the picks of %v were kept %v", names, saved)
		}
	}
}

func TestStoryCtrlQEndsTheProgramWhateverHasTheKeys(t *testing.T) {
	s := newStory(t)
	dir := filepath.Join(t.TempDir(), "shoot")
	write(t, filepath.Join(dir, "IMG_0001.jpg"), scene(1))
	for _, before := range [][]string{nil, {"question"}, {"ctrl+f"}} {
		s.start(dir)
		s.waitScored(1)
		s.press(before...)
		s.pause()
		s.press("ctrl+q")
		s.waitEnd()
	}
}
