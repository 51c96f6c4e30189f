//go:build cgo

package picture

/*
#cgo pkg-config: lcms2
#include "lcms.h"
*/
import "C"

import (
	"image"
	"unsafe"
)

// profiledToSRGB converts opaque pixels in place by liblcms2, which also
// understands profiles of tables and of grey. It gives false, and leaves the
// pixels alone, where the profile cannot be used.
//
// The library sees hostile bytes within this process, as libturbojpeg does: it
// is fuzzed widely, and what reaches it is bounded in size (maxProfile), looks
// like a profile of a photograph (plausible), and cannot allocate at will.
func profiledToSRGB(img *image.RGBA, icc []byte) bool { return transform(img, icc, false) }

// cmykToSRGB converts pixels of the inverted CMYK that Adobe writes in place to
// opaque RGBA.
func cmykToSRGB(img *image.RGBA, icc []byte) bool {
	if !transform(img, icc, true) {
		return false
	}
	makeOpaque(img)
	return true
}

// transform takes about 7 ms to set up and 45 ns a pixel. Photographs seldom
// get here, so the transformations are not kept.
func transform(img *image.RGBA, icc []byte, cmyk bool) bool {
	if len(img.Pix) == 0 || !plausible(icc) {
		return false
	}
	ink := C.int(0)
	if cmyk {
		ink = 1
	}
	return C.lcms_to_srgb((*C.uchar)(unsafe.Pointer(&icc[0])), C.uint(len(icc)),
		(*C.uchar)(unsafe.Pointer(&img.Pix[0])), C.uint(len(img.Pix)/4), ink) != 0
}
