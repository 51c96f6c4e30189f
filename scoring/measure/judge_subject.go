package measure

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// sureness is how surely there is one subject, and where, 0..1: nearly 0 for an even
// pattern, whose map of evidence is flat.
func sureness(r *Region) float64 { return (r.Strength - 0.15) / 0.35 }

// judgeSubjectBackground joins what sets the subject off, colours that the rest does
// not hold and more fine detail (Datta 2006 uses both cues), as two chances of being
// seen: one of them is enough.
func judgeSubjectBackground(f *Features) verdict {
	if !f.Region.Known() {
		return absent(message.NothingSeen)
	}
	colour, detail := apartByColour().at(f.Layout.Colours.Apart), apartByDetail().at(f.Layout.SharpRatio)
	apart := 1 - (1-colour)*(1-detail)
	value := curve{{0, 2}, {1, 9.8}}.at(apart)
	// Either cue alone makes 5.9 points.
	const plainly = 0.5
	code := wordingOf(value, wording{5, message.SubjectALittle}, wording{0, message.SubjectHardly})
	switch {
	case colour >= plainly && detail >= plainly:
		code = message.SubjectByBoth
	case colour >= plainly:
		code = message.SubjectByColour
	case detail >= plainly:
		code = message.SubjectBySharpness
	}
	return known(value, doubt(1, 2.4, sureness(&f.Region)), message.New(code))
}

func apartByColour() curve { return curve{{0, 0}, {0.1, 0.15}, {0.3, 0.45}, {0.6, 0.75}, {1, 1}} }

// apartByDetail is for doublings of fine detail.
func apartByDetail() curve { return curve{{0, 0}, {0.5, 0.15}, {1.5, 0.45}, {3, 0.75}, {5, 0.95}} }

// judgeIntegrity reads how much of the subject's outline runs along the frame's
// edge, where it may be cut off.
func judgeIntegrity(f *Features) verdict {
	if !f.Region.Known() {
		return absent(message.NothingSeen)
	}
	cut := f.Region.Cut
	value := curve{{0, 9.7}, {0.01, 9}, {0.03, 7.9}, {0.06, 6.8}, {0.1, 5.8}, {0.18, 4.4}, {0.35, 2.8}, {0.6, 1.5}, {1, 0.5}}.at(cut)
	code := wordingOf(value, wording{8.5, message.IntegrityInside}, wording{5.5, message.IntegrityOutlineTouches}, wording{0, message.IntegrityOutlineCut})
	var args []library.Arg
	if code != message.IntegrityInside {
		args = append(args, message.Percent("share", cut))
	}
	return known(value, doubt(1.2, 2.6, sureness(&f.Region)), message.New(code, args...))
}

// judgeComposition is geometry and no taste: how near the point that the eye goes to
// is to a crossing of thirds or to the middle, with something added for mirror
// symmetry and for a compact area of detail (Ke 2006), and taken off for what is
// scattered.
func judgeComposition(f *Features) verdict {
	r, l := &f.Region, f.Layout
	if !r.Known() {
		return absent(message.NothingSeen)
	}
	value := compositionPoints(min(l.Thirds, l.Centre), r, &l)
	return known(value, doubt(1.4, 2.6, sureness(r)), compositionReason(r, &l))
}

// compositionPoints is for a point that lies so far off, in sides.
func compositionPoints(off float64, r *Region, l *Layout) float64 {
	value := curve{{0, 8.6}, {0.05, 7.6}, {0.1, 6.2}, {0.17, 4.6}, {0.3, 3}, {0.5, 2}}.at(off)
	value += curve{{0.6, 0}, {0.95, 1}}.at(l.Symmetry) + curve{{0.6, 0.8}, {0.9, 0}}.at(l.EdgeBox)
	return value - curve{{0.24, 0}, {0.36, 1.5}}.at(r.Spread)
}

func compositionReason(r *Region, l *Layout) library.Message {
	switch {
	case l.Symmetry > 0.85 && l.Centre < 0.12:
		return message.New(message.CompositionSymmetry)
	case l.Thirds < 0.1 && l.Thirds <= l.Centre:
		return message.New(side(r.FocalY < 0.5,
			side(r.FocalX < 0.5, message.CompositionUpperLeft, message.CompositionUpperRight),
			side(r.FocalX < 0.5, message.CompositionLowerLeft, message.CompositionLowerRight)))
	case l.Centre < 0.1:
		return message.New(message.CompositionMiddle)
	}
	return message.New(message.CompositionOff)
}
