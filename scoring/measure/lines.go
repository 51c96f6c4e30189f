package measure

import (
	"cmp"
	"math"
	"slices"
)

// Lines is what the long straight lines near the horizontal and the vertical
// say about how level the camera was.
type Lines struct {
	Tilt        float64 // degrees by which the picture leans, clockwise positive
	Length      float64 // length of all lines found, in long sides of the picture
	Agreement   float64 // share of that length that leans alike, 0..1
	Horizontals float64 // share of the agreeing length that is near the horizontal

	longest line // of those that agree
}

const (
	maxTilt     = 15.0 // degrees: what leans more is not a line to level by
	tiltStep    = 0.25 // degrees
	tiltBins    = int(2*maxTilt/tiltStep) + 1
	voteReach   = 8    // bins to each side of a pixel's own direction that it votes for
	minLine     = 0.12 // of the long side: shorter ones tell nothing
	maxLines    = 24
	agreeWithin = 0.8 // degrees
	ridgeFoot   = 6   // gradient, levels per pixel, from which a pixel can be on a line
)

// line is one straight line: its lean and how many pixels lie on it.
type line struct {
	lean     float64 // degrees clockwise off its axis
	length   float64 // pixels
	rho      float64 // distance from the middle of the leading edge, pixels, see hough
	vertical bool
}

// measureLines finds the lines by a Hough transform (Duda & Hart 1972) in which a
// pixel on a gradient's ridge votes only for the directions near its own.
func (k *workspace) measureLines() Lines {
	k.findRidge()
	found := append(k.hough(false), k.hough(true)...)
	return weighLines(found, float64(max(k.w, k.h)))
}

// ridgePixel is a pixel whose gradient is the largest across its edge.
type ridgePixel struct {
	x, y   int32
	gx, gy int16
}

// findRidge thins edges to the pixels where the gradient peaks (Canny 1986).
func (k *workspace) findRidge() {
	k.ridge = k.ridge[:0]
	w := k.w
	square := func(i int) int { return int(k.gx[i])*int(k.gx[i]) + int(k.gy[i])*int(k.gy[i]) }
	const foot = ridgeFoot * 8 * fine
	for y := 1; y < k.h-1; y++ {
		gxs := k.gx[y*w : (y+1)*w]
		gys := k.gy[y*w : (y+1)*w][:len(gxs)]
		for x, v := range gxs {
			gx, gy := int(v), int(gys[x])
			if uint(gx+foot) <= 2*foot && uint(gy+foot) <= 2*foot {
				continue
			}
			// Only directions within maxTilt of an axis count: tan 16° is 294/1024.
			ax, ay := abs(gx), abs(gy)
			if min(ax, ay)*1024 > max(ax, ay)*294 {
				continue
			}
			across := 1
			if ay > ax {
				across = w
			}
			i := y*w + x
			if s := square(i); s >= square(i-across) && s > square(i+across) {
				k.ridge = append(k.ridge, ridgePixel{int32(x), int32(y), v, gys[x]})
			}
		}
	}
}

// hough finds the longest lines near one axis. A line near the horizontal is
// y = x tan(t) + c; one near the vertical is the same with the axes exchanged.
func (k *workspace) hough(vertical bool) []line {
	along, across := k.w, k.h
	if vertical {
		along, across = across, along
	}
	rhoMax := across + along/2
	p := poll{width: 2*rhoMax + 1, least: uint16(math.Ceil(minLine * float64(max(along, across))))}
	k.votes = sized(k.votes, tiltBins*p.width)
	clear(k.votes)
	p.votes, p.candidates = k.votes, k.candidates[:0]
	for _, r := range k.ridge {
		u, v, gu, gv := r.x, r.y, r.gx, r.gy
		if vertical {
			u, v, gu, gv = r.y, r.x, r.gy, r.gx
		}
		if abs(int(gu)) > abs(int(gv)) {
			continue
		}
		own := math.Atan(-float64(gu)/float64(gv)) * 180 / math.Pi
		// Half the range is added, so that no distance is negative, and a half
		// more, so that cutting off rounds.
		p.vote(&k.leans, int(math.Round((own+maxTilt)/tiltStep)), float64(u)-float64(along)/2, float64(v), float64(rhoMax/2)+0.5)
	}
	k.candidates = p.candidates
	found := p.peaks(vertical)
	for i := range found {
		found[i].rho -= float64(rhoMax / 2)
	}
	return found
}

// leans holds the sine and cosine of each lean that is voted for.
type leans [tiltBins]struct{ sin, cos float64 }

func newLeans() (l leans) {
	for b := range l {
		l[b].sin, l[b].cos = math.Sincos((float64(b)*tiltStep - maxTilt) * math.Pi / 180)
	}
	return l
}

// poll counts votes for lines: a row for each lean, in it a bin for each distance.
type poll struct {
	width      int
	votes      []uint16
	least      uint16 // votes from which a line is a candidate
	candidates []int
}

// vote gives a vote to the line through u, v of each lean near middle.
func (p *poll) vote(l *leans, middle int, u, v, shift float64) {
	from, to := max(0, middle-voteReach), min(tiltBins-1, middle+voteReach)
	for b := from; b <= to; b++ {
		rho := int(v*l[b].cos - u*l[b].sin + shift)
		if uint(rho) >= uint(p.width) {
			continue
		}
		i := b*p.width + rho
		p.votes[i]++
		if p.votes[i] == p.least {
			p.candidates = append(p.candidates, i)
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

// weighLines finds the lean on which most of the length agrees.
func weighLines(found []line, side float64) Lines {
	var total float64
	for _, l := range found {
		total += l.length
	}
	if total == 0 {
		return Lines{}
	}
	support := func(lean float64) (length, weighted, horizontal float64) {
		for _, l := range found {
			if w := l.length * max(0, 1-math.Abs(l.lean-lean)/agreeWithin); w > 0 {
				length += w
				weighted += w * l.lean
				if !l.vertical {
					horizontal += w
				}
			}
		}
		return length, weighted, horizontal
	}
	best, bestLength := 0.0, -1.0
	for b := range tiltBins {
		lean := float64(b)*tiltStep - maxTilt
		if length, _, _ := support(lean); length > bestLength {
			best, bestLength = lean, length
		}
	}
	length, weighted, horizontal := support(best)
	if length == 0 {
		return Lines{Length: total / side}
	}
	var longest line
	for _, l := range found {
		if math.Abs(l.lean-best) < agreeWithin && l.length > longest.length {
			longest = l
		}
	}
	return Lines{
		longest:     longest,
		Tilt:        weighted / length,
		Length:      total / side,
		Agreement:   length / total,
		Horizontals: horizontal / length,
	}
}
