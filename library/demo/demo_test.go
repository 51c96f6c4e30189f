package demo

import (
	"bytes"
	"image"
	"math"
	"testing"
)

const testWidth = 240

// first finds the first shot of a scene that has all the faults.
func first(t *testing.T, scene string, faults ...Fault) Shot {
	t.Helper()
next:
	for _, s := range Shots() {
		if s.Scene != scene {
			continue
		}
		for _, f := range faults {
			if !s.Has(f) {
				continue next
			}
		}
		return s
	}
	t.Fatalf("the shoot has no %s with %v", scene, faults)
	return Shot{}
}

func TestTheShootTellsAWholeStory(t *testing.T) {
	shots := Shots()
	if len(shots) < 55 || len(shots) > 70 {
		t.Errorf("%d pictures, want about 60", len(shots))
	}
	names, scenes, cameras, lenses, days := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	faults, bursts := map[Fault]int{}, map[int]int{}
	sideways := 0
	for i, s := range shots {
		if names[s.Name] {
			t.Errorf("name %s is used twice", s.Name)
		}
		names[s.Name], scenes[s.Scene], cameras[s.Camera], lenses[s.Lens] = true, true, true, true
		days[s.Taken.Format("2006-01-02")] = true
		bursts[s.Burst]++
		for _, f := range s.Faults {
			faults[f]++
		}
		if s.Orientation == 6 {
			sideways++
		}
		if i > 0 && !s.Taken.After(shots[i-1].Taken) {
			t.Errorf("%s was taken before the picture that precedes it", s.Name)
		}
		if s.Has(Tilted) != (s.Tilt != 0) {
			t.Errorf("%s: fault tilted is %v with a tilt of %g", s.Name, s.Has(Tilted), s.Tilt)
		}
		if s.Orientation == 6 && !s.Portrait {
			t.Errorf("%s is stored sideways but is no portrait", s.Name)
		}
	}
	for _, f := range []Fault{Soft, Shaken, Tilted, Dark, Bright, Noisy, Dull, Garish, Cut, Cluttered} {
		if faults[f] == 0 {
			t.Errorf("no picture is %s", f)
		}
	}
	if len(scenes) != 12 || len(cameras) != 2 || len(lenses) != 3 || len(days) != 3 || sideways < 3 {
		t.Errorf("%d scenes, %d cameras, %d lenses, %d days, %d sideways", len(scenes), len(cameras), len(lenses), len(days), sideways)
	}
	delete(bursts, 0)
	if len(bursts) != 4 {
		t.Errorf("%d bursts, want 4", len(bursts))
	}
	for b, n := range bursts {
		if n < 3 {
			t.Errorf("burst %d has only %d pictures", b, n)
		}
	}
}

func TestPicturesOfABurstAreTakenWithinSeconds(t *testing.T) {
	shots := Shots()
	for i := 1; i < len(shots); i++ {
		a, b := shots[i-1], shots[i]
		gap := b.Taken.Sub(a.Taken).Seconds()
		if same := a.Burst != 0 && a.Burst == b.Burst; same != (gap < 1) {
			t.Errorf("%s and %s are %.2f s apart and in bursts %d and %d", a.Name, b.Name, gap, a.Burst, b.Burst)
		}
	}
}

func TestTheSameShotGivesTheSameBytes(t *testing.T) {
	for _, s := range []Shot{first(t, "forest"), first(t, "city", Noisy), first(t, "boat", Cluttered), first(t, "flower", Soft)} {
		a, b := Render(s, 200), Render(s, 200)
		if !bytes.Equal(a.Pix, b.Pix) {
			t.Errorf("%s (%s) differs from itself", s.Name, s.Scene)
		}
	}
}

func TestEverySceneIsWellExposedAndFillsTheFrame(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range Shots() {
		if seen[s.Scene] || len(s.Faults) > 0 {
			continue
		}
		seen[s.Scene] = true
		img := Render(s, testWidth)
		wantW, wantH := testWidth, testWidth*2/3
		if s.Portrait {
			wantW, wantH = wantH, wantW
		}
		if img.Rect != image.Rect(0, 0, wantW, wantH) {
			t.Errorf("%s measures %v", s.Scene, img.Rect)
		}
		low, high := 0.10, 0.75
		if m := mean(img); m < low || m > high {
			t.Errorf("%s has a mean of %.2f", s.Scene, m)
		}
		if c := clipped(img); c > 0.06 {
			t.Errorf("%s has %.1f %% of white pixels", s.Scene, 100*c)
		}
		for i := 3; i < len(img.Pix); i += 4 {
			if img.Pix[i] != 255 {
				t.Fatalf("%s is not opaque", s.Scene)
			}
		}
	}
	if len(seen) != 12 {
		t.Errorf("only %d scenes have a picture without faults", len(seen))
	}
}

