package damage

import (
	"image"
	"math"

	"keeplight.app/keeplight/scoring/measure/wavelet"
)

const waveletLevels = 5

// Wavelet loses what JPEG2000 loses (ITU-T T.800, 9/7 filter): all but the
// coarsest band of a wavelet is rounded towards zero to multiples of step levels
// of luma, and twice that of colour. A file's size is not simulated.
func Wavelet(src *image.RGBA, step float64) *image.RGBA {
	const grain = 1 << waveletLevels
	w, h := src.Rect.Dx(), src.Rect.Dy()
	pw, ph := (w+grain-1)/grain*grain, (h+grain-1)/grain*grain
	var ycc [3][]float32
	for c := range ycc {
		ycc[c] = make([]float32, pw*ph)
	}
	for y := range ph {
		for x := range pw {
			p := src.Pix[min(y, h-1)*src.Stride+4*min(x, w-1):]
			r, g, b := float64(p[0]), float64(p[1]), float64(p[2])
			luma := 0.299*r + 0.587*g + 0.114*b
			ycc[0][y*pw+x] = float32(luma - 128)
			ycc[1][y*pw+x], ycc[2][y*pw+x] = float32(0.564*(b-luma)), float32(0.713*(r-luma))
		}
	}
	spare := make([]float32, pw*ph)
	for c := range ycc {
		coarse := step
		if c > 0 {
			coarse *= 2
		}
		deadZone(wavelet.Field{Pix: ycc[c], Stride: pw}, pw, ph, float32(coarse), spare)
	}
	return Mapped(src, func(x, y, c int, _ float64) float64 {
		i := y*pw + x
		luma, cb, cr := float64(ycc[0][i])+128, float64(ycc[1][i]), float64(ycc[2][i])
		switch c {
		case 0:
			return luma + cr/0.713
		case 1:
			return luma - 0.344*cb - 0.714*cr
		}
		return luma + cb/0.564
	})
}

func deadZone(f wavelet.Field, w, h int, step float32, spare []float32) {
	bw, bh := w, h
	for range waveletLevels {
		f.Forward(bw, bh, spare)
		bw, bh = bw/2, bh/2
	}
	for i, v := range f.Pix {
		if i%w < bw && i/w < bh {
			continue
		}
		whole := float32(math.Trunc(float64(v / step)))
		switch {
		case whole > 0:
			whole += 0.4
		case whole < 0:
			whole -= 0.4
		}
		f.Pix[i] = whole * step
	}
	for range waveletLevels {
		bw, bh = bw*2, bh*2
		f.Inverse(bw, bh, spare)
	}
}
