package measure

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/scoring/measure/damage"
)

func TestClarityFallsWithMotionAtEveryAngle(t *testing.T) {
	for name, img := range map[string]*image.RGBA{"discs": street(512, 341), "slats": bars(512, 341)} {
		for angle := 0.0; angle < 180; angle += 22.5 {
			before := clarityMean(img)
			if before < crispFrom {
				t.Errorf("%s undamaged has %.2f", name, before)
			}
			for _, percent := range []float64{0.3, 0.6, 1, 1.5, 2, 3} {
				v := clarityMean(damage.Motion(img, percent/100*512, angle))
				if v >= before {
					t.Errorf("%s moved by %g %% at %g°: %.2f after %.2f", name, percent, angle, v, before)
				}
				if percent >= 2 && v > 4.5 && name == "discs" { // slats lose nothing along themselves
					t.Errorf("%s moved by %g %% at %g° still has %.2f", name, percent, angle, v)
				}
				before = v
			}
		}
	}
}

func TestThePathOfAShakeIsReadBack(t *testing.T) {
	img := street(1024, 683)
	for _, c := range []struct{ length, degrees float64 }{{16, 0}, {20, 30}, {24, 90}, {30, 120}, {20, 160}} {
		// Motion turns clockwise, as rows run downwards.
		f := Extract(damage.Motion(img, c.length, -c.degrees))
		off := math.Abs(math.Mod(f.Smear.Degrees-c.degrees+270, 180) - 90)
		if length := f.Smear.Length * f.scale(); off > 12 || length < 0.6*c.length || length > 1.5*c.length {
			t.Errorf("a path of %g px at %g° is read as %.1f px at %.0f°", c.length, c.degrees, length, f.Smear.Degrees)
		}
	}
}

func TestASceneWithOneDirectionIsNotShaken(t *testing.T) {
	for name, img := range map[string]*image.RGBA{"slats": bars(1024, 683), "grass": blades(1024, 683, 0.1, 1), "fur": blades(1024, 683, 0.05, 2)} {
		s := judged(img)
		if v := s.Of(library.Clarity).Mean; v < softBelow || s.Reasons[library.Clarity].Code() == message.ClarityShaken {
			t.Errorf("%s: %.2f, %s", name, v, message.English(s.Reasons[library.Clarity]))
		}
	}
}

func TestTextureCostsHardlyAnythingAsNoise(t *testing.T) {
	for name, img := range map[string]*image.RGBA{
		"grass": blades(512, 341, 0.2, 4), "needles": blades(512, 341, 1, 5), "fur": blades(512, 341, 0.05, 6),
	} {
		f := Extract(img)
		c := clarityOf(&f)
		if lost := c.crispness - dulled(c.crispness, c.noise); lost > 0.5 {
			t.Errorf("%s loses %.2f as noise (%+v)", name, lost, f.Grain)
		}
		for _, sd := range []float64{4, 8, 14, 20} {
			f := Extract(damage.Noise(img, sd))
			want := lumaOfChannels * sd
			if f.Grain.Level < 0.75*want || f.Grain.Level > 1.3*want {
				t.Errorf("%s with noise of %.1f levels of luma is read as %.1f", name, want, f.Grain.Level)
			}
		}
	}
}

func TestNoiseOfLumaAloneIsFoundInFlatAreas(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 7))
	for _, sd := range []float64{3.0, 6, 12} {
		img := paint(512, 341, func(x, y int) color.RGBA {
			return grey(60 + float64(x)/6 + 40*math.Floor(float64(y)/120) + sd*r.NormFloat64())
		})
		if f := Extract(img); f.Grain.Level < 0.7*sd || f.Grain.Level > 1.2*sd {
			t.Errorf("noise of %g is read as %.2f (%+v)", sd, f.Grain.Level, f.Grain)
		}
	}
}

func TestASecondImageIsFound(t *testing.T) {
	img := street(1024, 683)
	for _, at := range [][2]int{{12, 0}, {8, 6}, {0, 16}, {-14, 10}} {
		f := Extract(doubled(img, at[0], at[1], 0.45))
		want := math.Hypot(float64(at[0]), float64(at[1]))
		if got := f.Double.Length * f.scale(); !f.doubled() || math.Abs(got-want) > 2.5 {
			t.Errorf("an echo %v away, %.1f px, is read as %.1f px (%+v)", at, want, got, f.Double)
		}
	}
	for name, plain := range map[string]*image.RGBA{
		"crisp": img, "slats": bars(1024, 683), "grass": blades(1024, 683, 0.2, 1), "defocus": damage.Defocus(img, 5),
	} {
		if f := Extract(plain); f.doubled() {
			t.Errorf("%s is called double (%+v)", name, f.Double)
		}
	}
}

