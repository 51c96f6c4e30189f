package measure

import "fmt"

const noSubject = "No area stands out as a subject."

// sureness is how surely the salient region is a subject, 0..1.
func sureness(r *Region) float64 { return (r.Strength - regionStrength) / 0.34 }

// judgeSubjectBackground adds up what sets the region off: 20 units of Lab
// distance count as much as five sixths of a doubling of detail (Datta 2006 uses
// both cues).
func judgeSubjectBackground(f *Features) verdict {
	if !f.Region.Known() {
		return absent(noSubject)
	}
	l := f.Layout
	apart := l.Separation/20 + 1.2*max(0, l.SharpRatio)
	value := curve{{0, 1.5}, {1, 3.5}, {2, 5.3}, {3, 6.8}, {4.5, 8.2}, {6.5, 9.4}, {10, 10}}.at(apart)
	colour, detail := l.Separation >= 25, l.SharpRatio >= 1
	reason := "The subject hardly differs from its surroundings."
	switch {
	case colour && detail:
		reason = "The subject stands out by colour and by sharpness."
	case colour:
		reason = "The subject stands out by colour."
	case detail:
		reason = "The subject stands out by sharpness."
	case apart >= 1.5:
		reason = "The subject stands out a little."
	}
	return known(value, doubt(1, 2.2, sureness(&f.Region)), reason)
}

// judgeIntegrity reads how much of the region's salience lies on the rim of the
// picture, where it may be cut off (after Hou & Zhang 2007's map).
func judgeIntegrity(f *Features) verdict {
	if !f.Region.Known() {
		return absent(noSubject)
	}
	border := f.Region.Border
	value := curve{{0, 9.5}, {0.03, 8.8}, {0.07, 7.6}, {0.13, 6.1}, {0.25, 4}, {0.45, 2}, {1, 0}}.at(border)
	reason := "The salient area lies well inside the frame."
	switch {
	case border > 0.08:
		reason = fmt.Sprintf("The frame's edge may cut the subject: %s of the salient area lies on it.", share(border))
	case border > 0.015:
		reason = "The salient area just touches the frame's edge."
	}
	return known(value, doubt(1.2, 2.5, sureness(&f.Region)), reason)
}

// judgeComposition is geometry and no taste: how near the centroid of the region
// is to a crossing of thirds or to the middle, with something added for mirror
// symmetry and for a compact area of detail (Ke 2006).
func judgeComposition(f *Features) verdict {
	r, l := &f.Region, f.Layout
	if !r.Known() {
		return absent(noSubject)
	}
	off := min(l.Thirds, l.Centre)
	value := curve{{0, 8.2}, {0.06, 7.4}, {0.12, 6.3}, {0.2, 5}, {0.3, 3.8}, {0.5, 2.5}}.at(off)
	value += curve{{0.6, 0}, {0.95, 0.8}}.at(l.Symmetry) + curve{{0.5, 0.6}, {0.9, 0}}.at(l.EdgeBox)
	value -= curve{{0.2, 0}, {0.45, 1.5}}.at(r.Spread)
	reason := "What stands out lies off both the thirds and the middle."
	switch {
	case l.Symmetry > 0.9 && l.Centre < 0.15:
		reason = "Nearly symmetrical, with its weight in the middle."
	case l.Thirds < 0.12 && l.Thirds <= l.Centre:
		reason = fmt.Sprintf("What stands out lies near the %s %s crossing of thirds.",
			side(r.CentreY < 0.5, "upper", "lower"), side(r.CentreX < 0.5, "left", "right"))
	case l.Centre < 0.12:
		reason = "What stands out lies near the middle."
	}
	return known(value, doubt(1.5, 2.5, sureness(r)), reason)
}
