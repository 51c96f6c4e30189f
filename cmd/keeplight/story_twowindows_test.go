//go:build !nogui && linux

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
	theme "keeplight.app/keeplight/ui/style"
)

// another is a second window on the same catalogue, on a display of its own: without a
// window manager two on one display are not told apart.
func (s *story) another() *story {
	s.t.Helper()
	other := &story{t: s.t, patience: s.patience, locale: s.locale, home: s.home, shots: filepath.Join(s.shots, "second")}
	if err := os.MkdirAll(other.shots, 0o755); err != nil {
		s.t.Fatal(err)
	}
	other.display = startDisplay(s.t)
	return other
}

// TestStoryTwoWindowsOnOneCatalogue opens a second window while a first one is at work: it
// shows everything, says that it is read-only, and nothing that is pressed in it changes
// or loses anything. Once the first is closed, the next one decides again.
func TestStoryTwoWindowsOnOneCatalogue(t *testing.T) {
	first := newStory(t)
	dir := filepath.Join(t.TempDir(), "Vows")
	for i := range 4 {
		write(t, filepath.Join(dir, fmt.Sprintf("IMG_%d.jpg", i+1)), phototest.JPEG(phototest.Scene(1616, 1080, uint64(i)), phototest.Exif{}))
	}
	write(t, filepath.Join(dir, "IMG_4.xmp"), foreignSidecar(lightroomTool+` xmp:Rating="3"`, ""))
	first.start(dir)
	first.waitScored(4)
	first.wantDecided("IMG_4", "none 3 none")
	first.press("p")
	first.waitFor("a pick", func() bool { return len(first.flagged(library.Pick)) == 1 })
	first.pause()
	first.press("Escape") // later, to the question about sidecars

	second := first.another()
	second.start(dir)
	second.waitFor("the pick in the second window", func() bool { return badges(second.screen("waiting.png"), theme.Pick.In(theme.Dark)) >= 1 })
	second.shot("the second window is read-only and shows the pick")
	if got := second.title(); !strings.Contains(got, "(read-only)") {
		t.Errorf("the second window is called %q", got)
	}
	if got := first.title(); strings.Contains(got, "(read-only)") {
		t.Errorf("the first window is called %q", got)
	}
	journal, photos, files := first.stand(), first.photos(), fingerprint(t, dir)
	for _, keys := range [][]string{{"x", "5", "6"}, {"u"}, {"ctrl+z"}, {"bracketright"}, {"ctrl+s", "Return", "Escape"}, {"ctrl+BackSpace", "Return", "Escape"}} {
		second.press(keys...)
		second.shot("the second window after " + strings.Join(keys, " "))
	}
	unchanged := func(when string) {
		t.Helper()
		if diff := cmp.Diff(journal, first.stand()); diff != "" {
			t.Errorf("%s the journal: %s", when, diff)
		}
		if diff := cmp.Diff(photos, first.photos()); diff != "" {
			t.Errorf("%s the photos: %s", when, diff)
		}
		if diff := cmp.Diff(files, fingerprint(t, dir)); diff != "" {
			t.Errorf("%s the folder: %s", when, diff)
		}
		if trash := first.inTrash(); len(trash) > 0 {
			t.Errorf("%s in the trash lies %v", when, trash)
		}
	}
	unchanged("after keys in the second window")

	first.press("Home", "2") // the first goes on as if it were alone
	first.waitFor("two stars from the first window", func() bool { return first.stand() != journal })
	first.shot("the first window goes on")
	journal, photos = first.stand(), first.photos()
	second.kill()
	unchanged("after the second one was killed")
	first.quit()
	unchanged("after the first one was closed")

	second.start(dir)
	second.waitFor("the pick once it is alone", func() bool { return badges(second.screen("waiting.png"), theme.Pick.In(theme.Dark)) >= 1 })
	if got := second.title(); strings.Contains(got, "(read-only)") {
		t.Errorf("alone it is called %q", got)
	}
	second.waitFor("a decision of the one that is left", func() bool {
		second.press("Home", "x")
		second.pause()
		return len(second.flagged(library.Reject)) == 1
	})
	second.shot("alone it decides")
	second.quit()
}
