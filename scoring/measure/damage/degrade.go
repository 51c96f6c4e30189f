package damage

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"math"
	"math/rand/v2"
)

// Mapped gives the picture with each channel value sent through f.
func Mapped(src *image.RGBA, f func(x, y, channel int, v float64) float64) *image.RGBA {
	dst := image.NewRGBA(image.Rect(0, 0, src.Rect.Dx(), src.Rect.Dy()))
	for y := range dst.Rect.Dy() {
		for x := range dst.Rect.Dx() {
			i := y*dst.Stride + 4*x
			for c := range 3 {
				dst.Pix[i+c] = clamp8(f(x, y, c, float64(src.Pix[y*src.Stride+4*x+c])))
			}
			dst.Pix[i+3] = 255
		}
	}
	return dst
}

func clamp8(v float64) uint8 { return uint8(min(255, max(0, v+0.5))) }

// Noise adds independent Gaussian noise; the seed is fixed, so that stronger
// steps are the same noise amplified.
func Noise(src *image.RGBA, sd float64) *image.RGBA {
	r := rand.New(rand.NewPCG(1, 2))
	return Mapped(src, func(_, _, _ int, v float64) float64 { return v + sd*r.NormFloat64() })
}

// Expose multiplies light by 2^stops, as a camera would, and clips.
func Expose(src *image.RGBA, stops float64) *image.RGBA {
	gain := math.Exp2(stops)
	var table [256]float64
	for v := range table {
		table[v] = 255 * toGamma(gain*toLinear(float64(v)/255))
	}
	return Mapped(src, func(_, _, _ int, v float64) float64 { return table[int(v)] })
}

func toLinear(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

func toGamma(v float64) float64 {
	if v <= 0.0031308 {
		return 12.92 * v
	}
	return 1.055*math.Pow(v, 1/2.4) - 0.055
}

// Desaturate leaves the given share of each colour's distance from its grey.
func Desaturate(src *image.RGBA, left float64) *image.RGBA {
	return Mapped(src, func(x, y, _ int, v float64) float64 {
		p := src.Pix[y*src.Stride+4*x:]
		grey := 0.299*float64(p[0]) + 0.587*float64(p[1]) + 0.114*float64(p[2])
		return grey + left*(v-grey)
	})
}

// Rotate turns the picture and crops to the largest picture of the same shape
// without corners.
func Rotate(src *image.RGBA, degrees float64) *image.RGBA {
	w, h := float64(src.Rect.Dx()), float64(src.Rect.Dy())
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	s := math.Abs(sin)
	scale := min(w/(w*cos+h*s), h/(h*cos+w*s))
	dst := image.NewRGBA(image.Rect(0, 0, int(w*scale), int(h*scale)))
	cx, cy := float64(dst.Rect.Dx()-1)/2, float64(dst.Rect.Dy()-1)/2
	return Mapped(dst, func(x, y, c int, _ float64) float64 {
		u, v := float64(x)-cx, float64(y)-cy
		return sample(src, cos*u+sin*v+(w-1)/2, -sin*u+cos*v+(h-1)/2, c)
	})
}

// sample reads between pixels by Catmull and Rom's cubic, which keeps detail.
func sample(src *image.RGBA, x, y float64, c int) float64 {
	x0, y0 := int(math.Floor(x)), int(math.Floor(y))
	wx, wy := cubic(x-float64(x0)), cubic(y-float64(y0))
	var s float64
	for j, b := range wy {
		sy := min(max(y0+j-1, 0), src.Rect.Dy()-1)
		for i, a := range wx {
			sx := min(max(x0+i-1, 0), src.Rect.Dx()-1)
			s += a * b * float64(src.Pix[sy*src.Stride+4*sx+c])
		}
	}
	return s
}

func cubic(t float64) [4]float64 {
	return [4]float64{
		-0.5*t + t*t - 0.5*t*t*t,
		1 - 2.5*t*t + 1.5*t*t*t,
		0.5*t + 2*t*t - 1.5*t*t*t,
		-0.5*t*t + 0.5*t*t*t,
	}
}

// JPEG saves as JPEG and reads back.
func JPEG(src *image.RGBA, quality float64) (*image.RGBA, error) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, src, &jpeg.Options{Quality: int(quality)}); err != nil {
		return nil, fmt.Errorf("saving as JPEG: %w", err)
	}
	img, err := jpeg.Decode(&b)
	if err != nil {
		return nil, fmt.Errorf("reading the JPEG back: %w", err)
	}
	return toRGBA(img), nil
}

// toRGBA gives an opaque copy with its origin at (0,0).
func toRGBA(img image.Image) *image.RGBA {
	dst := image.NewRGBA(image.Rect(0, 0, img.Bounds().Dx(), img.Bounds().Dy()))
	draw.Draw(dst, dst.Rect, img, img.Bounds().Min, draw.Src)
	return dst
}
