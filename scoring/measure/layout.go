package measure

import "math"

// Layout is the geometry of the whole picture and of its salient region.
type Layout struct {
	Thirds      float64 // distance of the region's centroid from the nearest crossing of thirds, in sides
	Centre      float64 // distance of the region's centroid from the middle, in sides
	EdgeBox     float64 // area of the box that holds 96 % of the edges along each axis, 0..1 (Ke 2006)
	Symmetry    float64 // correlation of the left half with the mirrored right half, -1..1
	Separation  float64 // Lab distance of the mean colours of region and rest
	SharpRatio  float64 // log2 of the region's mean gradient over the rest's
	InsideEdge  float64 // share of strong cells inside the region
	OutsideEdge float64 // share of strong cells outside it, or everywhere where there is no region
	Colours     int     // colours that count: of 4096, those with a hundredth of the commonest's share (Luo & Tang 2008 count likewise)
}

// clutterEdge is the mean gradient of a cell, in levels per pixel, from which it
// counts as busy.
const clutterEdge = 7

func (k *workspace) measureLayout(lab *[3]grid, r *Region) Layout {
	l := Layout{EdgeBox: edgeBox(&k.energy), Symmetry: symmetry(&lab[0]), Colours: countColours(&k.light.colours)}
	var in, out [3]float64
	var inCells, outCells, inEnergy, outEnergy, inBusy, outBusy float64
	for i, e := range k.energy {
		busy := min(1, max(0, (e-clutterEdge/2)/clutterEdge))
		if r.inside[i] {
			inCells++
			inEnergy += e
			inBusy += busy
		} else {
			outCells++
			outEnergy += e
			outBusy += busy
		}
		for c := range lab {
			if r.inside[i] {
				in[c] += lab[c][i]
			} else {
				out[c] += lab[c][i]
			}
		}
	}
	l.OutsideEdge = outBusy / outCells
	if !r.Known() {
		return l
	}
	l.InsideEdge = inBusy / inCells
	l.SharpRatio = math.Log2((inEnergy/inCells + 0.5) / (outEnergy/outCells + 0.5))
	for c := range lab {
		l.Separation = math.Hypot(l.Separation, in[c]/inCells-out[c]/outCells)
	}
	l.Thirds = math.Hypot(offThird(r.CentreX), offThird(r.CentreY))
	l.Centre = math.Hypot(r.CentreX-0.5, r.CentreY-0.5)
	return l
}

func offThird(v float64) float64 { return min(math.Abs(v-1.0/3), math.Abs(v-2.0/3)) }

// edgeBox trims 2 % of the edges off each side (Ke 2006).
func edgeBox(energy *grid) float64 {
	var cols, rows [gridSide]float64
	var total float64
	for i, e := range energy {
		cols[i%gridSide] += e
		rows[i/gridSide] += e
		total += e
	}
	if total < 1e-9 {
		return 1
	}
	return trimmed(&cols, total) * trimmed(&rows, total)
}

func trimmed(sums *[gridSide]float64, total float64) float64 {
	const trim = 0.02
	lo, hi := 0, gridSide-1
	for s := sums[lo]; s < trim*total && lo < hi; s += sums[lo] {
		lo++
	}
	for s := sums[hi]; s < trim*total && hi > lo; s += sums[hi] {
		hi--
	}
	return float64(hi-lo+1) / gridSide
}

// symmetry correlates the picture's lightness with its mirror image.
func symmetry(l *grid) float64 {
	m := l.mean()
	var own, crossed float64
	for i, v := range l {
		mirror := i - i%gridSide + gridSide - 1 - i%gridSide
		own += (v - m) * (v - m)
		crossed += (v - m) * (l[mirror] - m)
	}
	if own < 1e-6 {
		return 1
	}
	return crossed / own
}

// countColours counts the bins of a 16 x 16 x 16 colour histogram that hold at
// least a hundredth of what the fullest one holds.
func countColours(histogram *[4096]int32) int {
	var fullest int32
	for _, n := range histogram {
		fullest = max(fullest, n)
	}
	count := 0
	for _, n := range histogram {
		if n > 0 && n*100 >= fullest {
			count++
		}
	}
	return count
}
