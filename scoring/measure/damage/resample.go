package damage

import (
	"image"

	"golang.org/x/image/draw"
)

// Enlarge makes the picture smaller by a factor and then as large again, as a
// small file does that is shown too large.
func Enlarge(src *image.RGBA, factor float64) *image.RGBA {
	small := Resize(src, 1/factor)
	large := image.NewRGBA(image.Rect(0, 0, src.Rect.Dx(), src.Rect.Dy()))
	draw.CatmullRom.Scale(large, large.Rect, small, small.Rect, draw.Src, nil)
	return large
}

// Resize gives the picture with both sides multiplied by scale, at least 8
// pixels, filtered.
func Resize(src *image.RGBA, scale float64) *image.RGBA {
	w, h := int(scale*float64(src.Rect.Dx())+0.5), int(scale*float64(src.Rect.Dy())+0.5)
	dst := image.NewRGBA(image.Rect(0, 0, max(8, w), max(8, h)))
	draw.CatmullRom.Scale(dst, dst.Rect, src, src.Rect, draw.Src, nil)
	return dst
}

// Moire samples the picture every so many pixels without filtering, through the
// red, green and blue cells of a sensor (Bayer 1976), fills in the missing colours
// by means and enlarges the result again: stairs on edges, and false colour and
// waves in fine patterns.
func Moire(src *image.RGBA, every float64) *image.RGBA {
	w, h := max(8, int(float64(src.Rect.Dx())/every)), max(8, int(float64(src.Rect.Dy())/every))
	raw := make([]float64, w*h)
	for y := range h {
		for x := range w {
			sx, sy := x*src.Rect.Dx()/w, y*src.Rect.Dy()/h
			raw[y*w+x] = float64(src.Pix[sy*src.Stride+4*sx+cell(x, y)])
		}
	}
	small := Mapped(image.NewRGBA(image.Rect(0, 0, w, h)), func(x, y, c int, _ float64) float64 {
		if cell(x, y) == c {
			return raw[y*w+x]
		}
		var sum, n float64
		for sy := max(0, y-1); sy <= min(h-1, y+1); sy++ {
			for sx := max(0, x-1); sx <= min(w-1, x+1); sx++ {
				if cell(sx, sy) == c {
					sum, n = sum+raw[sy*w+sx], n+1
				}
			}
		}
		return sum / n
	})
	large := image.NewRGBA(image.Rect(0, 0, src.Rect.Dx(), src.Rect.Dy()))
	draw.BiLinear.Scale(large, large.Rect, small, small.Rect, draw.Src, nil)
	return large
}

// cell is the channel that a sensor's cell sees.
func cell(x, y int) int { return x&1 + y&1 }

// Halo sharpens by an unsharp mask of 1.5 pixels: above 1.5 edges show bright and
// dark rims.
func Halo(src *image.RGBA, amount float64) *image.RGBA {
	const radius = 1.5
	return Unsharp(src, radius, amount)
}

// Unsharp adds so many times the difference from a Gaussian blur of radius pixels.
func Unsharp(src *image.RGBA, radius, amount float64) *image.RGBA {
	soft := Blur(src, radius)
	return Mapped(src, func(x, y, c int, v float64) float64 {
		return v + amount*(v-float64(soft.Pix[y*soft.Stride+4*x+c]))
	})
}
