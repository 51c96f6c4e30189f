//go:build cgo

package picture

/*
#cgo pkg-config: libturbojpeg
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>

enum { DECODED = 0, DECODED_WITH_WARNING = 1, REFUSED = -1 };

// The message is copied out because it dies with the handle.
static void keep_message(tjhandle t, char *message, size_t size) {
	strncpy(message, tjGetErrorStr2(t), size - 1);
	message[size - 1] = 0;
}

static int read_header(const unsigned char *data, unsigned long size,
		int *width, int *height, int *colours, char *message, size_t message_size) {
	int subsampling = 0;
	tjhandle t = tjInitDecompress();
	if (!t) return REFUSED;
	int result = tjDecompressHeader3(t, data, size, width, height, &subsampling, colours);
	if (result != 0) {
		keep_message(t, message, message_size);
		if (tjGetErrorCode(t) == TJERR_WARNING) result = DECODED_WITH_WARNING;
	}
	tjDestroy(t);
	return result;
}

static int decode(const unsigned char *data, unsigned long size, unsigned char *pixels,
		int width, int height, int format, int flags, char *message, size_t message_size) {
	tjhandle t = tjInitDecompress();
	if (!t) return REFUSED;
	int result = tjDecompress2(t, data, size, pixels, width, width * 4, height, format, flags);
	if (result != 0) {
		keep_message(t, message, message_size);
		if (tjGetErrorCode(t) == TJERR_WARNING) result = DECODED_WITH_WARNING;
	}
	tjDestroy(t);
	return result;
}

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
	"fmt"
	"image"
	"strings"
	"unsafe"

	"keeplight/library"
)

// turboFlags bound the scans of a progressive picture, each of which costs a
// full pass (CVE-2020-14153 and its like). The fast transform and the fast
// upsampling are left off: they gain nothing measurable with SIMD, and at high
// quality the fast transform is off by more than the JPEG itself.
const turboFlags = C.TJFLAG_LIMITSCANS

// messageSize is libturbojpeg's JMSG_LENGTH_MAX.
const messageSize = 200

// decodeFast decodes with libturbojpeg at the smallest scale that is enough for
// side, then averages down. Only API of version 2 is used, which 3 still has.
func decodeFast(data []byte, f frame, side int) (decoded, error) {
	colours, err := turboHeader(data, f)
	if err != nil {
		return decoded{}, err
	}
	n := scaleFor(max(f.width, f.height), side)
	w, h := scaledBy(f.width, n), scaledBy(f.height, n)
	if err := checkSize(w, h, 0); err != nil {
		return decoded{}, err
	}
	format := C.int(C.TJPF_RGBA)
	cmyk := colours == C.TJCS_CMYK || colours == C.TJCS_YCCK
	if cmyk {
		format = C.TJPF_CMYK
	}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	var message [messageSize]C.char
	result := C.decode((*C.uchar)(unsafe.Pointer(&data[0])), C.ulong(len(data)), (*C.uchar)(unsafe.Pointer(&img.Pix[0])),
		C.int(w), C.int(h), format, turboFlags, &message[0], messageSize)
	text := C.GoString(&message[0])
	if result == C.REFUSED {
		return decoded{}, errors.New(strings.ToLower(text))
	}
	switch {
	case cmyk:
		if !cmykToSRGB(img, profileOf(data, library.JPEG)) {
			invertedCMYK(img)
		}
	case result == C.DECODED_WITH_WARNING:
		// A fatal error behind a warning is reported as the warning, and what
		// was not reached is still transparent.
		makeOpaque(img)
	}
	return decoded{pixels: Fit(img, side), width: f.width, height: f.height, damaged: damageOf(text)}, nil
}

// turboHeader asks libturbojpeg how it understands the colours, and makes sure
// that it sees the size that was checked: the buffer is made for that size.
func turboHeader(data []byte, f frame) (colours C.int, err error) {
	var w, h C.int
	var message [messageSize]C.char
	result := C.read_header((*C.uchar)(unsafe.Pointer(&data[0])), C.ulong(len(data)), &w, &h, &colours, &message[0], messageSize)
	if result == C.REFUSED {
		return 0, errors.New(strings.ToLower(C.GoString(&message[0])))
	}
	if w == 0 || h == 0 {
		return 0, problemf(ErrDamaged, noPicture) // what libturbojpeg gives for a header that is cut off
	}
	if int(w) != f.width || int(h) != f.height {
		return 0, fmt.Errorf("the header says %d x %d pixels and also %d x %d", f.width, f.height, w, h)
	}
	return colours, nil
}

// damageOf says in plain words what a warning of libjpeg means for the picture.
func damageOf(warning string) string {
	switch {
	case warning == "", strings.Contains(warning, "extraneous bytes"):
		// Left-over bytes between segments cost no pixel; many cameras write them.
		return ""
	case strings.Contains(warning, "Premature end"):
		return endsEarly
	case strings.Contains(warning, "Invalid SOS parameters"), strings.Contains(warning, "Unknown Adobe"),
		strings.Contains(warning, "Warning: unknown JFIF"):
		return ""
	}
	return spoiled
}

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

// scaleFor gives the smallest of the scales n/8 for which libjpeg has fast
// transforms that leaves a long side of at least side pixels.
func scaleFor(long, side int) int {
	if side > 0 {
		for _, n := range []int{1, 2, 4} {
			if scaledBy(long, n) >= side {
				return n
			}
		}
	}
	return 8
}

// scaledBy is libjpeg's own rounding of a length at scale n/8.
func scaledBy(length, n int) int { return (length*n + 7) / 8 }

// invertedCMYK turns pixels of 4 bytes in place from the inverted CMYK that
// Adobe writes, where 255 means no ink, to opaque RGBA. Nearly every CMYK JPEG
// is Adobe's; without an ICC profile this is what other viewers show too.
func invertedCMYK(img *image.RGBA) {
	for i := 0; i+4 <= len(img.Pix); i += 4 {
		p := img.Pix[i : i+4 : i+4]
		key := uint32(p[3])
		for c := range 3 {
			p[c] = uint8((uint32(p[c])*key + 127) / 255)
		}
		p[3] = 255
	}
}

func makeOpaque(img *image.RGBA) {
	for i := 3; i < len(img.Pix); i += 4 {
		img.Pix[i] = 255
	}
}
