package exif

import "encoding/binary"

// The names under which the digits behind the second of EXIF's dates are kept.
// imagemeta gives them as numbers, which makes "05" and "5" the same, and the
// frames of a burst would change places.
const (
	subSecOriginal  = "SubSecTimeOriginal text"
	subSecDigitized = "SubSecTimeDigitized text"
	subSecModified  = "SubSecTime text"
)

// readSubSeconds adds the digits behind the second of the dates in a TIFF
// structure.
func (t tags) readSubSeconds(tiff []byte) {
	order, at, ok := tiffHeader(tiff)
	if !ok {
		return
	}
	// A CR3's block has the facts of the shot in its first directory.
	if shot, ok := findField(tiff, order, at, tagExifIFD); ok {
		at = order.Uint32(shot[8:])
	}
	for tag, name := range map[uint16]string{
		tagSubSecOriginal: subSecOriginal, tagSubSecDigitized: subSecDigitized, tagSubSec: subSecModified,
	} {
		if digits := subSeconds(tiff, order, at, tag); digits != "" {
			t[name] = digits
		}
	}
}

// subSeconds gives the digits of a field in the directory at a place.
func subSeconds(tiff []byte, order binary.ByteOrder, at uint32, tag uint16) string {
	digits, ok := findField(tiff, order, at, tag)
	if !ok || order.Uint16(digits[2:]) != typeASCII {
		return ""
	}
	n := order.Uint32(digits[4:])
	if n <= 4 {
		return string(digits[8 : 8+n])
	}
	const most = 9 // nanoseconds
	start := int64(order.Uint32(digits[8:]))
	end := start + int64(min(n, most))
	if end > int64(len(tiff)) {
		return ""
	}
	return string(tiff[start:end])
}

// findField gives the 12 bytes of a field in the directory at a place.
func findField(tiff []byte, order binary.ByteOrder, at uint32, tag uint16) ([]byte, bool) {
	start := int64(at) + 2
	if start > int64(len(tiff)) {
		return nil, false
	}
	const size = 12
	table := tiff[start:]
	for range order.Uint16(tiff[at:]) {
		if len(table) < size {
			return nil, false
		}
		if order.Uint16(table) == tag {
			return table[:size], true
		}
		table = table[size:]
	}
	return nil, false
}
