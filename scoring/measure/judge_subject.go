package measure

import "keeplight.app/keeplight/library/message"

// sureness is how surely the salient region is a subject, 0..1.
func sureness(r *Region) float64 { return (r.Strength - regionStrength) / 0.34 }

// judgeSubjectBackground adds up what sets the region off: 20 units of Lab
// distance count as much as five sixths of a doubling of detail (Datta 2006 uses
// both cues).
func judgeSubjectBackground(f *Features) verdict {
	if !f.Region.Known() {
		return absent(message.NoSubject)
	}
	l := f.Layout
	apart := l.Separation/20 + 1.2*max(0, l.SharpRatio)
	value := curve{{0, 1.5}, {1, 3.5}, {2, 5.3}, {3, 6.8}, {4.5, 8.2}, {6.5, 9.4}, {10, 10}}.at(apart)
	colour, detail := l.Separation >= 25, l.SharpRatio >= 1
	reason := message.New(message.SubjectHardly)
	switch {
	case colour && detail:
		reason = message.New(message.SubjectByBoth)
	case colour:
		reason = message.New(message.SubjectByColour)
	case detail:
		reason = message.New(message.SubjectBySharpness)
	case apart >= 1.5:
		reason = message.New(message.SubjectALittle)
	}
	return known(value, doubt(1, 2.2, sureness(&f.Region)), reason)
}

// judgeIntegrity reads how much of the region's salience lies on the rim of the
// picture, where it may be cut off (after Hou & Zhang 2007's map).
func judgeIntegrity(f *Features) verdict {
	if !f.Region.Known() {
		return absent(message.NoSubject)
	}
	border := f.Region.Border
	value := curve{{0, 9.5}, {0.03, 8.8}, {0.07, 7.6}, {0.13, 6.1}, {0.25, 4}, {0.45, 2}, {1, 0}}.at(border)
	reason := message.New(message.IntegrityInside)
	switch {
	case border > 0.08:
		reason = message.New(message.IntegrityCut, message.Percent("share", border))
	case border > 0.015:
		reason = message.New(message.IntegrityTouches)
	}
	return known(value, doubt(1.2, 2.5, sureness(&f.Region)), reason)
}

// judgeComposition is geometry and no taste: how near the centroid of the region
// is to a crossing of thirds or to the middle, with something added for mirror
// symmetry and for a compact area of detail (Ke 2006).
func judgeComposition(f *Features) verdict {
	r, l := &f.Region, f.Layout
	if !r.Known() {
		return absent(message.NoSubject)
	}
	off := min(l.Thirds, l.Centre)
	value := curve{{0, 8.2}, {0.06, 7.4}, {0.12, 6.3}, {0.2, 5}, {0.3, 3.8}, {0.5, 2.5}}.at(off)
	value += curve{{0.6, 0}, {0.95, 0.8}}.at(l.Symmetry) + curve{{0.5, 0.6}, {0.9, 0}}.at(l.EdgeBox)
	value -= curve{{0.2, 0}, {0.45, 1.5}}.at(r.Spread)
	reason := message.New(message.CompositionOff)
	switch {
	case l.Symmetry > 0.9 && l.Centre < 0.15:
		reason = message.New(message.CompositionSymmetry)
	case l.Thirds < 0.12 && l.Thirds <= l.Centre:
		reason = message.New(side(r.CentreY < 0.5,
			side(r.CentreX < 0.5, message.CompositionUpperLeft, message.CompositionUpperRight),
			side(r.CentreX < 0.5, message.CompositionLowerLeft, message.CompositionLowerRight)))
	case l.Centre < 0.12:
		reason = message.New(message.CompositionMiddle)
	}
	return known(value, doubt(1.5, 2.5, sureness(r)), reason)
}
