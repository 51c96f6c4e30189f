package damage

import (
	"image"
	"math"

	"keeplight.app/keeplight/scoring/measure/wavelet"
)

// Denoise takes noise out as plain cameras do, and fine texture with it: what the
// bands of a wavelet hold is pulled towards zero by strength levels, twice that in
// colour (soft threshold, Donoho 1995). Edges stay.
func Denoise(src *image.RGBA, strength float64) *image.RGBA {
	return inBands(src, func(c int) func(v float32) float32 {
		by := float32(strength)
		if c > 0 {
			by *= 2
		}
		return func(v float32) float32 {
			return float32(math.Copysign(float64(max(0, float32(math.Abs(float64(v)))-by)), float64(v)))
		}
	})
}

// Median replaces each channel value by the middle one of itself and its eight
// neighbours, rounds times: grain goes, and so does all that is thinner than two
// pixels.
func Median(src *image.RGBA, rounds int) *image.RGBA {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	for range rounds {
		from := src
		src = Mapped(from, func(x, y, c int, _ float64) float64 {
			var nine [9]uint8
			for i := range nine {
				sx, sy := min(max(x+i%3-1, 0), w-1), min(max(y+i/3-1, 0), h-1)
				v, j := from.Pix[sy*from.Stride+4*sx+c], i
				for ; j > 0 && nine[j-1] > v; j-- {
					nine[j] = nine[j-1]
				}
				nine[j] = v
			}
			return float64(nine[4])
		})
	}
	return src
}

// inBands sends all but the coarsest band of a wavelet (9/7 filter), of luma and
// both colour differences, through the function that change gives for a channel.
func inBands(src *image.RGBA, change func(channel int) func(v float32) float32) *image.RGBA {
	const grain = 1 << waveletLevels
	w, h := src.Rect.Dx(), src.Rect.Dy()
	p := lumaAndColour(src, (w+grain-1)/grain*grain, (h+grain-1)/grain*grain)
	spare := make([]float32, p.w*p.h)
	for c := range p.c {
		f, f1 := wavelet.Field{Pix: p.c[c], Stride: p.w}, change(c)
		bw, bh := p.w, p.h
		for range waveletLevels {
			f.Forward(bw, bh, spare)
			bw, bh = bw/2, bh/2
		}
		for i, v := range f.Pix {
			if i%p.w >= bw || i/p.w >= bh {
				f.Pix[i] = f1(v)
			}
		}
		for range waveletLevels {
			bw, bh = bw*2, bh*2
			f.Inverse(bw, bh, spare)
		}
	}
	return p.colours(w, h)
}
