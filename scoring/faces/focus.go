package faces

import (
	"image"
	"math"
)

const (
	// leastFocusWidth is the width of an eye in pixels from which its focus is known.
	leastFocusWidth = 24
	// aroundTimes is the side of what noise is read from over that of the square in
	// which focus is measured: it reaches to the calm skin below the eye.
	aroundTimes = 2
	// mostFocusSide bounds the time that a very large eye takes: of it the middle is
	// measured.
	mostFocusSide = 512

	fineSigma   = 1.0 // pixels: what this blur takes away is the finest scale
	coarseSigma = 4.0 // pixels: what this one takes away too is what it is compared with
)

// What white noise of variance 1 leaves in the finest scale and in the next: the sums
// of the squares of what two Gaussians differ by.
var (
	fineNoise   = 1 - 1/(math.Pi*fineSigma*fineSigma) + 1/(4*math.Pi*fineSigma*fineSigma)
	coarseNoise = 1/(4*math.Pi*fineSigma*fineSigma) + 1/(4*math.Pi*coarseSigma*coarseSigma) -
		1/(math.Pi*(fineSigma*fineSigma+coarseSigma*coarseSigma))
)

// leastEnergy is the energy of both scales, in squares of levels, below which there is
// nothing that could be sharp.
const leastEnergy = 2.0

// luma is a patch of the photo at full size in levels of 0..255.
type luma struct {
	w, h int
	v    []float32
}

// lumaOf takes the pixels of a layer that lie in r, a part of the photo. ok is false
// where the layer is not at full size or does not hold all of it.
func (l *layer) lumaOf(r image.Rectangle) (g luma, ok bool) {
	p := l.planes[0]
	r = r.Sub(image.Pt(floor(l.origin.x), floor(l.origin.y)))
	if l.sx != 1 || l.sy != 1 || r.Empty() || !r.In(image.Rect(0, 0, p.w, p.h)) {
		return luma{}, false
	}
	g = luma{w: r.Dx(), h: r.Dy(), v: make([]float32, r.Dx()*r.Dy())}
	for y := range g.h {
		row := p.pix[(r.Min.Y+y)*p.stride+4*r.Min.X:][:4*g.w]
		to := g.v[y*g.w:][:g.w]
		for x := range to {
			to[x] = float32(306*int(row[4*x])+601*int(row[4*x+1])+117*int(row[4*x+2])) / 1024
		}
	}
	return g, true
}

// within gives a part of a patch.
func (g luma) within(r image.Rectangle) luma {
	part := luma{w: r.Dx(), h: r.Dy(), v: make([]float32, 0, r.Dx()*r.Dy())}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		part.v = append(part.v, g.v[y*g.w+r.Min.X:][:r.Dx()]...)
	}
	return part
}

// spot is a place whose focus is measured: the square itself, and what noise is read
// from around it.
type spot struct{ square, around image.Rectangle }

// spotOf gives the place for a square of the photo of this size.
func spotOf(s square, photo image.Point) spot {
	s.side = min(s.side, mostFocusSide)
	whole := image.Rectangle{Max: photo}
	return spot{s.bounds(1).Intersect(whole), s.bounds(aroundTimes).Intersect(whole)}
}

// focus gives the share, 0..1, that the finest scale has of the energy of the two
// finest, without what noise put into both. Blur lowers it, contrast cancels out.
// known is false where there is too little to see blur by.
func (l *layer) focus(s spot) (share float64, known bool) {
	around, ok := l.lumaOf(s.around)
	if !ok {
		return 0, false
	}
	sd := around.noise()
	g := around.within(s.square.Sub(s.around.Min))
	a := g.blurred(fineSigma)
	b := g.blurred(coarseSigma)
	var fine, coarse float64
	for i, v := range g.v {
		f, c := float64(v-a.v[i]), float64(a.v[i]-b.v[i])
		fine, coarse = fine+f*f, coarse+c*c
	}
	n := float64(len(g.v))
	fine = max(0, fine/n-fineNoise*sd*sd)
	coarse = max(0, coarse/n-coarseNoise*sd*sd)
	if !(fine+coarse >= leastEnergy) {
		return 0, false
	}
	return fine / (fine + coarse), true
}

// blurred gives the patch after a Gaussian blur, with its border pixels going on
// beyond it.
func (g luma) blurred(sigma float64) luma {
	reach := int(3*sigma + 0.5)
	kernel := make([]float32, 2*reach+1)
	sum := 0.0
	for i := range kernel {
		d := float64(i - reach)
		sum += math.Exp(-d * d / (2 * sigma * sigma))
	}
	for i := range kernel {
		d := float64(i - reach)
		kernel[i] = float32(math.Exp(-d*d/(2*sigma*sigma)) / sum)
	}
	// Turned over twice, both passes read along rows.
	return g.blurredRows(kernel).blurredRows(kernel)
}

// blurredRows blurs rows, and gives them as columns.
func (g luma) blurredRows(kernel []float32) luma {
	to := luma{w: g.h, h: g.w, v: make([]float32, len(g.v))}
	reach := len(kernel) / 2
	line := make([]float32, g.w+2*reach)
	for y := range g.h {
		row := g.v[y*g.w:][:g.w]
		copy(line[reach:], row)
		for i := range reach {
			line[i], line[reach+g.w+i] = row[0], row[g.w-1]
		}
		for x := range g.w {
			var v float32
			for i, k := range kernel {
				v += k * line[x+i]
			}
			to.v[x*g.h+y] = v
		}
	}
	return to
}
