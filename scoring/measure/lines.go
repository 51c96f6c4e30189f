package measure

import (
	"math"
	"sort"
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
	// Only directions within maxTilt of an axis count: tan 16° is 294/1024.
	for y := 1; y < k.h-1; y++ {
		gxs, gys := k.gx[y*w:(y+1)*w], k.gy[y*w:(y+1)*w]
		for x := 1; x < w-1; x++ {
			ax, ay := abs(int(gxs[x])), abs(int(gys[x]))
			if max(ax, ay) <= foot || min(ax, ay)*1024 > max(ax, ay)*294 {
				continue
			}
			across := 1
			if ay > ax {
				across = w
			}
			i := y*w + x
			if s := square(i); s >= square(i-across) && s > square(i+across) {
				k.ridge = append(k.ridge, ridgePixel{int32(x), int32(y), gxs[x], gys[x]})
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
	width := 2*rhoMax + 1
	k.votes = sized(k.votes, tiltBins*width)
	clear(k.votes)
	votes := k.votes
	var sines, cosines [tiltBins]float64
	for b := range sines {
		sines[b], cosines[b] = math.Sincos((float64(b)*tiltStep - maxTilt) * math.Pi / 180)
	}
	for _, p := range k.ridge {
		u, v, gu, gv := p.x, p.y, p.gx, p.gy
		if vertical {
			u, v, gu, gv = p.y, p.x, p.gy, p.gx
		}
		if abs(int(gu)) > abs(int(gv)) {
			continue
		}
		own := math.Atan(-float64(gu)/float64(gv)) * 180 / math.Pi
		middle := int(math.Round((own + maxTilt) / tiltStep))
		fu, fv := float64(u)-float64(along)/2, float64(v)
		for b := max(0, middle-voteReach); b <= min(tiltBins-1, middle+voteReach); b++ {
			rho := fv*cosines[b] - fu*sines[b]
			// Half the range is added first, so that cutting off rounds.
			if r := int(rho + float64(rhoMax/2) + 0.5); r >= 0 && r < width {
				votes[b*width+r]++
			}
		}
	}
	found := peaks(votes, width, minLine*float64(max(along, across)), vertical)
	for i := range found {
		found[i].rho -= float64(rhoMax / 2)
	}
	return found
}

// peaks takes the strongest lines one after another; a taken line silences its
// neighbours, which the same pixels voted for.
func peaks(votes []uint16, width int, least float64, vertical bool) []line {
	var candidates []int
	for i, v := range votes {
		if float64(v) >= least && isPeak(votes, width, i) {
			candidates = append(candidates, i)
		}
	}
	sort.SliceStable(candidates, func(i, j int) bool { return votes[candidates[i]] > votes[candidates[j]] })
	var found []line
	var taken []int
	for _, i := range candidates {
		if len(found) == maxLines {
			break
		}
		b, r := i/width, i%width
		if nearTaken(taken, width, b, r) {
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
