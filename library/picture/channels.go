package picture

import (
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

// isGrey is true for a picture without any colour.
func isGrey(img *image.RGBA) bool {
	for i := 0; i+4 <= len(img.Pix); i += 4 {
		if p := img.Pix[i : i+3 : i+3]; p[0] != p[1] || p[1] != p[2] {
			return false
		}
	}
	return true
}
