//go:build cgo

package picture

/*
#include "lcms.h"
*/
import "C"

import "unsafe"

// Conversion turns rows of samples of 16 bits into sRGB. It is for one goroutine at
// a time.
//
// Matrix profiles are converted here: of 16 bits liblcms2 makes a table of 33 points
// a side of them, which is off by as much as 9 of 255 in the dark.
type Conversion struct {
	samples int                    // of a pixel
	row     func([]byte, []uint16) // of pixels that both have
	rows    *C.lcms_rows           // nil where liblcms2 is not needed
}

// NewConversion prepares for pixels in the colours of an ICC profile, of so many
// samples: 1 of grey, 3 of RGB, 4 of inks, 0 being none. The caller closes it. It
// gives nil and false where the profile cannot be used, is for another number of
// samples, or is sRGB's own.
func NewConversion(icc []byte, samples int) (c *Conversion, ok bool) {
	if !plausible(icc) {
		return nil, false
	}
	if p, isMatrix := parseProfile(icc); isMatrix {
		if samples != 3 || p.isSRGB() {
			return nil, false
		}
		p, _ = parseProfileIn(icc, 1<<16)
		return &Conversion{samples: samples, row: newLightTable(&p).row}, true
	}
	return byLittleCMS(C.lcms_rows_open((*C.uchar)(unsafe.Pointer(&icc[0])), C.uint(len(icc)), C.int(samples)), samples)
}

// NewCodedConversion is NewConversion for RGB in the colours of code points of ITU-T
// H.273, which profiles have no good words for where light is brighter than white.
func NewCodedConversion(primaries, transfer int) (c *Conversion, ok bool) {
	p, ok := codedProfile(primaries, transfer, 1<<16)
	if !ok || p.isSRGB() {
		return nil, false
	}
	return &Conversion{samples: 3, row: newLightTable(&p).row}, true
}

// NewLabConversion is NewConversion for CIE L*a*b* under D50, as ICC.1:2022 (6.3.4,
// table 12) spells it: 0..65535 are L* from 0 to 100, and a* and b* from -128 to
// 127. It is liblcms2's, table and all, as elsewhere.
func NewLabConversion() (c *Conversion, ok bool) {
	const samples = 3
	return byLittleCMS(C.lcms_rows_open(nil, 0, samples), samples)
}

func byLittleCMS(rows *C.lcms_rows, samples int) (*Conversion, bool) {
	if rows == nil {
		return nil, false
	}
	row := func(to []byte, from []uint16) {
		C.lcms_rows_convert(rows, (*C.uint16_t)(unsafe.Pointer(&from[0])), (*C.uchar)(unsafe.Pointer(&to[0])), C.uint(len(to)/4))
	}
	return &Conversion{samples: samples, row: row, rows: rows}, true
}

// Row converts as many pixels as both have. Those of to have 4 bytes, of which the
// fourth is left alone.
func (c *Conversion) Row(to []byte, from []uint16) {
	if n := min(len(to)/4, len(from)/c.samples); n > 0 {
		c.row(to[:4*n], from[:n*c.samples])
	}
}

// Close gives back what liblcms2 holds.
func (c *Conversion) Close() {
	if c.rows != nil {
		C.lcms_rows_close(c.rows)
	}
}

// row is convert for samples of 16 bits.
func (t *lightTable) row(to []byte, from []uint16) {
	red, green, blue := t.light[0], t.light[1], t.light[2]
	m, encoded := t.matrix, &t.encoded
	for i := 0; i+4 <= len(to); i += 4 {
		s, px := from[i/4*3:i/4*3+3:i/4*3+3], to[i:i+3:i+3]
		r, g, b := red[s[0]], green[s[1]], blue[s[2]]
		for c := range px {
			v := (m[c][0]*r + m[c][1]*g + m[c][2]*b + 1<<(lightShift-1)) >> lightShift
			px[c] = encoded[min(max(v, 0), lightSteps)]
		}
	}
}
