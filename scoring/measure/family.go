package measure

import "math"

// family is what the segments near one axis say. Those that are upright, or level
// and in one wall, in the world lean in the picture by
//
//	tilt + converge * at
//
// to first order in the angles, at being how far from the middle they cross it:
// parallel lines meet in a vanishing point (Barnard 1983), which for uprights lies
// on the tilt's own direction through the middle. Some of the segments do so; the
// others lean anyhow, as branches, roofs and the lines of a receding street do.
// How many, and how much the true ones converge, is not known, so all of it is
// tried (as Coughlan & Yuille 2003 do for three axes) and weighed.
type family struct {
	lines []segment
	most  int // steps of convergence to each side that are tried
	// places is how uncertain the horizon's distance from the middle is, in half
	// long sides: there alone level lines lean like the camera. 0 for uprights.
	places float64
	usual  float64 // degrees of convergence that are not unusual

	fits   [trueShares][convergeSteps]Belief // log-likelihood ratio to lines that lean anyhow
	floors [trueShares]float64
	told   Belief // how many times likelier than on average each tilt is
}

const (
	convergeStep  = 1.5 // degrees at half a long side from the middle
	mostConverge  = 11  // steps to each side, for a camera that looks up or down steeply
	convergeSteps = 2*mostConverge + 1
	frontal       = 4    // steps: a wall that is turned more tells nothing of the tilt
	horizonPlace  = 0.35 // see family.places: an eighth of the picture's long side and more
	anyLean       = 60.0 // degrees over which lines that belong to no axis spread
	fullSegment   = 0.12 // of the long side: so long a line counts fully
	mostCounts    = 2    // and more than so often none does
	bothSides     = 0.5  // most things have two edges, which are one witness
)

// trueShares is how many shares of the segments are tried that may be true, and
// noneTrue how likely it is beforehand that none is.
const (
	trueShares = 3
	noneTrue   = 0.3
)

// shares gives those shares with how likely each is beforehand.
func shares() [trueShares][2]float64 {
	return [trueShares][2]float64{{0.1, 0.2}, {0.3, 0.25}, {0.7, 0.25}}
}

func uprightFamily() family { return family{most: mostConverge, usual: 3} }

func levelFamily() family { return family{most: frontal, usual: 1.5, places: horizonPlace} }

func convergeOf(step int) float64 { return convergeStep * float64(step-mostConverge) }

// steps gives the steps of convergence that the family tries.
func (f *family) steps() (from, to int) { return mostConverge - f.most, mostConverge + f.most }

// read fills in told from lines. side is the picture's long side in pixels.
func (f *family) read(k *leanKernels, side float64) {
	f.fit(k, side/2, leastSegment*side, fullSegment*side)
	if f.told = (Belief{}); len(f.lines) == 0 {
		for i := range f.told {
			f.told[i] = 1
		}
		return
	}
	from, to := f.steps()
	top := 0.0
	for s := range f.fits {
		for j := from; j <= to; j++ {
			most := 0.0
			for _, v := range &f.fits[s][j] {
				if v > most {
					most = v
				}
			}
			top = max(top, most+f.floors[s])
		}
	}
	var priors float64
	for j := from; j <= to; j++ {
		priors += f.prior(j)
	}
	for j := from; j <= to; j++ {
		each := f.likelihood(j, top)
		if f.places > 0 {
			each = each.spread(f.places * math.Abs(convergeOf(j)))
		}
		for i, v := range each {
			f.told[i] += f.prior(j) / priors * v
		}
	}
	none := noneTrue * math.Exp(-top)
	for i := range f.told {
		f.told[i] += none
	}
	f.told.scale(float64(tiltBins))
}

// prior says how usual a convergence is: most cameras look nearly straight ahead.
func (f *family) prior(step int) float64 {
	c := convergeOf(step) / f.usual
	return 1 / (1 + c*c)
}

// likelihood adds up the shares for one convergence, over e^top.
func (f *family) likelihood(step int, top float64) Belief {
	const negligible = -12
	var sum Belief
	for s, share := range shares() {
		floor := f.floors[s] - top
		// Many tilts that no line speaks for are equally likely.
		last, likely := math.Inf(-1), 0.0
		for i, v := range &f.fits[s][step] {
			if v != last {
				last, likely = v, 0
				if v += floor; v > negligible {
					likely = share[1] * math.Exp(v)
				}
			}
			sum[i] += likely
		}
	}
	return sum
}

// fit fills in fits and floors. Half is half a long side, and full the length of a
// line that counts fully; what counts rises from nothing at least. All in pixels.
func (f *family) fit(k *leanKernels, half, least, full float64) {
	clear(f.fits[:])
	weights := 0.0
	from, to := f.steps()
	for i := range f.lines {
		l := &f.lines[i]
		weight := bothSides * l.clear * min(mostCounts, (l.length-least)/(full-least))
		class := k.classOf(l.length)
		weights += weight
		for j := from; j <= to; j++ {
			f.add(k, j, class, l.lean-convergeOf(j)*l.at/half, weight)
		}
	}
	for s, share := range shares() {
		f.floors[s] = weights * math.Log(1-share[0])
	}
}

// add lets one line speak for the tilts near the one that it has by one
// convergence.
func (f *family) add(k *leanKernels, step, class int, tilt, weight float64) {
	sd := k.sd[class]
	reach := kernelReach * sd
	from := max(0, int(math.Ceil((tilt-reach+maxTilt)/tiltStep)))
	to := min(tiltBins-1, int(math.Floor((tilt+reach+maxTilt)/tiltStep)))
	fits, ratio := &f.fits, &k.ratio[class]
	for b := from; b <= to; b++ {
		cell := min(int(math.Abs(tiltOf(b)-tilt)*(kernelCells/sd)), kernelReach*kernelCells)
		for s := range fits {
			fits[s][step][b] += weight * ratio[s][cell]
		}
	}
}

// longest gives the longest line that leans as it should by a tilt and the
// convergence that suits it best.
func (f *family) longest(tilt, half float64) (best segment) {
	from, to := f.steps()
	bin, step, fit := binOf(tilt), mostConverge, math.Inf(-1)
	for s := range f.fits {
		for j := from; j <= to; j++ {
			if v := f.fits[s][j][bin] + f.floors[s] + math.Log(f.prior(j)); v > fit {
				step, fit = j, v
			}
		}
	}
	for _, l := range f.lines {
		off := l.lean - convergeOf(step)*l.at/half - tilt
		if math.Abs(off) <= sureWithin && l.length > best.length {
			best = l
		}
	}
	return best
}
