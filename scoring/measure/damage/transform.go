package damage

import (
	"image"
	"math"
)

// Blocks loses what codecs lose that cut a picture into side x side blocks of a
// cosine transform and smooth the seams afterwards: 4 is about WebP's, 16 about
// HEIC's. Coefficients are rounded to multiples of step levels, those of colour,
// kept at half the size, too. Neither prediction nor a file's size is simulated.
func Blocks(src *image.RGBA, side int, step float64) *image.RGBA {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	pad := 2 * side
	p := lumaAndColour(src, (w+pad-1)/pad*pad, (h+pad-1)/pad*pad)
	t := newTransform(side)
	t.code(p.c[0], p.w, p.h, float32(step))
	for c := 1; c < 3; c++ {
		half := halved(p.c[c], p.w, p.h)
		t.code(half, p.w/2, p.h/2, float32(step))
		doubled(p.c[c], half, p.w, p.h)
	}
	return p.colours(w, h)
}

// transform is an orthonormal cosine transform (DCT-II) of a block's rows or
// columns.
type transform struct {
	side int
	wave []float32 // side waves of side samples
}

func newTransform(side int) *transform {
	t := &transform{side: side, wave: make([]float32, side*side)}
	for k := range side {
		scale := math.Sqrt(2 / float64(side))
		if k == 0 {
			scale = math.Sqrt(1 / float64(side))
		}
		for n := range side {
			t.wave[k*side+n] = float32(scale * math.Cos(math.Pi*float64((2*n+1)*k)/float64(2*side)))
		}
	}
	return t
}

// code rounds every block of a plane and smooths the seams between them.
func (t *transform) code(plane []float32, w, h int, step float32) {
	n := t.side
	block, spare := make([]float32, n*n), make([]float32, n*n)
	for y0 := 0; y0 < h; y0 += n {
		for x0 := 0; x0 < w; x0 += n {
			for y := range n {
				copy(block[y*n:(y+1)*n], plane[(y0+y)*w+x0:])
			}
			// Each pass exchanges rows and columns.
			t.forward(spare, block)
			t.forward(block, spare)
			for i, v := range block {
				block[i] = deadZone(v, step)
				if i == 0 {
					block[i] = step * float32(math.Round(float64(v/step)))
				}
			}
			t.back(spare, block)
			t.back(block, spare)
			for y := range n {
				copy(plane[(y0+y)*w+x0:][:n], block[y*n:(y+1)*n])
			}
		}
	}
	smoothSeams(plane, w, h, n, step)
}

func (t *transform) forward(to, from []float32) {
	n := t.side
	for y := range n {
		row := from[y*n : (y+1)*n]
		for k := range n {
			var s float32
			for i, c := range t.wave[k*n : (k+1)*n] {
				s += c * row[i]
			}
			to[k*n+y] = s
		}
	}
}

func (t *transform) back(to, from []float32) {
	n := t.side
	for y := range n {
		for x := range n {
			to[x*n+y] = 0
		}
		for k, v := range from[y*n : (y+1)*n] {
			if v == 0 {
				continue
			}
			for i, c := range t.wave[k*n : (k+1)*n] {
				to[i*n+y] += v * c
			}
		}
	}
}

// smoothSeams softens the step across a seam where it is no larger than rounding
// can have made it (in the manner of H.264's filter, List et al. 2003).
func smoothSeams(plane []float32, w, h, side int, step float32) {
	for y := range h {
		for x := side; x < w; x += side {
			smoothSeam(plane, y*w+x, 1, step)
		}
	}
	for y := side; y < h; y += side {
		for x := range w {
			smoothSeam(plane, y*w+x, w, step)
		}
	}
}

func smoothSeam(plane []float32, i, apart int, step float32) {
	a, b, c, d := plane[i-2*apart], plane[i-apart], plane[i], plane[i+apart]
	if float32(math.Abs(float64(c-b))) > step {
		return
	}
	by := (4*(c-b) + a - d) / 8
	plane[i-apart], plane[i] = b+by, c-by
	plane[i-2*apart], plane[i+apart] = a+by/4, d-by/4
}

// halved averages two by two samples.
func halved(plane []float32, w, h int) []float32 {
	half := make([]float32, w/2*(h/2))
	for y := range h / 2 {
		for x := range w / 2 {
			i := 2*y*w + 2*x
			half[y*(w/2)+x] = (plane[i] + plane[i+1] + plane[i+w] + plane[i+w+1]) / 4
		}
	}
	return half
}

// doubled repeats each sample of half two by two times.
func doubled(plane, half []float32, w, h int) {
	for y := range h {
		for x := range w {
			plane[y*w+x] = half[y/2*(w/2)+x/2]
		}
	}
}
