package measure

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"math/rand/v2"

	"keeplight.app/keeplight/scoring/measure/damage"
)

// street is a picture of crisp discs with deep shadows, whose path has room to show.
func street(w, h int) *image.RGBA {
	return damage.Mapped(leaves(w, h), func(_, _, _ int, v float64) float64 { return 1.25 * (v - 40) })
}

// doubled lays a second image over the first.
func doubled(img *image.RGBA, dx, dy int, share float64) *image.RGBA {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	return damage.Mapped(img, func(x, y, c int, v float64) float64 {
		other := img.Pix[min(max(y+dy, 0), h-1)*img.Stride+4*min(max(x+dx, 0), w-1)+c]
		return (1-share)*v + share*float64(other)
	})
}

// veiled lays haze over a picture, which lets so much of its light through.
func veiled(img *image.RGBA, through float64) *image.RGBA {
	return damage.Mapped(img, func(_, _, _ int, v float64) float64 { return through*v + (1-through)*212 })
}

// panned puts a crisp subject before a background that was moved.
func panned(w, h int, length, degrees float64) *image.RGBA {
	crisp := street(w, h)
	img := damage.Motion(crisp, length, degrees)
	for y := h / 3; y < 2*h/3; y++ {
		copy(img.Pix[y*img.Stride+4*w/3:y*img.Stride+4*(2*w/3)], crisp.Pix[y*crisp.Stride+4*w/3:])
	}
	return img
}

// blades is dense grass: thin strokes of many tones that lean a little.
func blades(w, h int, lean float64, seed uint64) *image.RGBA {
	r := rand.New(rand.NewPCG(seed, 5))
	img := paint(w, h, func(_, _ int) color.RGBA { return color.RGBA{60, 90, 40, 255} })
	for range w * h / 12 {
		x, y := r.Float64()*float64(w), r.Float64()*float64(h)
		sin, cos := math.Sincos(math.Pi/2 + lean*r.NormFloat64())
		tone := 0.5 + r.Float64()
		c := color.RGBA{uint8(70 * tone), uint8(110 * tone), uint8(50 * tone), 255}
		for t := range 6 + r.IntN(20) {
			img.SetRGBA(int(x+float64(t)*cos), int(y+float64(t)*sin), c)
		}
	}
	return img
}

// bars is a fence of slats with some grain along them.
func bars(w, h int) *image.RGBA {
	r := rand.New(rand.NewPCG(9, 5))
	tones := make([]float64, w)
	for x := 0; x < w; {
		tone := 30 + 200*r.Float64()
		for end := min(w, x+8+r.IntN(24)); x < end; x++ {
			tones[x] = tone + 4*r.NormFloat64()
		}
	}
	img := paint(w, h, func(x, y int) color.RGBA { return grey(tones[min(w-1, x+y/60)]) })
	for range 60 { // knots and nails
		x, y := r.IntN(w-6), r.IntN(h-6)
		for i := range 16 {
			img.SetRGBA(x+i%4, y+i/4, grey(20))
		}
	}
	return img
}

// everyBlur damages a picture in all the ways that clarity speaks of.
func everyBlur(img *image.RGBA) map[string]*image.RGBA {
	all := map[string]*image.RGBA{"undamaged": img}
	for _, v := range []float64{0.5, 1, 1.5, 2, 3, 5} {
		all[fmt.Sprintf("blur of %g", v)] = damage.Blur(img, v)
		all[fmt.Sprintf("defocus of %g", v)] = damage.Defocus(img, 1.5*v)
		all[fmt.Sprintf("motion of %g", 4*v)] = damage.Motion(img, 4*v, 30*v)
		all[fmt.Sprintf("noise of %g", 5*v)] = damage.Noise(img, 5*v)
		all[fmt.Sprintf("haze of %g", 0.15*v)] = veiled(img, 1-0.15*v)
		all[fmt.Sprintf("echo of %g", 4*v)] = doubled(img, int(4*v), int(2*v), 0.45)
		if saved, err := damage.JPEG(img, 60/v); err == nil {
			all[fmt.Sprintf("JPEG of %g", 60/v)] = saved
		}
	}
	// Without contrast nobody can tell a blur from a scene that has no detail.
	all["a veiled blur"] = damage.Mapped(damage.Blur(img, 4), func(_, _, _ int, v float64) float64 { return 20 + 0.12*v })
	return all
}

// crispCorner is crisp in a tenth of the frame.
func crispCorner(w, h int) *image.RGBA {
	crisp := street(w, h)
	img := damage.Defocus(crisp, 14)
	for y := range h * 2 / 5 {
		copy(img.Pix[y*img.Stride:y*img.Stride+4*(w*2/5)], crisp.Pix[y*crisp.Stride:])
	}
	return img
}

// halfSoft is out of focus in its left half.
func halfSoft(img *image.RGBA) *image.RGBA {
	soft := damage.Blur(img, 4)
	mixed := damage.Mapped(img, func(_, _, _ int, v float64) float64 { return v })
	half := 4 * (img.Rect.Dx() / 2)
	for y := range img.Rect.Dy() {
		copy(mixed.Pix[y*mixed.Stride:y*mixed.Stride+half], soft.Pix[y*soft.Stride:])
	}
	return mixed
}
