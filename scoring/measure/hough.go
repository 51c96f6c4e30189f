package measure

import (
	"cmp"
	"math"
	"slices"
)

// poll counts votes for lines: a row for each lean, in it a bin for each distance.
type poll struct {
	width      int
	votes      []uint16
	least      uint16 // votes from which a line is a candidate
	candidates []int
}

// hough finds the longest lines near one axis. A line near the horizontal is
// y = x tan(t) + c; one near the vertical is the same with the axes exchanged.
func (k *workspace) hough(vertical bool) []line {
	along, across, e := k.w, k.h, &k.level
	if vertical {
		along, across, e = across, along, &k.upright
	}
	// A line that leans by maxTilt meets the leading edge's middle no farther
	// outside than this.
	margin := along / 4
	p := poll{width: across + 2*margin + 1, least: uint16(math.Ceil(minLine * float64(max(along, across))))}
	k.votes = sized(k.votes, tiltBins*p.width)
	clear(k.votes)
	p.votes, p.candidates = k.votes, k.candidates[:0]
	for lean := range tiltBins {
		// The half makes that cutting off rounds.
		p.vote(lean, e.near(lean), k.leans.sin[lean], k.leans.cos[lean], float64(margin)+0.5)
	}
	k.candidates = p.candidates
	found := p.peaks(vertical)
	for i := range found {
		found[i].rho -= float64(margin)
	}
	return found
}

// vote gives a vote to the line of one lean through each place. Lean by lean, so
// that all votes fall into one row, which the cache holds.
func (p *poll) vote(lean int, places []edgePlace, sin, cos, shift float64) {
	row := p.votes[lean*p.width : (lean+1)*p.width]
	for _, e := range places {
		rho := int(e.v*cos - e.u*sin + shift)
		row[rho]++
		if row[rho] == p.least {
			p.candidates = append(p.candidates, lean*p.width+rho)
		}
	}
}

// peaks takes the strongest lines one after another; a taken line silences its
// neighbours, which the same pixels voted for.
func (p *poll) peaks(vertical bool) []line {
	width, votes := p.width, p.votes
	slices.SortFunc(p.candidates, func(i, j int) int {
		return cmp.Or(cmp.Compare(votes[j], votes[i]), cmp.Compare(i, j))
	})
	var found []line
	var taken []int
	for _, i := range p.candidates {
		if len(found) == maxLines {
			break
		}
		b, r := i/width, i%width
		if !isPeak(votes, width, i) || nearTaken(taken, width, b, r) {
			continue
		}
		taken = append(taken, i)
		lean := (float64(b) + peakOffset(votes, width, i)) * tiltStep
		sign := 1.0
		if vertical {
			// With the axes exchanged, a clockwise lean has the other sign.
			sign = -1
		}
		found = append(found, line{lean: sign * (lean - maxTilt), length: float64(votes[i]), rho: float64(r), vertical: vertical})
	}
	return found
}

func isPeak(votes []uint16, width, i int) bool {
	b, r := i/width, i%width
	if b == 0 || b == tiltBins-1 || r == 0 || r == width-1 {
		return false
	}
	v := votes[i]
	return v >= votes[i-width] && v >= votes[i+width] && v >= votes[i-1] && v >= votes[i+1]
}

func nearTaken(taken []int, width, b, r int) bool {
	for _, t := range taken {
		db, dr := t/width-b, t%width-r
		if db >= -8 && db <= 8 && dr >= -6 && dr <= 6 {
			return true
		}
	}
	return false
}

// peakOffset refines a peak between bins by the parabola through its neighbours'
// sums over three distances.
func peakOffset(votes []uint16, width, i int) float64 {
	sum := func(i int) float64 { return float64(votes[i-1]) + float64(votes[i]) + float64(votes[i+1]) }
	before, here, after := sum(i-width), sum(i), sum(i+width)
	curve := before - 2*here + after
	if curve >= 0 {
		return 0
	}
	return min(0.5, max(-0.5, (before-after)/(2*curve)))
}
