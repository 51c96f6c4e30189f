package picture

import (
	"image"

	"keeplight.app/keeplight/library"
)

// colours turns parts of one picture into sRGB, as toSRGB does with a whole one.
// The zero value leaves them alone.
type colours struct {
	table *lightTable // of a matrix profile
	icc   []byte      // of any other
}

// coloursOf gives those of a file.
func coloursOf(data []byte, format library.Format) colours {
	icc := profileOf(data, format)
	if len(icc) == 0 || !fitsChannels(icc, channelsOf(data, format)) {
		return colours{}
	}
	return coloursIn(icc)
}

// coloursIn gives those of an ICC profile.
func coloursIn(icc []byte) colours {
	p, ok := parseProfile(icc)
	switch {
	case !ok:
		return colours{icc: icc}
	case p.isSRGB():
		return colours{}
	}
	return colours{table: newLightTable(&p)}
}

// foreignColours gives those of a picture that a Foreign decoded.
func foreignColours(f *ForeignPicture, format library.Format) colours {
	if len(f.ICC) > 0 && fitsChannels(f.ICC, foreignChannels(f.Pixels, format)) {
		return coloursIn(f.ICC)
	}
	if p, ok := codedProfile(f.Primaries, f.Transfer, 1<<8); ok && !p.isSRGB() {
		return colours{table: newLightTable(&p)}
	}
	return colours{}
}

// toSRGB converts pixels in place.
func (c colours) toSRGB(img *image.RGBA) {
	switch {
	case c.table != nil:
		c.table.convert(img)
	case c.icc != nil:
		profiledToSRGB(img, c.icc)
	}
}
