//go:build !nogui && linux

package main

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// storyCard makes a folder that looks like a card: photos as large as a camera's, two of
// them with a RAW file, a sidecar and a voice memo.
func storyCard(t *testing.T, photos int) (card string) {
	t.Helper()
	card = filepath.Join(t.TempDir(), "EOS_DIGITAL")
	in := filepath.Join(card, "DCIM", "100CANON")
	for i := range photos {
		// What follows a JPEG's end belongs to the file and to no picture.
		write(t, filepath.Join(in, fmt.Sprintf("IMG_%04d.JPG", i+1)), slices.Concat(scene(uint64(i)), bytes.Repeat([]byte{byte(i), 7}, 3<<20)))
	}
	for _, name := range []string{"IMG_0001.CR2", "IMG_0001.CR2.xmp", "IMG_0002.CR2", "IMG_0002.xmp", "IMG_0002.WAV"} {
		write(t, filepath.Join(in, name), []byte("the bytes of "+name))
	}
	write(t, filepath.Join(card, "MISC", "AUTPRINT.MRK"), []byte("x"))
	return card
}

func TestStoryACardIsImportedAndCulledWhileItComesIn(t *testing.T) {
	const photos = 30
	s := newStory(t)
	card := storyCard(t, photos)
	before := fingerprint(t, card)
	to, second := filepath.Join(t.TempDir(), "shoot"), filepath.Join(t.TempDir(), "backup")

	s.start()
	s.pause()
	s.press("ctrl+shift+i")
	s.pause()
	s.write(card)
	s.press("Tab")
	s.write(to)
	s.press("Tab")
	s.write(second)
	s.press("Tab", "ctrl+a")
	s.write("{original}_{seq:3}")
	s.pause()
	s.shot("what would be imported")
	s.press("Return")
	arrived := func() int { return len(namesEnding(t, to, ".JPG")) }
	s.waitFor("the first photos", func() bool { return arrived() > 0 })
	s.press("p") // pause, and cull what is there
	s.shot("importing, paused")
	s.press("Escape")
	s.waitFor("a photo in the window", func() bool {
		_, err := os.Stat(filepath.Join(s.home, "catalog.db"))
		return err == nil && len(s.photos()) > 0
	})
	s.shot("what has arrived")
	s.press("p")
	s.waitFor("a pick", func() bool { return len(s.flagged(library.Pick)) == 1 })
	if n := arrived(); n >= photos {
		t.Errorf("all %d photos had arrived before the first was picked: the import did not pause", n)
	}
	s.press("ctrl+shift+i")
	s.pause()
	s.press("p")
	s.waitFor("all photos", func() bool { return arrived() == photos && len(s.photos()) == photos })
	s.shot("imported")
	s.press("Escape")
	s.waitFor("the import in the history", func() bool { return s.lastStep().Kind == library.ImportStep })
	for _, dir := range []string{to, second} {
		for _, name := range []string{"IMG_0001_001.CR2", "IMG_0001_001.CR2.xmp", "IMG_0002_002.CR2", "IMG_0002_002.xmp", "IMG_0002_002.WAV"} {
			if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
				t.Error(err)
			}
		}
		if parts := namesEnding(t, dir, ".part"); len(parts) > 0 {
			t.Errorf("left unfinished: %q", parts)
		}
	}
	if after := fingerprint(t, card); !maps.Equal(before, after) {
		t.Error("the card has changed")
	}
	// The card a second time: nothing is copied twice, and undo deletes nothing.
	s.press("ctrl+z")
	s.press("ctrl+shift+i")
	s.pause()
	s.write(card)
	s.pause()
	s.shot("the same card again")
	s.press("Return")
	s.pause()
	s.shot("compared")
	s.press("Escape")
	if n := arrived(); n != photos {
		t.Errorf("there are %d photos, want %d", n, photos)
	}
	s.quit()
}

// lastStep is the step that an undo would take back.
func (s *story) lastStep() (step library.Step) {
	s.t.Helper()
	s.saved(func(ctx context.Context, c *catalog.Catalog) (err error) {
		step, err = c.NextUndo(ctx)
		return err
	})
	return step
}

// namesEnding gives the names in a folder that end so; none where there is no folder.
func namesEnding(t *testing.T, dir, ending string) []string {
	t.Helper()
	var names []string
	for _, name := range filesIn(t, dir) {
		if strings.HasSuffix(name, ending) {
			names = append(names, name)
		}
	}
	return names
}
