//go:build cgo

package picture

/*
#cgo pkg-config: lcms2
#include <stdlib.h>
#include <lcms2.h>
#include <lcms2_plugin.h>

// A profile can ask for tables far larger than itself. The largest honest one,
// 33 points in each of three directions, has less than 1 MB.
enum { MAX_ALLOCATION = 32 << 20 };

static void *bounded_malloc(cmsContext context, cmsUInt32Number size) {
	return size == 0 || size > MAX_ALLOCATION ? NULL : malloc(size);
}

static void *bounded_realloc(cmsContext context, void *block, cmsUInt32Number size) {
	return size > MAX_ALLOCATION ? NULL : realloc(block, size);
}

static void plain_free(cmsContext context, void *block) { free(block); }

// Colours of a grey picture lie in the first of four bytes, the next are skipped.
#define GREY_OF_FOUR (COLORSPACE_SH(PT_GRAY) | CHANNELS_SH(1) | EXTRA_SH(3) | BYTES_SH(1))

static cmsUInt32Number layout_of(cmsColorSpaceSignature space, int cmyk) {
	if (cmyk) return space == cmsSigCmykData ? TYPE_CMYK_8_REV : 0;
	switch (space) {
	case cmsSigRgbData: return TYPE_RGBA_8;
	case cmsSigGrayData: return GREY_OF_FOUR;
	default: return 0;
	}
}

// to_srgb converts pixels of 4 bytes in place; the fourth keeps what it has.
static int to_srgb(const unsigned char *profile, unsigned int size, unsigned char *pixels, unsigned int count, int cmyk) {
	cmsPluginMemHandler memory = {
		{ cmsPluginMagicNumber, 2060, cmsPluginMemHandlerSig, NULL },
		bounded_malloc, plain_free, bounded_realloc, NULL, NULL, NULL,
	};
	cmsContext context = cmsCreateContext(&memory, NULL);
	if (!context) return 0;
	int done = 0;
	cmsHPROFILE from = cmsOpenProfileFromMemTHR(context, profile, size);
	cmsHPROFILE to = cmsCreate_sRGBProfileTHR(context);
	cmsUInt32Number layout = from ? layout_of(cmsGetColorSpace(from), cmyk) : 0;
	if (to && layout) {
		cmsHTRANSFORM transform = cmsCreateTransformTHR(context, from, layout, to, TYPE_RGBA_8, INTENT_PERCEPTUAL, 0);
		if (transform) {
			cmsDoTransform(transform, pixels, pixels, count);
			cmsDeleteTransform(transform);
			done = 1;
		}
	}
	if (from) cmsCloseProfile(from);
	if (to) cmsCloseProfile(to);
	cmsDeleteContext(context);
	return done;
}
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
	return C.to_srgb((*C.uchar)(unsafe.Pointer(&icc[0])), C.uint(len(icc)),
		(*C.uchar)(unsafe.Pointer(&img.Pix[0])), C.uint(len(img.Pix)/4), ink) != 0
}
