package blind

import (
	"cmp"
	"math"
	"slices"

	"keeplight.app/keeplight/library"
)

// Scores are what one scorer says of photos.
type Scores map[library.ID]*library.Score

// Agreement is how one scorer agrees with verdicts.
type Agreement struct {
	Photos int // that have a verdict and an overall score
	// Pairs of photos with different verdicts that the overall scores put in the order in
	// which the person did, 0..1, ties counting half: 0.5 is chance.
	Pairs      Figure
	Attributes [library.NumAttributes]Figure // the same by each attribute
	// Stacks is of how many stacks, with keepers and others, a keeper has the highest
	// score. ByChance is how many that would be on the average if one were drawn.
	Stacks   Share
	ByChance float64

	judged []judged // by score, the lowest first
}

// judged is a photo with both.
type judged struct {
	photo  library.ID
	score  float64
	keeper bool
}

// Agree holds a scorer against the verdicts. Photos that it gives no overall score are
// left out.
func Agree(v *Verdicts, scores Scores) *Agreement {
	a := &Agreement{}
	var numbers, verdicts []float64
	for _, one := range v.First {
		value, ok := overall(scores, one.Photo)
		if !ok {
			continue
		}
		a.judged = append(a.judged, judged{one.Photo, value, one.Flag == library.Pick})
		numbers, verdicts = append(numbers, value), append(verdicts, float64(one.Flag))
	}
	a.Photos, a.Pairs = len(a.judged), pairs(numbers, verdicts)
	slices.SortStableFunc(a.judged, func(x, y judged) int { return cmp.Compare(x.score, y.score) })
	for of := range a.Attributes {
		a.Attributes[of] = byAttribute(v, scores, library.Attribute(of))
	}
	a.inStacks(v, scores)
	return a
}

func overall(scores Scores, id library.ID) (float64, bool) {
	s := scores[id]
	if s == nil || !s.Overall.Known || math.IsNaN(s.Overall.Mean) || math.IsInf(s.Overall.Mean, 0) {
		return 0, false
	}
	return s.Overall.Mean, true
}

func byAttribute(v *Verdicts, scores Scores, of library.Attribute) Figure {
	var numbers, verdicts []float64
	for _, one := range v.First {
		if s := scores[one.Photo]; s != nil && s.Of(of).Known {
			numbers, verdicts = append(numbers, s.Of(of).Mean), append(verdicts, float64(one.Flag))
		}
	}
	return pairs(numbers, verdicts)
}

// inStacks counts the stacks in which the person chose.
func (a *Agreement) inStacks(v *Verdicts, scores Scores) {
	stacks := map[int][]judged{}
	for _, one := range v.First {
		if value, ok := overall(scores, one.Photo); ok && one.Stack != 0 {
			stacks[one.Stack] = append(stacks[one.Stack], judged{one.Photo, value, one.Flag == library.Pick})
		}
	}
	for _, frames := range stacks {
		keepers := 0
		for _, f := range frames {
			if f.keeper {
				keepers++
			}
		}
		if keepers == 0 || keepers == len(frames) {
			continue
		}
		best := slices.MaxFunc(frames, func(x, y judged) int { return cmp.Compare(x.score, y.score) })
		a.Stacks.Add(best.keeper)
		a.ByChance += float64(keepers) / float64(len(frames))
	}
}

// Confusion is what would have come of looking only at photos from a threshold on.
type Confusion struct {
	Threshold  float64
	Kept       int // keepers at or above it
	Lost       int // keepers below it
	ExtraLooks int // others at or above it
	Spared     int // others below it
}

// Cost is in looks: a lost keeper counts as many as weight says.
func (c Confusion) Cost(weight float64) float64 {
	return weight*float64(c.Lost) + float64(c.ExtraLooks)
}

// At counts by a threshold.
func (a *Agreement) At(threshold float64) Confusion {
	c := Confusion{Threshold: threshold}
	for _, j := range a.judged {
		switch above := j.score >= threshold; {
		case above && j.keeper:
			c.Kept++
		case above:
			c.ExtraLooks++
		case j.keeper:
			c.Lost++
		default:
			c.Spared++
		}
	}
	return c
}

// Lost gives the keepers below a threshold, the one with the lowest score first: those
// that the person would not have seen.
func (a *Agreement) Lost(threshold float64) (photos []library.ID) {
	for _, j := range a.judged {
		if j.keeper && j.score < threshold {
			photos = append(photos, j.photo)
		}
	}
	return photos
}

// steps is how finely Best chooses: as finely as scores are shown.
const steps = 100

// Best is the threshold from 0 to 10, in tenths, that costs least on these very photos, and
// of several the lowest: it loses fewer keepers. On other photos it costs more.
func (a *Agreement) Best(weight float64) Confusion {
	best := a.At(0)
	for i := 1; i <= steps; i++ {
		if c := a.At(float64(i) / 10); c.Cost(weight) < best.Cost(weight) {
			best = c
		}
	}
	return best
}
