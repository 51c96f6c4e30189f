//go:build cgo

package picture

/*
#include "lcms.h"
*/
import "C"

import "unsafe"

// Conversion turns rows of samples of 16 bits into sRGB by liblcms2. It is for
// one goroutine at a time.
type Conversion struct{ rows *C.lcms_rows }

// NewConversion prepares for pixels in the colours of an ICC profile, of so many
// samples: 1 of grey, 3 of RGB, 4 of inks, 0 being none. The caller closes it. ok
// is false where the profile cannot be used, is for another number of samples, or
// is sRGB's own.
func NewConversion(icc []byte, samples int) (c *Conversion, ok bool) {
	if p, isMatrix := parseProfile(icc); !plausible(icc) || isMatrix && p.isSRGB() {
		return nil, false
	}
	return conversion(C.lcms_rows_open((*C.uchar)(unsafe.Pointer(&icc[0])), C.uint(len(icc)), C.int(samples)))
}

// NewLabConversion is NewConversion for CIE L*a*b* under D50, as ICC.1:2022 (6.3.4,
// table 12) spells it: 0..65535 are L* from 0 to 100, and a* and b* from -128 to
// 127.
func NewLabConversion() (c *Conversion, ok bool) {
	const samples = 3
	return conversion(C.lcms_rows_open(nil, 0, samples))
}

func conversion(rows *C.lcms_rows) (*Conversion, bool) {
	return &Conversion{rows}, rows != nil
}

// Row converts as many pixels as to has, of 4 bytes each, of which the fourth is
// left alone. from holds at least their samples.
func (c *Conversion) Row(to []byte, from []uint16) {
	if len(to) >= 4 {
		C.lcms_rows_convert(c.rows, (*C.uint16_t)(unsafe.Pointer(&from[0])), (*C.uchar)(unsafe.Pointer(&to[0])), C.uint(len(to)/4))
	}
}

// Close gives back what liblcms2 holds.
func (c *Conversion) Close() { C.lcms_rows_close(c.rows) }
