package fidelity

import (
	"image"
	"math"
)

// MDSI is the mean deviation similarity index (Nafchi et al. 2016): gradients of
// luma and differences of colour are compared pixel by pixel, and what counts is
// how unevenly they agree. It is 0 for equal pictures and about 0.7 for ruined
// ones. Both pictures must be of one size; of less than 3 x 3 pixels it is 0.
func MDSI(original, damaged *image.RGBA) float64 {
	const (
		c1, c2, c3 = 140, 55, 550
		structure  = 0.6 // and 0.4 for colour
		power      = 0.25
	)
	a, b := opponentsOf(original), opponentsOf(damaged)
	if a.w < 3 || a.h < 3 {
		return 0
	}
	mixed := plane{a.w, a.h, make([]float32, a.w*a.h)}
	for i := range mixed.pix {
		mixed.pix[i] = (a.luma[i] + b.luma[i]) / 2
	}
	ga, gb, gm := gradients(plane{a.w, a.h, a.luma}), gradients(plane{a.w, a.h, b.luma}), gradients(mixed)
	similar := func(x, y, c float64) float64 { return (2*x*y + c) / (x*x + y*y + c) }
	values := make([]float64, len(ga))
	var mean float64
	for i := range values {
		x, y, m := float64(ga[i]), float64(gb[i]), float64(gm[i])
		edges := similar(x, y, c1) + similar(y, m, c2) - similar(x, m, c2)
		ha, hb, ma, mb := float64(a.first[i]), float64(b.first[i]), float64(a.second[i]), float64(b.second[i])
		colour := (2*(ha*hb+ma*mb) + c3) / (ha*ha + hb*hb + ma*ma + mb*mb + c3)
		v := structure*edges + (1-structure)*colour
		values[i] = math.Sqrt(math.Sqrt(max(0, v))) // to the power of a quarter
		mean += values[i] / float64(len(values))
	}
	var deviation float64
	for _, v := range values {
		deviation += math.Abs(v-mean) / float64(len(values))
	}
	return math.Pow(deviation, power)
}

// opponents are luma and two differences of colour (Geusebroek 2001), averaged to
// about 256 pixels on the short side.
type opponents struct {
	w, h                int
	luma, first, second []float32
}

func opponentsOf(src *image.RGBA) opponents {
	const side = 256
	by := max(1, int(float64(min(src.Rect.Dx(), src.Rect.Dy()))/side+0.5))
	o := opponents{w: src.Rect.Dx() / by, h: src.Rect.Dy() / by}
	n := o.w * o.h
	o.luma, o.first, o.second = make([]float32, n), make([]float32, n), make([]float32, n)
	for y := range o.h {
		for x := range o.w {
			var r, g, b int
			for sy := y * by; sy < (y+1)*by; sy++ {
				row := src.Pix[sy*src.Stride+4*x*by:][:4*by]
				for i := 0; i < len(row); i += 4 {
					r, g, b = r+int(row[i]), g+int(row[i+1]), b+int(row[i+2])
				}
			}
			norm := 1 / float32(by*by)
			red, green, blue := norm*float32(r), norm*float32(g), norm*float32(b)
			i := y*o.w + x
			o.luma[i] = 0.2989*red + 0.5870*green + 0.1140*blue
			o.first[i] = 0.30*red + 0.04*green - 0.35*blue
			o.second[i] = 0.34*red - 0.60*green + 0.17*blue
		}
	}
	return o
}

// plane is one channel of a picture.
type plane struct {
	w, h int
	pix  []float32
}

// gradients gives the lengths of Prewitt's gradients, 0 beyond the border's
// neighbours.
func gradients(p plane) []float32 {
	out := make([]float32, len(p.pix))
	for y := 1; y < p.h-1; y++ {
		up, row, down := p.pix[(y-1)*p.w:y*p.w], p.pix[y*p.w:(y+1)*p.w], p.pix[(y+1)*p.w:(y+2)*p.w]
		for x := 1; x < p.w-1; x++ {
			right := up[x+1] + row[x+1] + down[x+1] - up[x-1] - row[x-1] - down[x-1]
			below := down[x-1] + down[x] + down[x+1] - up[x-1] - up[x] - up[x+1]
			out[y*p.w+x] = float32(math.Sqrt(float64(right*right+below*below))) / 3
		}
	}
	return out
}
