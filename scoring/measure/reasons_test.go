package measure

import (
	"image"
	"image/color"
	"math"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/scoring/measure/damage"
)

// truth says what must hold of a picture and of the value when a reason is given.
type truth func(f *Features, value float64) bool

func from(least float64) truth { return func(_ *Features, v float64) bool { return v >= least } }
func below(most float64) truth { return func(_ *Features, v float64) bool { return v < most } }
func between(least, most float64) truth {
	return func(_ *Features, v float64) bool { return v >= least && v < most }
}

// exposureTruths are apart from the judge's own ranges, so that both must agree.
func exposureTruths() map[string]truth {
	return map[string]truth{
		message.ExposureBlank:      below(2),
		message.ExposureFull:       func(f *Features, v float64) bool { return v >= 8 && f.Key.Span >= 0.7 && f.Highlights.Lost < 0.05 },
		message.ExposureSoft:       func(f *Features, v float64) bool { return v >= 6 && f.Key.Span < 0.7 },
		message.ExposureLamps:      func(f *Features, v float64) bool { return v >= 8 && f.Highlights.Lamp > 0.5*f.Tone.Highlights },
		message.ExposureHighKey:    func(f *Features, v float64) bool { return v >= 6 && f.Tone.Mean > 0.6 },
		message.ExposureLowKey:     func(f *Features, v float64) bool { return v >= 6 && f.Tone.Mean < 0.4 && f.Tone.Top999 > 0.7 },
		message.ExposureSilhouette: func(f *Features, v float64) bool { return v >= 6 && f.Tone.Dark > 0.04 && f.Tone.P95 > 0.5 },
		message.ExposureFlat:       func(f *Features, v float64) bool { return v < 8 && f.Key.Contrast < 0.65 },
		message.ExposureHighlights: func(f *Features, v float64) bool { return v < 8 && f.Tone.Highlights > 0.01 },
		message.ExposureShadows:    func(f *Features, v float64) bool { return v < 8 && f.Tone.Shadows > 0.05 },
		message.ExposureSkyClipped: func(f *Features, v float64) bool { return v < 8 && f.Highlights.Sky > 0.01 },
		message.ExposureSkinClipped: func(f *Features, v float64) bool {
			return v < 8 && f.Highlights.Skin > 0.002 && f.Highlights.Subject > 0.01
		},
		message.ExposureSubjectClipped: func(f *Features, v float64) bool {
			return v < 8 && f.Highlights.Subject > f.Tone.Highlights
		},
		message.ExposureDarkTop:       func(f *Features, v float64) bool { return v < 8 && f.Tone.Top99 < 0.95 },
		message.ExposureDark:          func(f *Features, v float64) bool { return v < 8 && f.Tone.Mean < 0.35 },
		message.ExposureSubjectDark:   func(f *Features, v float64) bool { return v < 8 && f.Key.Subject < 0.35 },
		message.ExposureBright:        func(f *Features, v float64) bool { return v < 8 && f.Tone.Mean > 0.55 },
		message.ExposureSubjectBright: func(f *Features, v float64) bool { return v < 8 && f.Key.Subject > 0.6 },
	}
}

func subjectTruths() map[string]truth {
	off := func(f *Features) float64 { return min(f.Layout.Thirds, f.Layout.Centre) }
	third := func(left, upper bool) truth {
		return func(f *Features, _ float64) bool {
			return f.Layout.Thirds < 0.1 && (f.Region.FocalX < 0.5) == left && (f.Region.FocalY < 0.5) == upper
		}
	}
	return map[string]truth{
		message.NothingSeen:        func(f *Features, v float64) bool { return f.Blank() && v == 0 },
		message.SubjectByBoth:      func(f *Features, v float64) bool { return v >= 7 && f.Layout.SharpRatio > 1 },
		message.SubjectByColour:    func(f *Features, v float64) bool { return v >= 5.5 && f.Layout.Colours.Apart > 0.3 },
		message.SubjectBySharpness: func(f *Features, v float64) bool { return v >= 5.5 && f.Layout.SharpRatio > 1 },
		message.SubjectALittle:     between(5, 8), message.SubjectHardly: below(5),
		message.IntegrityInside: from(8.5), message.IntegrityOutlineTouches: between(5.5, 8.5), message.IntegrityOutlineCut: below(5.5),
		message.SubjectCalm: from(7), message.SubjectVaried: between(4.5, 7), message.SubjectBusy: below(4.5),
		message.SubjectScattered: func(f *Features, v float64) bool { return v < 7 && f.Region.Spread > 0.25 },
		message.BackgroundCalm:   from(7), message.BackgroundVaried: between(4.5, 7), message.BackgroundCluttered: below(4.5),
		message.CompositionOff:       func(f *Features, _ float64) bool { return off(f) >= 0.1 },
		message.CompositionMiddle:    func(f *Features, _ float64) bool { return f.Layout.Centre < 0.1 },
		message.CompositionSymmetry:  func(f *Features, _ float64) bool { return f.Layout.Symmetry > 0.8 && f.Layout.Centre < 0.12 },
		message.CompositionUpperLeft: third(true, true), message.CompositionUpperRight: third(false, true),
		message.CompositionLowerLeft: third(true, false), message.CompositionLowerRight: third(false, false),
	}
}

