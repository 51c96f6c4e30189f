package damage

import (
	"image"
	"math"
)

const waveletLevels = 5

// Wavelet loses what JPEG2000 loses (ITU-T T.800, 9/7 filter): all but the
// coarsest band of a wavelet is rounded towards zero to multiples of step levels
// of luma, and twice that of colour. A file's size is not simulated.
func Wavelet(src *image.RGBA, step float64) *image.RGBA {
	return inBands(src, func(c int) func(v float32) float32 {
		coarse := float32(step)
		if c > 0 {
			coarse *= 2
		}
		return func(v float32) float32 { return deadZone(v, coarse) }
	})
}

// deadZone rounds towards zero and gives back a value inside the step.
func deadZone(v, step float32) float32 {
	whole := float32(math.Trunc(float64(v / step)))
	switch {
	case whole > 0:
		whole += 0.4
	case whole < 0:
		whole -= 0.4
	}
	return whole * step
}

// lumaAndColour takes a picture apart into luma around 0 and the differences of
// blue and of red from it (Rec. 601), w x h in size: the border repeats.
func lumaAndColour(src *image.RGBA, w, h int) channels {
	p := channels{w: w, h: h}
	for c := range p.c {
		p.c[c] = make([]float32, w*h)
	}
	right, bottom := src.Rect.Dx()-1, src.Rect.Dy()-1
	for y := range h {
		for x := range w {
			from := src.Pix[min(y, bottom)*src.Stride+4*min(x, right):]
			r, g, b := float64(from[0]), float64(from[1]), float64(from[2])
			luma := 0.299*r + 0.587*g + 0.114*b
			p.c[0][y*w+x] = float32(luma - 128)
			p.c[1][y*w+x], p.c[2][y*w+x] = float32(0.564*(b-luma)), float32(0.713*(r-luma))
		}
	}
	return p
}

// colours undoes lumaAndColour for the upper left w x h.
func (p channels) colours(w, h int) *image.RGBA {
	return Mapped(image.NewRGBA(image.Rect(0, 0, w, h)), func(x, y, c int, _ float64) float64 {
		i := y*p.w + x
		luma, cb, cr := float64(p.c[0][i])+128, float64(p.c[1][i]), float64(p.c[2][i])
		switch c {
		case 0:
			return luma + cr/0.713
		case 1:
			return luma - 0.344*cb - 0.714*cr
		}
		return luma + cb/0.564
	})
}
