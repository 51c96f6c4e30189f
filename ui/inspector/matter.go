package inspector

import (
	"cmp"
	"slices"

	"keeplight.app/keeplight/library"
)

const (
	// ordinary is the value, in points, that a photographer would not speak of: what
	// lies below is a flaw and what lies above a strength.
	ordinary = 6.0
	// flawWeight is how much more a flaw matters than a strength as far from ordinary:
	// it is flaws that a photo is rejected for.
	flawWeight = 2.0
	// read is how many reasons are read without asking for all.
	read = 3
)

// concern is how much a photographer cares about a measured attribute when culling,
// 0..1: what cannot be mended afterwards comes first, and geometry, which is only
// measured by signs, last. A model judges all ten by sight.
func concern(a library.Attribute, measured bool) float64 {
	if !measured {
		return 1
	}
	switch a {
	case library.Clarity:
		return 1
	case library.Exposure:
		return 0.9
	case library.LevelShot:
		return 0.6
	case library.Saturation:
		return 0.5
	}
	return 0.35
}

// weight is how much a photo's value matters: how far it lies from ordinary.
func weight(a library.Attribute, v library.Value, measured bool) float64 {
	if v.Mean < ordinary {
		return concern(a, measured) * flawWeight * (ordinary - v.Mean)
	}
	return concern(a, measured) * (v.Mean - ordinary)
}

// byWeight gives the known attributes that have a reason, those that matter most
// first, and of equals the first on the radar.
func byWeight(v *View) []library.Attribute {
	var known []library.Attribute
	for _, a := range v.axes() {
		if v.Values[a].Known && v.Reasons[a] != "" {
			known = append(known, a)
		}
	}
	slices.SortStableFunc(known, func(a, b library.Attribute) int {
		return cmp.Compare(weight(b, v.Values[b], v.Measured), weight(a, v.Values[a], v.Measured))
	})
	return known
}
