package measure

import "math"

// EdgeWidths is how many pixels strong edges take to rise (after Marziliano et al.
// 2002; a width here is an edge's height over its steepest step, so that a slow
// start does not count).
type EdgeWidths struct {
	Mean   float64    // mean log2 of the width in pixels, along rows and columns
	Sharp  float64    // that of the sharpest tenth
	Uneven float64    // mean along rows less that along columns, without sign
	Shares [3]float64 // of edges up to 1.5, 2.5 and 4 pixels
	Count  float64    // log10 of edges in a thousand samples, plus one
}

const (
	edgeLines  = 21        // every so many rows and columns are read: not in step with blocks
	edgeHeight = 20 * fine // edges that rise by so much count
	widthBins  = 32        // eighths of an octave
	leastEdges = 24
)

type widths struct {
	bins [widthBins]int
	n    int
	sum  float64
}

func (k *workspace) measureEdgeWidths() EdgeWidths {
	var across, down widths
	for y := edgeLines / 2; y < k.h; y += edgeLines {
		across.read(k.luma[y*k.w:], k.w, 1)
	}
	for x := edgeLines / 2; x < k.w; x += edgeLines {
		down.read(k.luma[x:], k.h, k.w)
	}
	all := across
	for i, n := range down.bins {
		all.bins[i] += n
	}
	all.n, all.sum = all.n+down.n, all.sum+down.sum
	samples := float64(2 * k.w * k.h / edgeLines)
	e := EdgeWidths{Count: math.Log10(1 + 1000*float64(all.n)/samples)}
	if all.n < leastEdges {
		// Without edges nothing is known: the middle of ordinary photos.
		e.Mean, e.Sharp, e.Shares = 1.2, 0.6, [3]float64{0.2, 0.6, 0.85}
		return e
	}
	e.Mean = all.sum / float64(all.n)
	e.Sharp = all.tenth()
	for i, width := range [3]float64{1.5, 2.5, 4} {
		e.Shares[i] = all.upTo(math.Log2(width))
	}
	if min(across.n, down.n) >= leastEdges {
		e.Uneven = math.Abs(across.sum/float64(across.n) - down.sum/float64(down.n))
	}
	return e
}

// read finds the edges in n samples that lie so far apart: runs that rise or fall
// without a break.
func (w *widths) read(luma []int16, n, apart int) {
	before, start := int(luma[0]), int(luma[0])
	steepest, rising := 0, true
	for i := 1; i < n; i++ {
		v := int(luma[i*apart])
		step := v - before
		if step != 0 && (step > 0) != rising {
			w.add(before-start, steepest)
			start, steepest, rising = before, 0, step > 0
		}
		steepest = max(steepest, step, -step)
		before = v
	}
	w.add(before-start, steepest)
}

func (w *widths) add(height, steepest int) {
	if height = max(height, -height); height < edgeHeight {
		return
	}
	octaves := math.Log2(float64(height) / float64(steepest))
	w.bins[min(widthBins-1, int(8*octaves))]++
	w.sum += octaves
	w.n++
}

// tenth gives the log2 width that a tenth of the edges stay below.
func (w *widths) tenth() float64 {
	left := float64(w.n) / 10
	for i, n := range w.bins {
		if left -= float64(n); left <= 0 {
			return (float64(i) + 1 + left/float64(n)) / 8
		}
	}
	return widthBins / 8
}

// upTo gives the share of edges whose log2 width is at most octaves.
func (w *widths) upTo(octaves float64) float64 {
	at := 8 * octaves
	sum := 0.0
	for i, n := range w.bins {
		sum += float64(n) * min(1, max(0, at-float64(i)))
	}
	return sum / float64(w.n)
}
