package pixels

import "image"

// Where a pixel counts as clipped, of 255: as Lightroom and Camera Raw tell it, one
// channel that is full is a lost highlight, and all three empty a blocked shadow. One
// step is allowed for, by which JPEG and scaling round.
const (
	full  = 254
	empty = 1
)

// isHighlight is true for a pixel that lost its highlight.
func isHighlight(r, g, b uint8) bool { return max(r, g, b) >= full }

// isShadow is true for a pixel that is black without detail.
func isShadow(r, g, b uint8) bool { return max(r, g, b) <= empty }

// Channel is what a histogram counts.
type Channel int

// The channels of a histogram.
const (
	Red Channel = iota
	Green
	Blue
	Luminance

	Channels = 4
)

// Histogram is how many pixels have each value 0..255 of each channel, as sRGB stores
// them. Luminance is luma (ITU-R BT.709, 2015).
type Histogram struct {
	Of  [Channels][256]int
	All int // pixels that were counted

	highlights, shadows int
}

// mostCounted bounds how many pixels are counted: of larger pictures only some rows
// are, which changes no curve that can be seen.
const mostCounted = 4 << 20

// Count counts a picture. It is pure, and of no picture gives zeros.
func Count(img *image.RGBA) Histogram {
	var h Histogram
	if img == nil || img.Rect.Empty() {
		return h
	}
	w, rows := img.Rect.Dx(), img.Rect.Dy()
	step := 1 + (w*rows-1)/mostCounted
	for y := 0; y < rows; y += step {
		row := img.Pix[y*img.Stride : y*img.Stride+4*w]
		for i := 0; i+3 < len(row); i += 4 {
			r, g, b := row[i], row[i+1], row[i+2]
			h.Of[Red][r]++
			h.Of[Green][g]++
			h.Of[Blue][b]++
			h.Of[Luminance][luma(r, g, b)]++
			if isHighlight(r, g, b) {
				h.highlights++
			} else if isShadow(r, g, b) {
				h.shadows++
			}
		}
		h.All += w
	}
	return h
}

// Clipped is the share of pixels, 0..1, that are blocked shadows and lost highlights.
func (h *Histogram) Clipped() (shadows, highlights float64) {
	if h.All == 0 {
		return 0, 0
	}
	return float64(h.shadows) / float64(h.All), float64(h.highlights) / float64(h.All)
}

// steepest is how many times the mean of a curve its highest part may be before it is
// cut off, so that one narrow peak does not flatten all the rest.
const steepest = 6

// Curves gives the heights of all channels, 0..1, on one scale, at so many places from
// black to white. The two ends do not set the scale: a black ground would hide the rest.
func (h *Histogram) Curves(places int) [Channels][]float64 {
	var out [Channels][]float64
	if places < 1 {
		return out
	}
	top := 0.0
	for c := range out {
		even := smooth(&h.Of[c])
		for _, v := range even[1:255] {
			top = max(top, v)
		}
		out[c] = make([]float64, places)
		for i := range out[c] {
			from, to := i*256/places, max((i+1)*256/places, i*256/places+1)
			sum := 0.0
			for _, v := range even[from:to] {
				sum += v
			}
			out[c][i] = sum / float64(to-from)
		}
	}
	top = min(top, steepest*float64(h.All)/256)
	for c := range out {
		for i, v := range out[c] {
			if top > 0 {
				v /= top
			}
			out[c][i] = min(1, v)
		}
	}
	return out
}

// smooth evens out the comb that a camera's tone curve leaves in 8 bits. The two ends,
// where what is clipped piles up, stay by themselves.
func smooth(counts *[256]int) [256]float64 {
	var out [256]float64
	weights := [5]float64{1, 4, 6, 4, 1} // binomial
	for v := range out {
		sum, all := 0.0, 0.0
		for i, w := range weights {
			if u := v + i - 2; u > 0 && u < 255 {
				sum, all = sum+w*float64(counts[u]), all+w
			}
		}
		out[v] = sum / all
	}
	out[0], out[255] = float64(counts[0]), float64(counts[255])
	return out
}

// luma is the brightness of a pixel, 0..255, by ITU-R BT.709 (2015) in 16-bit fixed
// point.
func luma(r, g, b uint8) uint8 {
	return uint8((13933*int(r) + 46871*int(g) + 4732*int(b) + 1<<15) >> 16)
}
