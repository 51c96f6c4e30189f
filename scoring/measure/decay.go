package measure

import "math"

// Decay is how fast the picture's spectrum falls off towards its finest detail, by
// direction. It is read from the log10 of the mean square of second differences
// over that of first ones: 0.48 for white noise, about -0.3 for a crisp photo,
// falling with the square of a blur's width. A moving camera lowers it along its
// path alone.
type Decay struct {
	Mean   [2]float64 // over four directions, of neighbours and of samples two apart
	Spread [2]float64 // the largest less the smallest of the directions
	Slant  [2]float64 // diagonals less those along the axes: what codecs drop first
	Fall   float64    // log10 of first differences of neighbours over those of samples four apart
}

const decayRows = 13 // every so many rows are read: not in step with the blocks of codecs

func (k *workspace) measureDecay() (d Decay) {
	var firsts [3]float64
	for scale := range 3 {
		step := 1 << scale
		steps := [4]int{step, step * k.w, step * (k.w + 1), step * (k.w - 1)}
		if k.w <= 2*step || k.h <= 2*step {
			return d
		}
		var ratios [4]float64
		for i, apart := range steps {
			first, second := k.squaredSteps(step, apart)
			firsts[scale] += first
			ratios[i] = math.Log10((second + 1) / (first + 1))
		}
		if scale == 2 {
			break
		}
		d.Mean[scale] = (ratios[0] + ratios[1] + ratios[2] + ratios[3]) / 4
		d.Spread[scale] = max(ratios[0], ratios[1], ratios[2], ratios[3]) - min(ratios[0], ratios[1], ratios[2], ratios[3])
		d.Slant[scale] = (ratios[2] + ratios[3] - ratios[0] - ratios[1]) / 2
	}
	d.Fall = math.Log10((firsts[0] + 1) / (firsts[2] + 1))
	return d
}

// squaredSteps gives mean squares of first and second differences between samples
// that lie so far apart in the luma; step is that in pixels, of which the border
// has to stay clear.
func (k *workspace) squaredSteps(step, apart int) (first, second float64) {
	n := 0
	for y := step; y < k.h-step; y += decayRows {
		from, to := y*k.w+step, (y+1)*k.w-step
		here := k.luma[from:to]
		before, after := k.luma[from-apart:][:len(here)], k.luma[from+apart:][:len(here)]
		a, b := 0, 0
		for x, c := range here {
			ahead := int(after[x]) - int(c)
			bend := ahead - (int(c) - int(before[x]))
			a += ahead * ahead
			b += bend * bend
		}
		first, second = first+float64(a), second+float64(b)
		n += len(here)
	}
	return first / float64(max(1, n)), second / float64(max(1, n))
}
