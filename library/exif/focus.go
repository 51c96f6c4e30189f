package exif

import (
	"strconv"
	"strings"

	"keeplight.app/keeplight/library"
)

// focus gives the point of focus in the upright picture: what the maker's note
// says, else the middle of the standard's subject area.
func (t tags) focus(orientation int) library.Focus {
	point, ok := t[noteFocus].([2]float64)
	if !ok {
		point, ok = t.subject()
	}
	if !ok {
		return library.Focus{}
	}
	x, y := uprightPoint(point[0], point[1], orientation)
	return library.Focus{X: x, Y: y, Known: true}
}

// subject reads SubjectArea (EXIF 2.32, tag 0x9214): two to four numbers, of
// which the first two are the middle in pixels.
func (t tags) subject() (point [2]float64, ok bool) {
	w, h := t.number("ExifImageWidth"), t.number("ExifImageHeight")
	numbers := strings.Fields(t.text("SubjectArea"))
	if len(numbers) < 2 || w <= 0 || h <= 0 {
		return point, false
	}
	x, errX := strconv.ParseFloat(numbers[0], 64)
	y, errY := strconv.ParseFloat(numbers[1], 64)
	point = [2]float64{x / w, y / h}
	inside := point[0] > 0 && point[0] < 1 && point[1] > 0 && point[1] < 1
	return point, errX == nil && errY == nil && inside
}

// uprightPoint turns a place in the picture as it lies in the file, 0..1 from
// the left and the top, as its EXIF orientation turns the picture.
func uprightPoint(x, y float64, orientation int) (float64, float64) {
	switch orientation {
	case 2:
		return 1 - x, y
	case 3:
		return 1 - x, 1 - y
	case 4:
		return x, 1 - y
	case 5:
		return y, x
	case 6:
		return 1 - y, x
	case 7:
		return 1 - y, 1 - x
	case 8:
		return y, 1 - x
	}
	return x, y
}
