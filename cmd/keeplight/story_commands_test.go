//go:build !nogui && linux

package main

import (
	"image"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library"
	theme "keeplight.app/keeplight/ui/style"
)

// share is how much of a picture has a colour, 0..1.
func share(im image.Image, c theme.Color, in theme.Appearance) float64 {
	want := c.In(in)
	b := im.Bounds()
	n := 0
	for y := b.Min.Y; y < b.Max.Y; y += 2 {
		for x := b.Min.X; x < b.Max.X; x += 2 {
			r, g, bl, _ := im.At(x, y).RGBA()
			if uint8(r>>8) == want.R && uint8(g>>8) == want.G && uint8(bl>>8) == want.B {
				n++
			}
		}
	}
	return 4 * float64(n) / float64(b.Dx()*b.Dy())
}

func TestStoryAReboundKeyAndThePaletteDecide(t *testing.T) {
	s := newStory(t)
	dir, jpegs := storyPhotos(t)
	write(t, filepath.Join(s.home, "keys.txt"), []byte("# left hand\npick = F2, Q\nreject = Hyper+X\n"))
	s.start(dir)
	s.waitScored(len(jpegs))
	s.shot("the file's bad line is said")
	s.press("s", "Home")
	best := s.ranking()

	// P picks no more, F2 and Q do; the bad line left X as it was.
	s.press("p", "F2", "Right", "q", "Right", "x")
	s.wantFlagged(library.Reject, best[2])
	s.wantFlagged(library.Pick, best[0], best[1])

	s.press("question")
	s.shot("the sheet shows what is bound")
	s.press("Escape")

	// The palette finds by words, runs by Enter, and says why something cannot run.
	s.press("ctrl+k")
	s.shot("the palette lists everything")
	s.write("5 st")
	s.shot("the palette has found a command")
	s.press("Return")
	s.waitFor("five stars by the palette", func() bool { return s.starred(5) == 1 })
	s.press("ctrl+k")
	s.write("explain")
	s.shot("a command that cannot run says why")
	s.press("Return", "Escape") // it stays open, then it is closed
	s.press("Right", "F2")
	s.wantFlagged(library.Pick, best[0], best[1], best[3])
	s.press("ctrl+q")
	s.waitEnd()
}

func TestStoryTheThemeIsSwitchedAndComesBack(t *testing.T) {
	s := newStory(t)
	dir, jpegs := storyPhotos(t)
	s.start(dir)
	s.waitScored(len(jpegs))
	s.press("s", "Home", "Escape")
	if dark := s.shot("dark"); share(dark, theme.Panel, theme.Dark) < 0.1 {
		t.Error("the window is not dark by itself")
	}
	s.press("ctrl+k")
	s.write("light")
	s.press("Return")
	s.waitFor("the light theme", func() bool { return share(s.screen("waiting.png"), theme.Panel, theme.Light) > 0.1 })
	s.shot("light")
	s.press("e")
	if loupe := s.shot("the loupe, light"); share(loupe, theme.Panel, theme.Dark) > 0.01 {
		t.Error("something stayed dark")
	}
	s.waitFor("the choice to be kept", func() bool { return s.state().Appearance.Theme == settings.LightTheme })
	s.quit()

	s.start()
	s.waitFor("the light theme again", func() bool { return share(s.screen("waiting.png"), theme.Panel, theme.Light) > 0.1 })
	s.press("ctrl+comma")
	s.shot("the settings, light")
	s.press("t", "t")
	s.waitFor("the dark theme by the settings' key", func() bool { return s.state().Appearance.Theme == settings.DarkTheme })
	s.quit()
}

func TestStoryTheWindowSpeaksGerman(t *testing.T) {
	s := newStory(t)
	s.locale = "de_DE.UTF-8"
	dir, jpegs := storyPhotos(t)
	s.start(dir)
	s.waitScored(len(jpegs))
	s.press("s", "Home", "p", "Right", "x", "Right")
	s.shot("das Raster")
	s.press("ctrl+k")
	s.write("markier")
	s.shot("die Befehle")
	s.press("Return")
	// The palette's first command that has the word picks.
	s.waitFor("a pick by its German name", func() bool { return len(s.flagged(library.Pick)) == 2 })
	s.press("question")
	s.shot("die Tasten")
	s.press("Escape", "ctrl+comma")
	s.shot("die Einstellungen")
	s.press("Escape", "ctrl+e")
	s.shot("der Export")
	s.press("Escape", "e")
	s.shot("die Lupe")
	s.quit()
}
