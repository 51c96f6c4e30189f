package pixels

import (
	"image"
	"slices"
)

// What counts as an edge in focus. Of a blurred edge the second derivative falls with
// the square of the blur's width, that of the first only with the width: so the second
// one tells what is sharp at the scale at which it is shown (Marr and Hildreth, 1980).
const (
	leastContrast = 36 // of the second derivative, in steps of 255: an edge that the eye sees as sharp
	mostContrast  = 96 // where everything is fine detail, as in a lawn, that still shows
	aboveNoise    = 7  // times what is usual in the picture, which is its noise where most of it is out of focus
)

// peak marks edges that are in focus.
func (m *Mask) peak(img *image.RGBA) {
	if m.W < 3 || m.H < 3 {
		return
	}
	grey := greyOf(img)
	response := make([]uint16, m.W*m.H)
	for y := 1; y < m.H-1; y++ {
		at := y * m.W
		up, here, down := grey[at-m.W:at], grey[at:at+m.W], grey[at+m.W:at+2*m.W]
		out := response[at : at+m.W]
		for x := 1; x < m.W-1; x++ {
			// Both directions and both diagonals, so that a slanted edge counts as much
			// as an upright one.
			cross := 4*int(here[x]) - int(here[x-1]) - int(here[x+1]) - int(up[x]) - int(down[x])
			out[x] = uint16(max(cross, -cross))
		}
	}
	limit := thresholdOf(response)
	for i, r := range response {
		if int(r) >= limit {
			m.Of[i] = Edge
		}
	}
}

// thresholdOf is the response from which an edge counts as in focus.
func thresholdOf(response []uint16) int {
	var count [1024 + 1]int
	for _, r := range response {
		count[min(r, 1024)]++
	}
	half, seen := len(response)/2, 0
	median := slices.IndexFunc(count[:], func(n int) bool { seen += n; return seen > half })
	return max(leastContrast, min(mostContrast, aboveNoise*median))
}

// greyOf gives the luma of all pixels.
func greyOf(img *image.RGBA) []uint8 {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	grey := make([]uint8, w*h)
	for y := range h {
		row := img.Pix[y*img.Stride : y*img.Stride+4*w]
		out := grey[y*w : (y+1)*w]
		for x := range out {
			out[x] = luma(row[4*x], row[4*x+1], row[4*x+2])
		}
	}
	return grey
}
