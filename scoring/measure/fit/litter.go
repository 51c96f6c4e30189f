package main

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"

	"golang.org/x/image/draw"
)

// litter covers the lower part of a photo with blades or leaves in its own
// colours, large at the front and small farther off. Grass, gravel and fur are
// what a head takes for noise that has seen little of them.
func litter(img *image.RGBA, r *rand.Rand) *image.RGBA {
	const fine = 2 // drawn at twice the size, so that edges are as crisp as a lens draws them
	w, h := fine*img.Rect.Dx(), fine*img.Rect.Dy()
	large := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.CatmullRom.Scale(large, large.Rect, img, img.Rect, draw.Src, nil)
	top := int(float64(h) * 0.7 * r.Float64())
	blades, density := r.IntN(2) == 0, 0.7+0.8*r.Float64()
	dark, light := 0.4+0.4*r.Float64(), 1+0.4*r.Float64()
	count := density * float64(w*(h-top)) / 9
	for n := int(count); n > 0; n-- {
		// From far to near, as nearer things hide farther ones.
		y := float64(h) - float64(h-top)*float64(n)/count
		near := 0.35 + 0.65*(y-float64(top))/float64(h-top)
		x := r.Float64() * float64(w)
		c := paled(img.RGBAAt(r.IntN(img.Rect.Dx()), img.Rect.Dy()-1-r.IntN(img.Rect.Dy()/2)), dark+(light-dark)*r.Float64())
		if blades {
			stroke(large, x, y, near*(8+30*r.Float64()), near*(0.8+1.6*r.Float64()), math.Pi/2+0.5*r.NormFloat64(), c)
		} else {
			size := near * min(22, 2/math.Sqrt(0.01+r.Float64()))
			stroke(large, x, y, size*(0.5+2*r.Float64()), size, math.Pi*r.Float64(), c)
		}
	}
	small := image.NewRGBA(img.Rect)
	draw.CatmullRom.Scale(small, small.Rect, large, large.Rect, draw.Src, nil)
	return small
}

func paled(c color.RGBA, by float64) color.RGBA {
	to := func(v uint8) uint8 { return uint8(min(255, by*float64(v))) }
	return color.RGBA{to(c.R), to(c.G), to(c.B), 255}
}

// stroke draws a tapered bar around a place.
func stroke(img *image.RGBA, x, y, length, width, angle float64, c color.RGBA) {
	sin, cos := math.Sincos(angle)
	reach := (length + width) / 2
	for py := max(0, int(y-reach)); py <= min(img.Rect.Dy()-1, int(y+reach)); py++ {
		for px := max(0, int(x-reach)); px <= min(img.Rect.Dx()-1, int(x+reach)); px++ {
			dx, dy := float64(px)-x, float64(py)-y
			along, across := math.Abs(dx*cos+dy*sin)*2/length, math.Abs(dy*cos-dx*sin)*2/width
			if along < 1 && across < 1-along*along {
				img.SetRGBA(px, py, c)
			}
		}
	}
}

// collage puts four smaller photos of the same side by side, mirrored, which makes
// detail dense.
func collage(img *image.RGBA) *image.RGBA {
	w, h := img.Rect.Dx()/2, img.Rect.Dy()/2
	quarter := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.CatmullRom.Scale(quarter, quarter.Rect, img, img.Rect, draw.Src, nil)
	whole := image.NewRGBA(image.Rect(0, 0, 2*w, 2*h))
	for y := range 2 * h {
		for x := range 2 * w {
			whole.SetRGBA(x, y, quarter.RGBAAt(min(x, 2*w-1-x), min(y, 2*h-1-y)))
		}
	}
	return whole
}
