package mllm

import (
	"image"
	"math"

	"keeplight.app/keeplight/library/picture"
)

// pixelsPerToken is how many pixels one token of a picture stands for in the
// models that are offered: patches of 16 x 16, merged two by two (Qwen3-VL).
// Models with other patches get a picture of about the right size.
const pixelsPerToken = 32 * 32

// maxPixels is the area that a model with so many tokens for a picture can use;
// 0 is no limit.
func maxPixels(imageTokens int) int { return max(0, imageTokens) * pixelsPerToken }

// shrink gives the picture with an area of about pixels at most, each the average of
// what it covers: engines shrink with fewer samples, which makes fine patterns
// shimmer and depends on their version. It never enlarges; 0 is no limit.
func shrink(src *image.RGBA, pixels int) *image.RGBA {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	long := max(w, h)
	if pixels <= 0 || w*h <= pixels {
		return picture.Fit(src, long)
	}
	side := int(float64(long) * math.Sqrt(float64(pixels)/float64(w*h)))
	return picture.Fit(src, max(1, side))
}
