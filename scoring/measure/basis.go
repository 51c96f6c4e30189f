package measure

import (
	"math"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/measure/head"
)

// basis is what of a photo's features judging it again takes, once its faces are known.
type basis struct {
	opinion head.Opinion
	seen    float64 // points that saturation counts for in the overall at most, see asShown
	preview float64 // as clarity.preview
	penalty float64 // of noise, compression and haze together
	full    fullReading

	symmetry, edgeBox, spread float64 // as in Layout and Region
}

func newBasis(f *Features, opinion head.Opinion) basis {
	if !f.Measurable() {
		return basis{}
	}
	c := clarityOf(f)
	return basis{
		opinion: opinion, seen: colourfulnessPoints().at(f.Colour.Seen),
		preview: c.preview, penalty: c.noise + c.compression + c.haze, full: f.Full.reading(),
		symmetry: f.Layout.Symmetry, edgeBox: f.Layout.EdgeBox, spread: f.Region.Spread,
	}
}

// clarity gives the value of clarity with such a reading of the full picture.
func (b *basis) clarity(full *fullReading) float64 { return dulled(full.joined(b.preview), b.penalty) }

const (
	flagFocused = 1 << iota
	flagShaken
)

// kept gives the numbers that the catalogue keeps, nil where there are none.
func (b basis) kept() []float32 {
	flags := 0.0
	if b.full.focused {
		flags += flagFocused
	}
	if b.full.shaken {
		flags += flagShaken
	}
	all := [...]float64{
		b.opinion.Score, b.opinion.SD, b.seen, b.preview, b.penalty,
		b.full.scale, b.full.contrast, b.full.best, b.full.subject, flags,
		b.symmetry, b.edgeBox, b.spread,
	}
	kept := make([]float32, len(all))
	for i, v := range all {
		if kept[i] = float32(v); math.IsNaN(v) || math.IsInf(float64(kept[i]), 0) {
			return nil
		}
	}
	return kept
}

// basisOf reads what kept gave; ok is false for what it cannot have given.
func basisOf(s *library.Score) (b basis, ok bool) {
	n := len(basis{}.kept())
	if s.By.Name != name || s.By.Version != version || len(s.Basis) != n {
		return basis{}, false
	}
	v := make([]float64, n)
	for i := range v {
		if v[i] = float64(s.Basis[i]); math.IsNaN(v[i]) || math.Abs(v[i]) > mostKept {
			return basis{}, false
		}
	}
	b = basis{
		opinion: head.Opinion{Score: v[0], SD: v[1]}, seen: v[2], preview: v[3], penalty: v[4],
		full:     fullReading{scale: v[5], contrast: v[6], best: v[7], subject: v[8]},
		symmetry: v[10], edgeBox: v[11], spread: v[12],
	}
	flags := int(v[9])
	b.full.focused, b.full.shaken = flags&flagFocused != 0, flags&flagShaken != 0
	return b, true
}

// mostKept is more than any of the numbers is.
const mostKept = 1 << 20
