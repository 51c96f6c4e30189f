package window

import (
	"regexp"
	"slices"
	"testing"

	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/folders"
)

func TestCommandsAreNamedForGood(t *testing.T) {
	w := open(t, t.TempDir(), Options{})
	name := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	for _, b := range w.rooms.keyboard.Table().All() {
		if !name.MatchString(string(b.ID)) {
			t.Errorf("%q is not lower-case English with dashes", b.ID)
		}
		if !slices.Contains(command.Sections(), b.Section) {
			t.Errorf("%s belongs to %q, which the keys sheet does not show", b.ID, b.Section)
		}
	}
}

func TestEveryCommandRunsOrSaysWhyNot(t *testing.T) {
	for name, c := range map[string]struct {
		folders []string
		photos  int
		loupe   bool
	}{
		"no folder":   {nil, 0, false},
		"no photos":   {[]string{"/shoot"}, 0, false},
		"the grid":    {[]string{"/shoot"}, 3, false},
		"the loupe":   {[]string{"/shoot"}, 3, true},
		"many photos": {[]string{"/shoot"}, 300, false},
	} {
		t.Run(name, func(t *testing.T) {
			w := open(t, t.TempDir(), Options{Folders: c.folders})
			if c.photos > 0 {
				w.addPhotos(t, c.photos)
				w.press("Home")
			}
			for _, b := range w.rooms.keyboard.Table().All() {
				if b.ID == quit || b.ID == folders.OpenDemo { // which draws for seconds
					continue
				}
				if c.loupe {
					w.press("e")
				}
				if ok, why := b.State(); !ok && why == "" {
					t.Errorf("%s cannot run and does not say why", b.ID)
				}
				w.do(b.ID)
				w.finishWork()
				w.press("Escape", "Escape")
				if w.rooms.overlay.IsOpen() || w.rooms.chooser.IsOpen() {
					t.Fatalf("after %s Esc does not lead back to the photos", b.ID)
				}
				w.win.Canvas().Unfocus()
			}
		})
	}
}
