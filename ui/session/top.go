package session

import (
	"math"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/burst"
	"keeplight.app/keeplight/library/query"
)

// top gives the frame that stands for a group: the one that stood for it before, as
// long as it is shown, else by firstOf.
func (k *Stacking) top(g *burst.Group, frames []library.ID) library.ID {
	id := g.ID()
	if known, ok := k.tops[id]; ok && k.session.Place(known) >= 0 {
		return known
	}
	items := make([]query.Item, len(frames))
	for i, f := range frames {
		items[i] = k.session.Item(f)
	}
	k.tops[id] = firstOf(items, k.grouping.Best(g, items))
	return k.tops[id]
}

// firstOf is the rule for what stands for a stack. What the person said comes first:
// of the frames that were picked, else of those with the most stars, the one with the
// highest score. Then the frame that is suggested. Where none is, as in a bracket, the
// exposure that is nearest to the camera's own; and a rejected frame only where there
// is no other.
func firstOf(items []query.Item, suggested library.ID) library.ID {
	best := 0
	for i := range items {
		if a, b := rankOf(&items[i], suggested), rankOf(&items[best], suggested); a.above(b) {
			best = i
		}
	}
	return items[best].Photo.ID
}

// rank is what firstOf goes by, the first difference deciding.
type rank [5]float64

func rankOf(it *query.Item, suggested library.ID) (r rank) {
	p := it.Photo
	r[0] = float64(p.Decision.Flag)
	r[1] = float64(p.Decision.Rating)
	chosen := p.Decision.Flag == library.Pick || p.Decision.Rating > 0
	switch {
	case chosen && it.Score != nil && it.Score.Overall.Known:
		r[2] = it.Score.Overall.Mean
	case !chosen && p.ID == suggested:
		r[2] = 1
	}
	if it.Misfire {
		r[3] = -1
	}
	r[4] = -math.Abs(p.Capture.ExposureBias)
	return r
}

func (r rank) above(other rank) bool {
	for i := range r {
		if r[i] != other[i] {
			return r[i] > other[i]
		}
	}
	return false
}
