package scoring

import (
	"image"

	"keeplight.app/keeplight/library"
)

// CloseUp shows a face of a photo larger than the preview does.
type CloseUp struct {
	Face   library.Box // in the upright picture
	Pixels *image.RGBA // like Subject.Preview; turned as that is
}

// aroundFace is how much more than the box of a face a close-up shows, as a factor: hair,
// chin and what covers them.
const aroundFace = 1.6

// leastCloseUp is the side of a close-up in pixels at least, where the photo has them.
const leastCloseUp = 64

// Around gives what a close-up of a face shows of a photo of w x h pixels: a square that
// lies in the photo, less high or wide where it is not.
func Around(face library.Box, w, h int) image.Rectangle {
	side := max(leastCloseUp, int(aroundFace*max(face.Width*float64(w), face.Height*float64(h))))
	from := func(middle float64, of int) (int, int) {
		piece := min(side, of)
		at := int(min(max(middle, 0), 1)*float64(of)) - piece/2
		at = max(0, min(at, of-piece))
		return at, at + piece
	}
	x0, x1 := from(face.X+face.Width/2, w)
	y0, y1 := from(face.Y+face.Height/2, h)
	return image.Rect(x0, y0, x1, y1)
}
