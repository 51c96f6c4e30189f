//go:build cgo && !notiff

package main

import (
	"encoding/binary"
	"image"
	"math"

	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/worker/wire"
)

// tiffPainter turns blocks of samples into opaque sRGB, or into the colours of a
// profile that keepsProfile leaves to others.
type tiffPainter struct {
	unpacker
	page       *tiffPage
	colours    int
	conversion *picture.Conversion // nil for none
	linear     []uint8             // sRGB by linear light, nil where samples are not that
	palette    [][3]uint8
	samples    []uint16 // of a row, pixel by pixel
	one, alpha []uint16 // of a row
}

func (f *tiffFile) newPainter(u unpacker) (*tiffPainter, error) {
	t := &tiffPainter{unpacker: u, page: &f.page, colours: f.page.colours()}
	if f.page.photometric == photometricPalette {
		var err error
		t.palette, err = f.palette()
		return t, err
	}
	if f.page.isLab() {
		var ok bool
		if t.conversion, ok = picture.NewLabConversion(); !ok {
			return nil, faultf(wire.TooLarge, "there is no memory to convert the picture's colours")
		}
		return t, nil
	}
	if !f.page.keepsProfile() {
		t.conversion, _ = picture.NewConversion(f.profile(), t.colours)
	}
	// Photoshop and others write 0..1 as linear light, and say so by a profile or
	// not at all.
	if t.conversion == nil && u.format == formatFloat && u.white == 1 && !f.page.isDisplayed && f.profile() == nil {
		t.linear = linearTable()
	}
	return t, nil
}

func (t *tiffPainter) close() {
	if t.conversion != nil {
		t.conversion.Close()
	}
}

// linearTable is sRGB's curve (IEC 61966-2-1) for light of 16 bits.
func linearTable() []uint8 {
	table := make([]uint8, 1<<16)
	for i := range table {
		v := float64(i) / math.MaxUint16
		if v <= 0.0031308 {
			v *= 12.92
		} else {
			v = 1.055*math.Pow(v, 1/2.4) - 0.055
		}
		table[i] = uint8(v*255 + 0.5)
	}
	return table
}

// block paints a block whose rows have so many bytes in each plane.
func (t *tiffPainter) block(to *image.RGBA, at *block, rowBytes int) {
	for y := range at.h {
		start := to.PixOffset(at.x, at.y+y)
		row := to.Pix[start : start+4*at.w]
		part := block{planes: make([][]byte, len(at.planes))}
		for i, plane := range at.planes {
			part.planes[i] = plane[y*rowBytes : (y+1)*rowBytes]
		}
		t.row(row, &part, at.w)
	}
}

func (t *tiffPainter) row(to []byte, at *block, w int) {
	if t.palette != nil {
		t.fromPalette(to, at, w)
		return
	}
	t.gather(at, w)
	switch {
	case t.conversion != nil:
		t.conversion.Row(to, t.samples)
	case t.colours == 4:
		fromInks(to, t.samples)
	default:
		t.plain(to)
	}
	if t.page.alpha != 0 {
		layOnWhite(to, t.alpha)
	}
}

// gather puts the colours of a row into samples, straight and as the conversion
// wants them.
func (t *tiffPainter) gather(at *block, w int) {
	if cap(t.one) < w {
		t.one, t.alpha, t.samples = make([]uint16, w), make([]uint16, w), make([]uint16, w*t.colours)
	}
	t.one, t.alpha, t.samples = t.one[:w], t.alpha[:w], t.samples[:w*t.colours]
	if t.page.alpha != 0 {
		plane, first, step := t.page.place(at, t.page.alphaAt)
		t.unpacker.row(t.alpha, plane, first, step)
	}
	for c := range t.colours {
		plane, first, step := t.page.place(at, c)
		if t.page.isLab() && t.format == formatFloat {
			t.floatLab(t.one, plane, c, first, step)
		} else {
			t.unpacker.row(t.one, plane, first, step)
			t.adapt(t.one, c)
		}
		for i, v := range t.one {
			t.samples[i*t.colours+c] = v
		}
	}
}

// adapt gives samples of a colour the meaning that all have from here on.
func (t *tiffPainter) adapt(row []uint16, colour int) {
	switch p := t.page; {
	case p.isLab():
		adaptLab(row, colour, p.photometric == photometricLab, p.bits == 16)
		return
	case p.photometric == photometricWhiteIsZero:
		for i := range row {
			row[i] = math.MaxUint16 - row[i]
		}
	}
	if t.page.alpha != alphaPremultiplied {
		return
	}
	for i, a := range t.alpha {
		if a != 0 {
			row[i] = uint16(min((uint32(row[i])*math.MaxUint16+uint32(a)/2)/uint32(a), math.MaxUint16))
		}
	}
}

// adaptLab turns TIFF's four ways to write L*a*b* (TIFF 6.0, section 23, and
// Adobe's technical note on ICCLab) into that of NewLabConversion.
func adaptLab(row []uint16, colour int, signed, wide bool) {
	for i, v := range row {
		if signed && colour > 0 {
			v ^= 0x8000
		}
		switch {
		case !wide && signed && colour > 0:
			v = (v >> 8) * 257 // the sign was turned in the high byte alone
		case wide && colour > 0:
			v = uint16(min(uint32(v)*257/256, math.MaxUint16))
		case wide && !signed:
			v = uint16(min(uint32(v)*math.MaxUint16/0xff00, math.MaxUint16))
		}
		row[i] = v
	}
}

// floatLab is for L*a*b* in its own units.
func (t *tiffPainter) floatLab(row []uint16, data []byte, colour, first, step int) {
	for i := range row {
		v := t.number(data, first+i*step)
		if colour == 0 {
			row[i] = toUint16(v / 100)
		} else {
			row[i] = toUint16((v + 128) / 255)
		}
	}
}

// plain paints grey or RGB as it is.
func (t *tiffPainter) plain(to []byte) {
	to8 := func(v uint16) uint8 {
		if t.linear != nil {
			return t.linear[v]
		}
		return uint8((uint32(v)*255 + 0x7fff) / 0xffff)
	}
	for i := 0; i+4 <= len(to); i += 4 {
		p := to[i : i+4 : i+4]
		if t.colours == 1 {
			v := to8(t.samples[i/4])
			p[0], p[1], p[2] = v, v, v
			continue
		}
		s := t.samples[i/4*3 : i/4*3+3 : i/4*3+3]
		p[0], p[1], p[2] = to8(s[0]), to8(s[1]), to8(s[2])
	}
}

func (t *tiffPainter) fromPalette(to []byte, at *block, w int) {
	plane, first, step := t.page.place(at, 0)
	for i := range w {
		var n uint32
		switch at := first + i*step; t.bits {
		case 8:
			n = uint32(plane[at])
		case 16:
			n = uint32(binary.NativeEndian.Uint16(plane[2*at:]))
		default:
			n = t.at(plane, at)
		}
		if int(n) < len(t.palette) {
			copy(to[4*i:], t.palette[n][:])
		}
	}
}

func makeOpaque(img *image.RGBA) {
	for i := 3; i < len(img.Pix); i += 4 {
		img.Pix[i] = 255
	}
}
