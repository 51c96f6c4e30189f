package damage

import (
	"image"
	"math"
	"math/rand/v2"
)

// Specks sets the given share of channel values, 0..1, to black or white, as dead
// sensor cells and transmission errors do. A larger share keeps all specks of a
// smaller one.
func Specks(src *image.RGBA, share float64) *image.RGBA {
	r := rand.New(rand.NewPCG(3, 5))
	return Mapped(src, func(_, _, _ int, v float64) float64 {
		hit, white := r.Float64() < share, r.Uint64()&1 == 0
		switch {
		case !hit:
			return v
		case white:
			return 255
		}
		return 0
	})
}

// Speckle is noise that grows with light: each value is multiplied by a Gaussian
// of mean 1 and the given sd.
func Speckle(src *image.RGBA, sd float64) *image.RGBA {
	r := rand.New(rand.NewPCG(7, 11))
	return Mapped(src, func(_, _, _ int, v float64) float64 { return v * (1 + sd*r.NormFloat64()) })
}

// PSNR is the peak signal to noise ratio of b against a, of the same size, in
// decibels: 20 is plainly damaged, above 40 the eye sees no difference.
func PSNR(a, b *image.RGBA) float64 {
	var sum float64
	n := 0
	for i := range a.Pix {
		if i%4 == 3 {
			continue
		}
		d := float64(a.Pix[i]) - float64(b.Pix[i])
		sum += d * d
		n++
	}
	return 10 * math.Log10(255*255*float64(n)/max(sum, 1e-9))
}

// Towards damages a picture by the amount between lo and hi at which its PSNR is
// target; a larger amount must damage more. It gives the amount too.
func Towards(target float64, src *image.RGBA, lo, hi float64, apply func(*image.RGBA, float64) *image.RGBA) (*image.RGBA, float64) {
	const rounds = 7
	for range rounds {
		// Halving in the logarithm suits amounts that span decades.
		middle := math.Sqrt(lo * hi)
		if PSNR(src, apply(src, middle)) > target {
			lo = middle
		} else {
			hi = middle
		}
	}
	amount := math.Sqrt(lo * hi)
	return apply(src, amount), amount
}
