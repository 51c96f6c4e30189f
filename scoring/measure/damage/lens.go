package damage

import (
	"image"
	"math"
)

// channels is a picture taken apart, so that sums over it are quick.
type channels struct {
	w, h int
	c    [3][]float32
}

func apart(src *image.RGBA) channels {
	p := channels{w: src.Rect.Dx(), h: src.Rect.Dy()}
	for c := range p.c {
		p.c[c] = make([]float32, p.w*p.h)
		for y := range p.h {
			row := src.Pix[y*src.Stride:]
			for x := range p.w {
				p.c[c][y*p.w+x] = float32(row[4*x+c])
			}
		}
	}
	return p
}

func (p channels) together() *image.RGBA {
	dst := image.NewRGBA(image.Rect(0, 0, p.w, p.h))
	for i := range p.w * p.h {
		for c := range p.c {
			dst.Pix[4*i+c] = clamp8(float64(p.c[c][i]))
		}
		dst.Pix[4*i+3] = 255
	}
	return dst
}

// Blur is a Gaussian of the given width in pixels; the border repeats.
func Blur(src *image.RGBA, sigma float64) *image.RGBA {
	radius := int(math.Ceil(3 * sigma))
	kernel := make([]float32, 2*radius+1)
	var total float64
	for i := range kernel {
		d := float64(i - radius)
		v := math.Exp(-d * d / (2 * sigma * sigma))
		kernel[i] = float32(v)
		total += v
	}
	for i := range kernel {
		kernel[i] /= float32(total)
	}
	p := apart(src)
	half := make([]float32, p.w*p.h)
	for c := range p.c {
		// Each pass exchanges rows and columns.
		filterAcross(half, p.c[c], p.w, p.h, kernel)
		filterAcross(p.c[c], half, p.h, p.w, kernel)
	}
	return p.together()
}

func filterAcross(dst, src []float32, w, h int, kernel []float32) {
	radius := len(kernel) / 2
	line := make([]float32, w+2*radius)
	for y := range h {
		pad(line, src[y*w:(y+1)*w], radius)
		for x := range w {
			var s float32
			for i, k := range kernel {
				s += k * line[x+i]
			}
			dst[x*h+y] = s
		}
	}
}

// pad copies a row with its ends repeated radius times.
func pad(line, row []float32, radius int) {
	copy(line[radius:], row)
	for i := range radius {
		line[i], line[radius+len(row)+i] = row[0], row[len(row)-1]
	}
}

// Defocus spreads each point over a disc of the given radius in pixels.
func Defocus(src *image.RGBA, radius float64) *image.RGBA {
	reach := int(math.Ceil(radius))
	p := apart(src)
	sums := make([]float64, p.w+2*reach+3)
	line := make([]float32, p.w+2*reach+2)
	for c := range p.c {
		out := make([]float64, p.w*p.h)
		var area float64
		for dy := -reach; dy <= reach; dy++ {
			half := math.Sqrt(math.Max(0, radius*radius-float64(dy*dy)))
			if half == 0 {
				continue
			}
			area += 2 * half
			for y := range p.h {
				sy := min(max(y+dy, 0), p.h-1)
				pad(line, p.c[c][sy*p.w:(sy+1)*p.w], reach+1)
				for i, v := range line {
					sums[i+1] = sums[i] + float64(v)
				}
				to := out[y*p.w : (y+1)*p.w]
				for x := range to {
					middle := float64(x+reach+1) + 0.5
					to[x] += upTo(sums, line, middle+half) - upTo(sums, line, middle-half)
				}
			}
		}
		for i, v := range out {
			p.c[c][i] = float32(v / area)
		}
	}
	return p.together()
}

// upTo is the sum of a line from its start to a place between samples.
func upTo(sums []float64, line []float32, at float64) float64 {
	i := min(int(at), len(line)-1)
	return sums[i] + (at-float64(i))*float64(line[i])
}

// Motion smears the picture along a straight path of the given length in pixels
// and angle in degrees, as a moving camera does.
func Motion(src *image.RGBA, length, degrees float64) *image.RGBA {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	path := make([]place, int(math.Ceil(length))+2)
	for i := range path {
		t := float64(i) / float64(len(path)-1) * length
		path[i] = place{t * cos, t * sin}
	}
	return along(src, path)
}

// addShifted adds a channel, moved by a part of a pixel too, to out.
func (p channels) addShifted(out []float32, c int, dx, dy float64) {
	x0, y0 := int(math.Floor(dx)), int(math.Floor(dy))
	tx, ty := float32(dx-float64(x0)), float32(dy-float64(y0))
	for y := range p.h {
		up := p.c[c][min(max(y+y0, 0), p.h-1)*p.w:]
		down := p.c[c][min(max(y+y0+1, 0), p.h-1)*p.w:]
		to := out[y*p.w : (y+1)*p.w]
		for x := range to {
			l, r := min(max(x+x0, 0), p.w-1), min(max(x+x0+1, 0), p.w-1)
			to[x] += (1-ty)*((1-tx)*up[l]+tx*up[r]) + ty*((1-tx)*down[l]+tx*down[r])
		}
	}
}
