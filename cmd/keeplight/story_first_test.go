//go:build !nogui && linux

package main

import (
	"image"
	"image/color"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"keeplight.app/keeplight/library"
	theme "keeplight.app/keeplight/ui/style"
)

// title is where the program's name stands, which a sheet darkens.
func title() image.Rectangle { return image.Rect(5, 5, 80, 40) }

// patches counts the pixels of a colour on the screen, or nearly of it: the edges of
// small letters are softened.
func patches(im image.Image, c color.NRGBA) int {
	n := 0
	near := func(a, b uint8) bool { return max(a, b)-min(a, b) < 24 }
	for y := im.Bounds().Min.Y; y < im.Bounds().Max.Y; y++ {
		for x := im.Bounds().Min.X; x < im.Bounds().Max.X; x++ {
			if p := color.NRGBAModel.Convert(im.At(x, y)).(color.NRGBA); near(p.R, c.R) && near(p.G, c.G) && near(p.B, c.B) {
				n++
			}
		}
	}
	return n
}

func TestStoryAFirstStartLeadsToAModelOfOnesOwn(t *testing.T) {
	settings := tinySettings(t)
	key := keyOf(t, settings)
	s := newStory(t)
	s.patience = 2 * patience // a real engine on a machine that may be busy
	s.start()
	s.shot("the first screen asks for a folder")
	s.press("d")
	s.waitFor("the demo shoot", func() bool { return len(s.state().Shoot.Folders) > 0 })
	s.waitFor("the first photos", func() bool { return len(s.photos()) > 0 })
	s.shot("beside the photos it is asked how to judge")
	s.press("ctrl+m")
	s.shot("files of one's own")
	s.nameModel(settings)
	s.waitFor("the model's first score", func() bool { return len(s.opinions(key)) > 0 })
	s.press("Escape")
	s.shot("photos are scored")

	s.press("ctrl+comma")
	s.waitFor("the settings", func() bool { return ink(s.screen("waiting.png"), title()) == 0 })
	s.shot("the settings")
	s.press("Down", "Down", "Down")
	s.shot("the keyboard goes over what is on offer")
	s.press("shift+w", "ctrl+w")
	s.waitFor("explanations to be switched", func() bool {
		st := s.state()
		return st.Explain.Form == library.Fields && !st.Explain.InView
	})
	s.shot("explanations are switched")
	s.press("Up", "Up", "Up", "Return") // asks how large llama.cpp is, which nobody can say here
	s.waitFor("a problem to be said", func() bool { return patches(s.screen("waiting.png"), theme.Problem.In(theme.Dark)) > 20 })
	s.shot("what is said without a network")
	s.press("Escape")
	s.waitFor("the choice to be kept", func() bool { return s.state().Shoot.Introduced && s.state().Scorers.ModelOn })
	s.quit()

	s.start()
	s.shot("a second start asks nothing")
	if st := s.state(); st.Model != settings || !st.Shoot.Introduced {
		t.Errorf("after a restart the window stands as %+v", st)
	}
	s.press("Return") // would answer a question
	s.shot("a key goes to the photos")
	s.quit()
}

func TestStoryAFolderIsOpenedFromTheKeyboard(t *testing.T) {
	s := newStory(t)
	dir, jpegs := storyPhotos(t)
	pictures := filepath.Join(filepath.Dir(s.home), "Pictures")
	if err := os.Rename(dir, pictures); err != nil {
		t.Fatal(err)
	}
	s.start()
	s.press("ctrl+o")
	s.shot("the dialog begins in Pictures")
	s.press("x", "Escape")
	s.shot("thought better of it")
	s.press("ctrl+o")
	s.pause()
	s.press("Return")
	s.waitFor("the folder", func() bool { return slices.Equal(s.state().Shoot.Folders, library.Paths{pictures}) })
	s.waitScored(len(jpegs))
	s.press("Escape", "Home", "p") // measuring will do
	s.waitFor("a pick", func() bool { return len(s.flagged(library.Pick)) == 1 })
	s.shot("its photos are there")
	s.quit()
}
