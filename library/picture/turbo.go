//go:build cgo

package picture

/*
#cgo pkg-config: libturbojpeg
#include <turbojpeg.h>

static unsigned long encode(const unsigned char *pixels, int width, int height,
		int subsampling, int quality, unsigned char **out) {
	unsigned long size = 0;
	*out = NULL;
	tjhandle t = tjInitCompress();
	if (!t) return 0;
	int result = tjCompress2(t, pixels, width, width * 4, height, TJPF_RGBX, out, &size, subsampling, quality, 0);
	tjDestroy(t);
	return result == 0 ? size : 0;
}
*/
import "C"

import (
	"errors"
	"image"
	"unsafe"
)

// encodeFast encodes opaque pixels with libturbojpeg.
func encodeFast(img *image.RGBA, quality int) ([]byte, error) {
	subsampling := C.int(C.TJSAMP_420)
	if quality >= fullChromaFrom {
		subsampling = C.TJSAMP_444
	}
	var out *C.uchar
	size := C.encode((*C.uchar)(unsafe.Pointer(&img.Pix[0])), C.int(img.Rect.Dx()), C.int(img.Rect.Dy()), subsampling, C.int(quality), &out)
	if out != nil {
		defer C.tjFree(out)
	}
	if size == 0 {
		return nil, errors.New("encoding a JPEG: libturbojpeg refused the picture")
	}
	return C.GoBytes(unsafe.Pointer(out), C.int(size)), nil
}
