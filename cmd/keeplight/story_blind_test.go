//go:build !nogui && linux

package main

import (
	"context"
	"fmt"
	"image"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/ui/style"
)

// blindPhotos draws n photos, of which every third is a good deal darker.
func blindPhotos(t testing.TB, n int) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "shoot")
	at := time.Date(2026, time.November, 20, 9, 0, 0, 0, time.UTC)
	for i := range n {
		img := phototest.Scene(720, 480, uint64(i))
		if isDark(i) {
			for j := range img.Pix {
				if j%4 != 3 {
					img.Pix[j] /= 5
				}
			}
		}
		write(t, filepath.Join(dir, fmt.Sprintf("%03d.jpg", i)), phototest.JPEG(img, phototest.Exif{Model: "R5", Time: at.Add(time.Duration(i) * time.Hour)}))
	}
	return dir
}

func isDark(i int) bool { return i%3 == 0 }

// blindSession gives the newest session as it is stored.
func (s *story) blindSession() (session catalog.BlindSession, given int) {
	s.t.Helper()
	s.saved(func(ctx context.Context, c *catalog.Catalog) error {
		all, err := c.BlindSessions(ctx)
		if len(all) > 0 {
			session = all[0]
		}
		return err
	})
	for _, f := range session.Frames {
		if f.Given {
			given++
		}
	}
	return session, given
}

// judge gives verdicts by keys until so many are stored. key says which one a photo gets.
func (s *story) judge(until int, key func(p *library.Photo) string) {
	s.t.Helper()
	photos := map[library.ID]library.Photo{}
	for _, p := range s.photos() {
		photos[p.ID] = p
	}
	for {
		session, given := s.blindSession()
		if given >= until {
			return
		}
		p := photos[session.Frames[given].Photo]
		s.insistSoon(fmt.Sprintf("verdict %d", given+1), func() { s.press(key(&p)) }, func() bool {
			_, now := s.blindSession()
			return now > given
		})
	}
}

// insistSoon asks again every second until something has come of it: the stage takes no
// key while it is empty.
func (s *story) insistSoon(what string, ask func(), done func() bool) {
	s.t.Helper()
	var asked time.Time
	s.waitFor(what, func() bool {
		if done() {
			return true
		}
		if time.Since(asked) > time.Second {
			ask()
			asked = time.Now()
		}
		return false
	})
}

// title is what the window is called.
func (s *story) title() string {
	s.t.Helper()
	c := exec.Command("sh", "-c", "xdotool getwindowname $(xdotool search --name '^Keeplight' | tail -n 1)")
	c.Env = append(c.Environ(), "DISPLAY="+s.display)
	out, err := c.Output()
	if err != nil {
		s.t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// askBlind opens the question of blind sessions, which darkens the window.
func (s *story) askBlind() {
	s.t.Helper()
	panel := style.Panel.In(style.Dark)
	s.insist("the question of a blind session", func() { s.press("ctrl+b") }, func() bool {
		r, g, b, _ := s.screen("waiting.png").At(3, 3).RGBA()
		return uint8(r>>8) != panel.R || uint8(g>>8) != panel.G || uint8(b>>8) != panel.B
	})
}

// stage waits until a photo stands on the stage, and gives a picture of it.
func (s *story) stage(what string) image.Image {
	s.t.Helper()
	s.waitFor("a photo on the stage", func() bool {
		img := s.screen("waiting.png")
		size := img.Bounds()
		ground := img.At(4, size.Dy()/2)
		return img.At(4, 4) == ground && img.At(size.Dx()-4, 4) == ground && img.At(size.Dx()/2, size.Dy()/2) != ground
	})
	return s.shot(what)
}

// wantStage checks that two pictures of the stage differ in nothing but the photo and how
// far the session is, and that beside the photo there is only the ground.
func (s *story) wantStage(a, b image.Image) {
	s.t.Helper()
	size := a.Bounds()
	foot := size.Max.Y - 44
	ground := a.At(4, size.Dy()/2)
	for y := size.Min.Y; y < size.Max.Y; y++ {
		for x := size.Min.X; x < size.Max.X; x++ {
			inside := x > 10 && x < size.Max.X-10 && y > 10 && y < foot-10
			count := y >= foot && x < 160
			if !inside && !count && a.At(x, y) != b.At(x, y) {
				s.t.Fatalf("the stage differs at %d, %d", x, y)
			}
			if !inside && y < foot-1 && a.At(x, y) != ground {
				s.t.Fatalf("something stands beside the photo at %d, %d", x, y)
			}
		}
	}
}

func TestStoryBlindSession(t *testing.T) {
	s := newStory(t)
	const n, shown = 12, 13
	s.start(blindPhotos(t, n))
	s.waitManyScored(n)
	s.press("Escape", "Home", "x") // one is decided about
	s.waitFor("a reject", func() bool { return len(s.flagged(library.Reject)) == 1 })
	title := s.title()
	s.askBlind()
	s.shot("the question")
	s.press("Return")
	s.waitFor("a session", func() bool { session, _ := s.blindSession(); return len(session.Frames) == shown })
	first := s.stage("a photo on the stage")
	if got := s.title(); got != title {
		t.Errorf("the window is called %q, before %q", got, title)
	}
	keep := func(p *library.Photo) string {
		var i int
		if _, err := fmt.Sscanf(p.Name(), "%d.jpg", &i); err != nil {
			t.Fatal(err)
		}
		switch {
		case isDark(i):
			return "x"
		case i%7 == 0:
			return "u"
		}
		return "p"
	}
	s.judge(3, keep)
	s.wantStage(first, s.stage("three are judged"))

	// A power cut loses nothing, and the keys of decisions decide nothing.
	s.kill()
	s.start()
	s.waitScored(n)
	s.askBlind()
	s.shot("it can go on")
	if _, given := s.blindSession(); given != 3 {
		t.Errorf("%d verdicts are left", given)
	}
	s.press("Return")
	s.stage("it goes on")
	s.insistSoon("the last one taken back", func() { s.press("Left") }, func() bool { _, given := s.blindSession(); return given == 2 })
	s.judge(shown, keep)
	s.wantFlagged(library.Pick)
	s.waitFor("the end", func() bool { session, _ := s.blindSession(); return !session.Ended.IsZero() })
	s.pause()
	s.shot("the result")

	s.click(460, 227) // the threshold, far to the right
	s.pause()
	s.shot("a high threshold and what it would cost")
	s.click(600, 165) // the first of the gallery
	s.pause()
	s.shot("a keeper that would have been lost")

	s.askBlind()
	s.press("l")
	s.pause()
	s.pause()
	s.click(1454, 961)
	s.waitFor("the verdicts as decisions", func() bool { return len(s.flagged(library.Pick)) >= 5 })
	s.shot("taken as picks and rejects")
	s.press("ctrl+z")
	s.wantFlagged(library.Pick)
	if got := s.flagged(library.Reject); len(got) != 1 {
		t.Errorf("rejected are %v", got)
	}
	s.quit()
}
