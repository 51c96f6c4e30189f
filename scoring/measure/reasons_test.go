package measure

import (
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
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

func TestEveryReasonAgreesWithItsNumbers(t *testing.T) {
	all := exposureTruths()
	for _, more := range []map[string]truth{subjectTruths(), saturationTruths()} {
		for code, holds := range more {
			all[code] = holds
		}
	}
	all[message.MisfireNothing] = func(f *Features, v float64) bool { return v == 0 && f.Misfire != NoMisfire }
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