func TestFaultsChangeWhatTheirNamesSay(t *testing.T) {
	for name, c := range map[string]struct {
		scene   string
		fault   Fault
		measure func(*image.RGBA) float64
		factor  float64 // the faulty picture's measure over the clean one's: at most below 1, at least above
	}{
		"soft is less sharp":              {"boat", Soft, sharpness, 0.35},
		"a soft lighthouse is less sharp": {"lighthouse", Soft, sharpness, 0.35},
		"shaken is less sharp":            {"flower", Shaken, sharpness, 0.6},
		"dark is darker":                  {"mountains", Dark, mean, 0.6},
		"bright clips":                    {"dunes", Bright, clipped, 5},
		"noisy has grain":                 {"city", Noisy, sharpness, 1.2},
		"dull has less colour":            {"dunes", Dull, colourfulness, 0.6},
		"garish has more colour":          {"market", Garish, colourfulness, 1.3},
		"clutter adds edges":              {"flower", Cluttered, sharpness, 1.5},
	} {
		t.Run(name, func(t *testing.T) {
			s := first(t, c.scene, c.fault)
			only := s
			only.Faults = []Fault{c.fault}
			got, clean := c.measure(Render(only, testWidth)), c.measure(Render(s.Clean(), testWidth))
			ratio := got / max(clean, 1e-3)
			if c.factor < 1 && ratio > c.factor || c.factor > 1 && ratio < c.factor {
				t.Errorf("faulty %.4f, clean %.4f: ratio %.2f, want beyond %.2f", got, clean, ratio, c.factor)
			}
		})
	}
}

func TestTiltedLeansTheHorizonByItsDegrees(t *testing.T) {
	s := first(t, "silhouette", Tilted)
	if got := horizonAngle(Render(s.Clean(), 600)); math.Abs(got) > 0.6 {
		t.Errorf("the level picture's horizon leans %.2f degrees", got)
	}
	if got := horizonAngle(Render(s, 600)); math.Abs(got+s.Tilt) > 0.8 {
		t.Errorf("a tilt of %.1f degrees gives a horizon of %.2f", s.Tilt, got)
	}
}

func TestCutPutsTheSubjectOnTheBorder(t *testing.T) {
	for _, scene := range []string{"lighthouse", "flower", "gull", "boat"} {
		s := first(t, scene, Cut)
		p := newPainter(&s, 600, 400)
		x, _ := p.cam.toPixel(s.subject())
		if near := min(x, 600-x); near < 0 || near > 30 {
			t.Errorf("%s: the subject's middle is %.0f pixels from the border", scene, near)
		}
		clean := s.Clean()
		p = newPainter(&clean, 600, 400)
		if x, _ := p.cam.toPixel(s.subject()); x < 60 || x > 540 {
			t.Errorf("%s: the clean twin has its subject at %.0f of 600", scene, x)
		}
	}
}

func TestLightIsNeverNegativeNorUndefined(t *testing.T) {
	for _, s := range Shots() {
		p := newPainter(&s, 48, 32)
		p.paint(s.Scene)
		p.clutter()
		for i, c := range p.pix {
			if !(c.r >= 0 && c.g >= 0 && c.b >= 0) || c.r > 100 {
				t.Errorf("%s (%s) has the light %v at %d,%d", s.Name, s.Scene, c, i%48, i/48)
				break
			}
		}
	}
}

func TestAnUnknownSceneAndATinyWidthStillGiveAPicture(t *testing.T) {
	img := Render(Shot{Scene: "no such place"}, -5)
	if img.Rect.Dx() != 16 || mean(img) == 0 {
		t.Errorf("got %v with mean %.2f", img.Rect, mean(img))
	}
	for _, s := range Shots() {
		if img := Render(s, 16); max(img.Rect.Dx(), img.Rect.Dy()) != 16 {
			t.Errorf("%s measures %v", s.Name, img.Rect)
		}
	}
}

func BenchmarkRender(b *testing.B) {
	for _, scene := range []string{"mountains", "forest", "gull"} {
		b.Run(scene, func(b *testing.B) {
			for b.Loop() {
				Render(Shot{Scene: scene}, DefaultSide)
			}
		})
	}
}
