package exif

import (
	"bytes"
	"encoding/binary"

	"keeplight.app/keeplight/library"
)

// subSecondsName is the name under which the digits are kept. imagemeta gives
// them as a number, which makes "05" and "5" the same, and the frames of a
// burst would change places.
const subSecondsName = "SubSecTimeOriginal text"

// readSubSeconds adds the digits behind the second of DateTimeOriginal.
func (t tags) readSubSeconds(data []byte, f library.Format) {
	tiff := structure(data, f)
	if len(tiff) < 8 {
		return
	}
	var order binary.ByteOrder = binary.LittleEndian
	if tiff[0] == 'M' {
		order = binary.BigEndian
	}
	at := order.Uint32(tiff[4:])
	// A CR3's block has the facts of the shot in its first directory.
	if shot, ok := findField(tiff, order, at, tagExifIFD); ok {
		at = order.Uint32(shot[8:])
	}
	digits, ok := findField(tiff, order, at, tagSubSecOriginal)
	if !ok || order.Uint16(digits[2:]) != typeASCII {
		return
	}
	const most = 9 // nanoseconds
	switch n := order.Uint32(digits[4:]); {
	case n <= 4:
		t[subSecondsName] = string(digits[8 : 8+n])
	default:
		at := int64(order.Uint32(digits[8:]))
		if end := at + int64(min(n, most)); end <= int64(len(tiff)) {
			t[subSecondsName] = string(tiff[at:end])
		}
	}
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

// structure gives the TIFF structure that holds a file's EXIF data, or nil.
func structure(data []byte, f library.Format) []byte {
	if f == library.TIFF {
		return data
	}
	if f != library.JPEG {
		return nil
	}
	_, tiff, _ := bytes.Cut(data[:min(len(data), 64<<10)], []byte(header))
	return tiff
}
