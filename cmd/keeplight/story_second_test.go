//go:build !nogui && linux

package main

import (
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"keeplight.app/keeplight/library"
)

// TestStoryASecondWindowIsReadOnlyAndSaysSo opens the window while another program has the
// catalogue: its title says that it is read-only, and no key changes anything. A window
// that is opened after the other program has ended takes the same key.
func TestStoryASecondWindowIsReadOnlyAndSaysSo(t *testing.T) {
	s := newStory(t)
	w := newWorld(t, selfProgram())
	s.home = w.at("home")
	for i := range 12 { // work for the first program
		write(t, w.at("more", "IMG_"+string(rune('A'+i))+".jpg"), scene(uint64(100+i)))
	}
	before := w.sums("shoot")
	goOn := w.holdCatalogue(w.at("more"))
	isPicked := func() bool { return slices.Contains(s.flagged(library.Pick), "IMG_1.jpg") }
	saysReadOnly := func() bool { return s.try("xdotool", "search", "--name", "^Keeplight.*read-only") == nil }

	s.start(w.at("shoot"))
	s.waitFor("a title that says read-only", saysReadOnly)
	s.shot("the second window")
	s.press("p")
	s.shot("a pick is refused")
	for _, keys := range []string{"3", "ctrl+z", "ctrl+shift+i", "Escape", "ctrl+s", "Escape"} {
		s.press(keys)
		s.pause()
	}
	s.shot("and all else")
	s.quit()
	w.decided("shoot")
	if after := w.sums("shoot"); !maps.Equal(before, after) {
		t.Errorf("the folder has changed: %v", slices.Sorted(maps.Keys(after)))
	}
	for _, dir := range []string{"out", filepath.Join(".local", "share", "Trash", "files")} {
		if there := w.sums(dir); len(there) > 0 {
			t.Errorf("%s holds %v", dir, there)
		}
	}
	if err := goOn(); err != nil {
		t.Errorf("the first program ended with %v", err)
	}

	s.start(w.at("shoot"))
	if saysReadOnly() {
		t.Error("the only window says that it is read-only")
	}
	s.insist("a pick", func() { s.press("Home", "p") }, isPicked)
	s.quit()
}
