package picture

import (
	"encoding/binary"
	"image"

	"keeplight.app/keeplight/library"
)

// fitsChannels is true for a profile that can be meant for a picture of so many
// channels, 0 for a number that is not known. Editors that turn a photo grey or
// colour it again may leave the profile of before, which would take its colours
// or shift its greys; other viewers ignore it too.
func fitsChannels(icc []byte, channels int) bool {
	if len(icc) < 20 || channels == 0 {
		return true // whoever reads the profile says what it is
	}
	switch string(icc[16:20]) {
	case "GRAY":
		return channels == 1
	case "RGB ":
		return channels == 3
	case "CMYK":
		return channels == 4
	}
	return true
}

// channelsOf gives how many channels of colour a file's picture has, without its
// transparency, or 0 where that is not known.
func channelsOf(data []byte, format library.Format) int {
	switch format {
	case library.JPEG:
		if f, err := readFrame(data); err == nil {
			return f.components
		}
	case library.PNG:
		return pngChannels(data)
	case library.TIFF:
		return tiffChannels(data)
	case library.WebP:
		return 3
	}
	return 0
}

func pngChannels(data []byte) int {
	const colourType, alpha = 25, 4
	if len(data) <= colourType {
		return 0
	}
	if data[colourType]&^alpha == 0 {
		return 1
	}
	return 3
}

// tiffChannels goes by PhotometricInterpretation (TIFF 6.0, tag 262) of the
// first directory.
func tiffChannels(data []byte) int {
	const tagPhotometric, typeShort = 0x0106, 3
	order, entry := tiffEntry(data, tagPhotometric)
	if entry == nil || order.Uint16(entry[2:]) != typeShort {
		return 0
	}
	switch order.Uint16(entry[8:]) {
	case 0, 1: // white or black is zero
		return 1
	case 2, 3, 6: // RGB, a palette, YCbCr
		return 3
	case 5: // inks
		return 4
	}
	return 0
}

// tiffEntry gives the 12 bytes of a field in a TIFF's first directory and its
// byte order, or nil.
func tiffEntry(data []byte, tag uint16) (binary.ByteOrder, []byte) {
	const entrySize = 12
	if len(data) < 8 {
		return nil, nil
	}
	var order binary.ByteOrder = binary.LittleEndian
	if data[0] == 'M' {
		order = binary.BigEndian
	}
	at := int64(order.Uint32(data[4:]))
	if at+2 > int64(len(data)) {
		return nil, nil
	}
	table := data[at+2:]
	for range order.Uint16(data[at:]) {
		if len(table) < entrySize {
			return nil, nil
		}
		if order.Uint16(table) == tag {
			return order, table[:entrySize]
		}
		table = table[entrySize:]
	}
	return nil, nil
}

// isGrey is true for a picture without any colour.
func isGrey(img *image.RGBA) bool {
	for i := 0; i+4 <= len(img.Pix); i += 4 {
		if p := img.Pix[i : i+3 : i+3]; p[0] != p[1] || p[1] != p[2] {
			return false
		}
	}
	return true
}
