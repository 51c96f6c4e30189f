package demo

import (
	"image"
	"math"
	"slices"
)

func luma(img *image.RGBA, x, y int) float64 {
	p := img.Pix[y*img.Stride+4*x:]
	return (0.299*float64(p[0]) + 0.587*float64(p[1]) + 0.114*float64(p[2])) / 255
}

// average runs fn over all inner pixels.
func average(img *image.RGBA, fn func(x, y int) float64) float64 {
	sum := 0.0
	for y := 1; y < img.Rect.Dy()-1; y++ {
		for x := 1; x < img.Rect.Dx()-1; x++ {
			sum += fn(x, y)
		}
	}
	return sum / float64((img.Rect.Dx()-2)*(img.Rect.Dy()-2))
}

func mean(img *image.RGBA) float64 {
	return average(img, func(x, y int) float64 { return luma(img, x, y) })
}

// sharpness is the mean square of the Laplacian, times 1000.
func sharpness(img *image.RGBA) float64 {
	return 1000 * average(img, func(x, y int) float64 {
		l := 4*luma(img, x, y) - luma(img, x-1, y) - luma(img, x+1, y) - luma(img, x, y-1) - luma(img, x, y+1)
		return l * l
	})
}

func clipped(img *image.RGBA) float64 {
	return average(img, func(x, y int) float64 {
		if luma(img, x, y) > 0.985 {
			return 1
		}
		return 0
	})
}

func colourfulness(img *image.RGBA) float64 {
	return average(img, func(x, y int) float64 {
		p := img.Pix[y*img.Stride+4*x:]
		return float64(max(p[0], p[1], p[2])-min(p[0], p[1], p[2])) / 255
	})
}

// horizonAngle fits a line through the strongest step from light to dark in the
// right half of the picture, in degrees; a horizon that rises to the right is
// negative.
func horizonAngle(img *image.RGBA) float64 {
	const reach = 4
	w, h := img.Rect.Dx(), img.Rect.Dy()
	var xs, ys []float64
	for x := w / 2; x < w*19/20; x++ {
		best, at := 0.0, 0
		for y := h / 3; y < h*9/10; y++ {
			step := 0.0
			for k := 1; k <= reach; k++ {
				step += luma(img, x, y-k) - luma(img, x, y+k)
			}
			if step > best {
				best, at = step, y
			}
		}
		xs, ys = append(xs, float64(x)), append(ys, float64(at))
	}
	return math.Atan(medianSlope(xs, ys)) * 180 / math.Pi
}

// medianSlope is Theil and Sen's line: waves that outshine the horizon in some
// columns do not move it.
func medianSlope(xs, ys []float64) float64 {
	var slopes []float64
	for i := range xs {
		for j := i + len(xs)/3; j < len(xs); j++ {
			slopes = append(slopes, (ys[j]-ys[i])/(xs[j]-xs[i]))
		}
	}
	return median(slopes)
}

func median(v []float64) float64 {
	slices.Sort(v)
	return v[len(v)/2]
}