func TestAPannedSubjectKeepsItsClarity(t *testing.T) {
	for _, degrees := range []float64{0, 20} {
		img := panned(1024, 683, 30, degrees)
		s := judged(img)
		if v := s.Of(library.Clarity).Mean; v < crispFrom || s.Reasons[library.Clarity].Code() != message.ClarityPanned {
			f := Extract(img)
			t.Errorf("panned at %g°: %.2f, %s (%+v)", degrees, v, message.English(s.Reasons[library.Clarity]), f.Smear)
		}
	}
}

func TestLightAndTiltHardlyMoveClarity(t *testing.T) {
	img := street(1024, 683)
	before := clarityMean(img)
	for name, other := range map[string]*image.RGBA{
		"two stops darker": damage.Expose(img, -2), "one stop darker": damage.Expose(img, -1), "one stop brighter": damage.Expose(img, 1),
		"tilted": damage.Rotate(img, 5), "black and white": damage.Desaturate(img, 0),
	} {
		if v := clarityMean(other); math.Abs(v-before) > 1 {
			t.Errorf("%s: clarity goes from %.2f to %.2f", name, before, v)
		}
	}
}

// claritySpans gives the range of values in which a reason is true.
func claritySpans() map[string][2]float64 {
	return map[string][2]float64{
		message.ClarityShaken:      {0, softBelow},
		message.ClarityDoubled:     {0, softBelow},
		message.ClarityDefocus:     {0, blurredBelow},
		message.ClarityBlurred:     {0, blurredBelow},
		message.ClaritySoft:        {0, softBelow},
		message.ClarityFullSize:    {0, softBelow},
		message.ClarityFocusMissed: {0, missedBelow},
		message.ClarityNoise:       {0, 8},
		message.ClarityCompressed:  {0, 8},
		message.ClarityHaze:        {0, 8},
		message.ClarityFair:        {softBelow, crispFrom},
		message.ClarityPanned:      {crispFrom, 10.01},
		message.ClarityArea:        {crispFrom, 10.01},
		message.ClarityCrisp:       {crispFrom, 10.01},
	}
}

func TestEveryReasonForClarityAgreesWithItsValue(t *testing.T) {
	seen := map[string]bool{}
	check := func(what string, s library.Score) {
		code, v := s.Reasons[library.Clarity].Code(), s.Values[library.Clarity]
		if !v.Known {
			return
		}
		seen[code] = true
		if span, ok := claritySpans()[code]; !ok || v.Mean < span[0] || v.Mean >= span[1] {
			t.Errorf("%s: %.2f, %q, which belongs to %v", what, v.Mean, message.English(s.Reasons[library.Clarity]), span)
		}
	}
	for name, img := range map[string]*image.RGBA{
		"discs": street(512, 341), "grass": blades(512, 341, 0.2, 7), "slats": bars(512, 341), "textured": textured(512, 341),
	} {
		for what, damaged := range everyBlur(img) {
			check(name+", "+what, judged(damaged))
		}
	}
	check("panned", judged(panned(1024, 683, 30, 0)))
	check("crisp in a corner", judged(crispCorner(1024, 683)))
	full := leaves(2800, 1867)
	check("missed focus", scoreFull(t, halfSoft(full), library.Focus{X: 0.2, Y: 0.5, Known: true}))
	for _, sigma := range []float64{3, 4} {
		check("soft at full size", scoreFull(t, damage.Blur(full, sigma), library.Focus{}))
	}
	for code := range claritySpans() {
		if !seen[code] {
			t.Errorf("no picture gives the reason %s", code)
		}
	}
}

func clarityMean(img *image.RGBA) float64 {
	s := judged(img)
	return s.Of(library.Clarity).Mean
}

func TestANarrowStripIsMeasured(t *testing.T) {
	for _, size := range [][2]int{{4000, 64}, {64, 2000}, {1024, 70}} {
		s := judged(noisy(size[0], size[1], 4))
		if problem := complain(&s); problem != "" {
			t.Errorf("%v: %s", size, problem)
		}
	}
}