func saturationTruths() map[string]truth {
	return map[string]truth{
		message.SaturationMonochrome: func(f *Features, v float64) bool { return v == 0 && f.Colour.Chroma < 0.02 },
		message.SaturationNatural:    from(6), message.SaturationMuted: between(2, 6.3), message.SaturationHardly: below(3),
		message.SaturationVivid: func(f *Features, v float64) bool { return f.Colour.Colourfulness >= 70 && v > 7 },
		message.SaturationLimit: func(f *Features, _ float64) bool { return f.Colour.Garish > 0.2 },
	}
}

// reasonedPictures are drawn and damaged so that every reason has its picture.
func reasonedPictures() map[string]*image.RGBA {
	pictures := map[string]*image.RGBA{
		"noise on grey": damage.Noise(paint(400, 300, func(_, _ int) color.RGBA { return grey(120) }), 4),
		"noise":         noisy(400, 300, 5),
		"textured":      textured(600, 400), "leaves": leaves(600, 400), "scene": scene(600, 400),
		"muted scene": damage.Desaturate(scene(600, 400), 0.3), "grey scene": damage.Desaturate(scene(600, 400), 0),
		"hardly coloured": damage.Desaturate(scene(600, 400), 0.1),
		"signal colours": paint(600, 400, func(x, y int) color.RGBA {
			return [3]color.RGBA{{255, 0, 10, 255}, {0, 240, 20, 255}, {250, 0, 250, 255}}[(x/60+y/60)%3]
		}),
		"posters": paint(600, 400, func(x, y int) color.RGBA {
			return [3]color.RGBA{{190, 40, 30, 255}, {40, 150, 60, 255}, {50, 60, 190, 255}}[(x/90+y/70)%3]
		}),
		"slope": litScene(func(x, y, grain float64) [3]float64 {
			return mixed(tinted(math.Pow(0.02+0.93*x, 2.2), 1, 1, 1), tinted(0.25+0.02*grain, 1, 0.4, 0.3), disc(x, y, 0.5, 0.5, 0.1, 0.15))
		}).shot(0),
		"half black": litScene(func(x, _, grain float64) [3]float64 {
			return tinted(0.0005+0.55*min(1, max(0, (x-0.45)*20))+0.00001*grain, 1, 1, 0.9)
		}).shot(0),
		"shut room": litScene(func(x, y, grain float64) [3]float64 {
			if y < 0.035 {
				return tinted(0.9, 1, 1, 1)
			}
			return mixed(tinted(0.001, 1, 1, 1), tinted(0.006+0.0005*grain, 1, 0.5, 0.4), disc(x, y, 0.5, 0.55, 0.12, 0.2))
		}).shot(0),
		"black dog": litScene(func(x, y, _ float64) [3]float64 {
			ground := tinted(0.3+0.09*math.Sin(6*x), 0.8, 1, 0.9)
			if y < 0.03 {
				ground = tinted(0.92, 1, 1, 1)
			}
			return mixed(ground, tinted(0.018*(1+0.7*math.Sin(200*x)*math.Sin(140*y)), 1, 0.7, 0.5), disc(x, y, 0.5, 0.55, 0.12, 0.18))
		}).shot(0),
		"fairy lights": litScene(func(x, y, grain float64) [3]float64 {
			c := tinted(0.01+0.001*grain, 1, 0.9, 0.8)
			if math.Mod(x*12, 1) < 0.16 && math.Mod(y*8, 1) < 0.16 {
				c = tinted(0.9, 1, 1, 0.9)
			}
			return c
		}).shot(0),
		"blue stage": litScene(func(x, y, grain float64) [3]float64 {
			return mixed(tinted(0.25, 0.02, 0.05, 1), tinted(0.85+0.02*grain, 0.02, 0.04, 1), disc(x, y, 0.5, 0.5, 0.2, 0.3))
		}).shot(0),
		"in focus": litScene(func(x, y, grain float64) [3]float64 {
			soft := 0.2 + 0.1*math.Sin(9*x+2)*math.Sin(7*y)
			sharp := 0.2 + 0.1*math.Sin(300*x)*math.Sin(200*y) + 0.02*grain
			return mixed(tinted(soft, 1, 0.9, 0.8), tinted(sharp, 1, 0.9, 0.8), disc(x, y, 0.5, 0.5, 0.15, 0.22))
		}).shot(0),
		"arch": litScene(func(x, y, grain float64) [3]float64 {
			return mixed(tinted(0.3, 1, 1, 1), tinted(0.05+0.01*grain, 1, 0.8, 0.6), disc(math.Abs(x-0.5), y, 0, 0.5, 0.2, 0.3))
		}).shot(0),
	}
	for name, s := range meantScenes() {
		for stop, word := range map[float64]string{-3: " 3 under", -1.5: " under", -0.8: " a little under", 0: "", 0.8: " a little over", 1.5: " over", 3: " 3 over"} {
			pictures[name+word] = s.scene.shot(stop)
		}
	}
	for word, at := range map[string][2]float64{"upper left": {0.33, 0.33}, "upper right": {0.67, 0.33}, "lower left": {0.33, 0.67}, "lower right": {0.67, 0.67}, "corner": {0.06, 0.1}, "edge": {0.02, 0.5}, "touching": {0.1, 0.5}} {
		pictures["ball "+word] = balls(at)
	}
	for word, subject := range map[string][2]float64{"bright": {0.84, 0.13}, "clipped": {1.4, 0.2}} {
		pictures["subject "+word] = litScene(func(x, y, grain float64) [3]float64 {
			ground := tinted(subject[1]+0.02*grain+0.1*subject[1]*math.Sin(30*x)*math.Sin(20*y), 0.8, 1, 0.9)
			if y < 0.1 {
				ground = tinted(0.9*y*10+0.02, 1, 1, 1)
			}
			return mixed(ground, tinted(subject[0]*(1+0.04*grain), 1, 0.95, 0.9), disc(x, y, 0.5, 0.55, 0.22, 0.33))
		}).shot(0)
	}
	pictures["skin clipped"] = litScene(func(x, y, grain float64) [3]float64 {
		skin := tinted((1.9-4.5*math.Abs(x-0.47))*(1+0.03*grain), 1, 0.72, 0.56)
		return mixed(tinted(0.15+0.01*grain, 0.5, 0.8, 1), skin, disc(x, y, 0.5, 0.5, 0.2, 0.34))
	}).shot(0)
	return pictures
}

func TestEveryReasonAgreesWithItsNumbers(t *testing.T) {
	all := exposureTruths()
	for _, more := range []map[string]truth{subjectTruths(), saturationTruths()} {
		for code, holds := range more {
			all[code] = holds
		}
	}
	given := map[string]bool{}
	for name, img := range reasonedPictures() {
		f := Extract(img)
		for _, a := range append(judgedHere(), library.Saturation) {
			v := judge(&f, a)
			code := v.reason.Code()
			given[code] = true
			holds, ok := all[code]
			if !ok {
				t.Errorf("%s: nothing is known to hold for %s of %s", name, code, a.Key())
				continue
			}
			if !holds(&f, v.value.Mean) {
				t.Errorf("%s: %s is %.2f, and %q is said\n%+v\n%+v", name, a.Key(), v.value.Mean, message.English(v.reason), f.Key, f.Highlights)
			}
		}
	}
	var never []string
	for code := range all {
		if !given[code] {
			never = append(never, code)
		}
	}
	if len(never) > 0 {
		t.Errorf("no picture shows %s", strings.Join(never, ", "))
	}
}
