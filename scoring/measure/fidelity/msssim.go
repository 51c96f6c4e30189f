package fidelity

import (
	"image"
	"math"
)

const (
	scales = 5
	window = 11 // samples of a Gaussian of 1.5
)

// scaleWeights are those of the five scales, from fine to coarse (Wang 2003).
func scaleWeights() [scales]float64 { return [scales]float64{0.0448, 0.2856, 0.3001, 0.2363, 0.1333} }

// MSSSIM is the multi-scale structural similarity of luma (Wang, Simoncelli and
// Bovik 2003): 1 for equal pictures, towards 0 for ruined ones. Both pictures must
// be of one size. Scales that are smaller than its window of 11 pixels are left
// out, and the weights of the rest are raised to a sum of 1; a picture smaller than
// that has 1.
func MSSSIM(original, damaged *image.RGBA) float64 {
	a, b := lumaOf(original), lumaOf(damaged)
	weights := scaleWeights()
	product, total := 0.0, 0.0
	for s := range scales {
		if min(a.w, a.h) < window {
			break
		}
		coarser := s == scales-1 || min(a.w, a.h)/2 < window
		light, structure := similarity(a, b)
		if coarser {
			structure *= light
		}
		// A product of powers, as a sum of logarithms.
		product += weights[s] * math.Log(max(1e-4, structure))
		total += weights[s]
		if coarser {
			break
		}
		a, b = halve(a), halve(b)
	}
	if total == 0 {
		return 1
	}
	return math.Exp(product / total)
}

func lumaOf(src *image.RGBA) plane {
	p := plane{src.Rect.Dx(), src.Rect.Dy(), make([]float32, src.Rect.Dx()*src.Rect.Dy())}
	for y := range p.h {
		row := src.Pix[y*src.Stride:]
		for x := range p.w {
			p.pix[y*p.w+x] = 0.299*float32(row[4*x]) + 0.587*float32(row[4*x+1]) + 0.114*float32(row[4*x+2])
		}
	}
	return p
}

// halve averages two by two samples.
func halve(p plane) plane {
	q := plane{p.w / 2, p.h / 2, make([]float32, p.w/2*(p.h/2))}
	for y := range q.h {
		up, down := p.pix[2*y*p.w:], p.pix[(2*y+1)*p.w:]
		for x := range q.w {
			q.pix[y*q.w+x] = (up[2*x] + up[2*x+1] + down[2*x] + down[2*x+1]) / 4
		}
	}
	return q
}

// similarity gives the means over a picture of how alike the local means are, and
// of how alike contrast and structure are (Wang 2004).
func similarity(a, b plane) (light, structure float64) {
	const c1, c2 = (0.01 * 255) * (0.01 * 255), (0.03 * 255) * (0.03 * 255)
	n := len(a.pix)
	aa, bb, ab := make([]float32, n), make([]float32, n), make([]float32, n)
	for i, x := range a.pix {
		y := b.pix[i]
		aa[i], bb[i], ab[i] = x*x, y*y, x*y
	}
	g := gaussian()
	ma, mb := g.filter(a.pix, a.w, a.h), g.filter(b.pix, a.w, a.h)
	aa, bb, ab = g.filter(aa, a.w, a.h), g.filter(bb, a.w, a.h), g.filter(ab, a.w, a.h)
	for i := range ma {
		x, y := float64(ma[i]), float64(mb[i])
		xx, yy, xy := max(0, float64(aa[i])-x*x), max(0, float64(bb[i])-y*y), float64(ab[i])-x*y
		light += (2*x*y + c1) / (x*x + y*y + c1)
		structure += (2*xy + c2) / (xx + yy + c2)
	}
	return light / float64(len(ma)), structure / float64(len(ma))
}

// kernel is a filter of as many weights as a window has samples.
type kernel [window]float32

func gaussian() (k kernel) {
	const sigma = 1.5
	var total float64
	for i := range k {
		d := float64(i - window/2)
		v := math.Exp(-d * d / (2 * sigma * sigma))
		k[i] = float32(v)
		total += v
	}
	for i := range k {
		k[i] /= float32(total)
	}
	return k
}

// filter gives the weighted means of all windows that lie inside the picture.
func (k *kernel) filter(pix []float32, w, h int) []float32 {
	ow, oh := w-window+1, h-window+1
	across := make([]float32, ow*h)
	for y := range h {
		row, to := pix[y*w:(y+1)*w], across[y*ow:(y+1)*ow]
		for i, c := range k {
			for x, v := range row[i:][:ow] {
				to[x] += c * v
			}
		}
	}
	out := make([]float32, ow*oh)
	for y := range oh {
		to := out[y*ow : (y+1)*ow]
		for i, c := range k {
			for x, v := range across[(y+i)*ow:][:ow] {
				to[x] += c * v
			}
		}
	}
	return out
}
