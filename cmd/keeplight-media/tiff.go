//go:build cgo && !notiff

package main

/*
#cgo pkg-config: libtiff-4
#include <stdlib.h>
#include "tiff.h"
*/
import "C"

import (
	"fmt"
	"image"
	"math"
	"runtime"
	"strings"
	"unsafe"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/worker/wire"
)

// libtiff is the TIFF decoder of this build.
type libtiff struct {
	limits
}

func newTIFF(l limits) decoder { return libtiff{l} }

func (libtiff) library() string {
	// "LIBTIFF, Version 4.5.0" and lines of copyright.
	first, _, _ := strings.Cut(C.GoString(C.tiff_version()), "\n")
	return "libtiff " + first[strings.LastIndex(first, " ")+1:]
}

func (libtiff) formats() []string { return []string{string(library.TIFF)} }

// tiffFile is a file that libtiff has read the structure of, at its first page
// that is a full picture.
type tiffFile struct {
	limits
	pinned runtime.Pinner
	c      *C.tiff_reader
	page   tiffPage
}

func (l libtiff) open(file []byte) (source, error) {
	f := &tiffFile{limits: l.limits}
	// libtiff reads these bytes until the file is closed.
	f.pinned.Pin(&file[0])
	var page C.struct_tiff_page
	var message [C.TIFF_MESSAGE]C.char
	f.c = C.tiff_open((*C.uint8_t)(unsafe.Pointer(&file[0])), C.size_t(len(file)), C.uint64_t(l.memory), &page, &message[0])
	if f.c == nil {
		f.pinned.Unpin()
		return nil, tiffDamaged(C.GoString(&message[0]))
	}
	f.page = tiffPage{
		width: int(page.width), height: int(page.height),
		tileWidth: int(page.tile_width), tileHeight: int(page.tile_height), stripRows: int(page.strip_rows),
		bits: int(page.bits), samples: int(page.samples), extras: int(page.extras),
		format: int(page.format), photometric: int(page.photometric), compression: int(page.compression),
		separate: page.planar == 2, orientation: int(page.orientation), inkSet: int(page.ink_set),
		isDisplayed: page.displayed != 0,
		alpha:       int(page.alpha), alphaAt: int(page.alpha_at),
	}
	return f, nil
}

func (f *tiffFile) close() {
	C.tiff_close(f.c)
	f.pinned.Unpin()
}

// size is as the picture lies in the file: who asked turns it.
func (f *tiffFile) size() (w, h int) { return f.page.width, f.page.height }

func (f *tiffFile) thumbnail() (*pixels, error) {
	return nil, faultf(wire.NoThumbnail, "the file carries no thumbnail")
}

// colours hands over how the page lies, and its profile unless the pixels are
// sRGB already.
func (f *tiffFile) colours(r *wire.Reply) {
	r.Orientation = f.page.orientation
	if f.page.keepsProfile() {
		r.ICC = f.profile()
	}
}

// profile gives the page's ICC profile, or nil where there is none for its number
// of colours. Editors that turn a photo grey leave that of before.
func (f *tiffFile) profile() []byte {
	const largest, head = 4 << 20, 128
	var bytes *C.uint8_t
	n := C.tiff_profile(f.c, &bytes)
	if n < head || n > largest {
		return nil
	}
	icc := C.GoBytes(unsafe.Pointer(bytes), C.int(n))
	if fits := map[string]int{"GRAY": 1, "RGB ": 3, "CMYK": 4}; fits[string(icc[16:20])] != f.page.shownColours() {
		return nil
	}
	return icc
}

// palette gives the colours of a page that numbers them.
func (f *tiffFile) palette() ([][3]uint8, error) {
	var tables [3]*C.uint16_t
	if C.tiff_map(f.c, &tables[0]) == 0 {
		return nil, faultf(wire.Damaged, "the file is damaged: it has no palette")
	}
	colours := make([][3]uint8, 1<<f.page.bits)
	shift := 0 // old programs write numbers of 8 bits
	for _, table := range tables {
		for _, v := range unsafe.Slice(table, len(colours)) {
			if v > math.MaxUint8 {
				shift = 8
			}
		}
	}
	for c, table := range tables {
		for i, v := range unsafe.Slice(table, len(colours)) {
			colours[i][c] = uint8(v >> shift)
		}
	}
	return colours, nil
}

// picture decodes the page: in rows of its own samples where these are known
// here, else by libtiff's own conversion.
func (f *tiffFile) picture() (*pixels, error) {
	if why := f.page.unreadable(); why != "" {
		return nil, unreadable(why)
	}
	if compression := f.page.compression; C.tiff_has_codec(C.uint16_t(compression)) == 0 {
		return nil, unreadable("it is compressed with " + compressionName(compression))
	}
	if C.tiff_is_cut(f.c) == 2 {
		return nil, faultf(wire.Damaged, "the file is damaged: it ends before its picture begins")
	}
	if f.page.isJPEGOfYCbCr() {
		C.tiff_rgb_from_jpeg(f.c)
		f.page.photometric = photometricRGB
	}
	p, err := f.canvas()
	if err != nil {
		return nil, err
	}
	if f.page.hasKnownSamples() {
		err = f.samplesTo(p)
	} else {
		err = f.convertedTo(p)
	}
	if err != nil {
		p.release()
		return nil, err
	}
	return p, nil
}

// canvas makes room for the picture where the limits allow it.
func (f *tiffFile) canvas() (*pixels, error) {
	w, h := f.page.width, f.page.height
	if 4*int64(w)*int64(h) > f.memory/2 {
		return nil, faultf(wire.TooLarge, "the picture is too large: %d x %d pixels need more than %d MB to decode", w, h, f.memory>>20)
	}
	memory := C.calloc(C.size_t(h), C.size_t(4*w))
	if memory == nil {
		return nil, faultf(wire.TooLarge, "the picture is too large: there is no memory for %d x %d pixels", w, h)
	}
	canvas := &image.RGBA{Pix: unsafe.Slice((*byte)(memory), 4*w*h), Stride: 4 * w, Rect: image.Rect(0, 0, w, h)}
	return &pixels{rgba: canvas, release: func() { C.free(memory) }}, nil
}

// convertedTo has libtiff turn the page into RGBA of 8 bits.
func (f *tiffFile) convertedTo(p *pixels) error {
	var why [C.TIFF_MESSAGE]C.char
	if C.tiff_is_rgba_ok(f.c, &why[0]) == 0 {
		return unreadable(said(C.GoString(&why[0])))
	}
	pix := p.rgba.Pix
	done := C.tiff_read_rgba(f.c, (*C.uint8_t)(unsafe.Pointer(&pix[0])))
	complaint := C.GoString(C.tiff_complaint(f.c))
	if done == 0 || complaint != "" && isUniform(pix) {
		return tiffDamaged(complaint)
	}
	if complaint != "" {
		p.damaged = partsWrong
	}
	f.noteCut(p)
	onWhite(p.rgba, true)
	return nil
}

// noteCut says of a file that ends early that it does.
func (f *tiffFile) noteCut(p *pixels) {
	if C.tiff_is_cut(f.c) != 0 {
		p.damaged = endsEarly
	}
}

const (
	endsEarly  = "the file ends early: the lower part is missing"
	partsWrong = "the file is damaged: parts of the picture are wrong"
)

// isUniform is true for pixels of 4 bytes that are all the same: nothing of a
// picture was decoded.
func isUniform(pix []byte) bool {
	for i := 4; i < len(pix); i += 4 {
		if [4]byte(pix[i:]) != [4]byte(pix) {
			return false
		}
	}
	return true
}

// tiffDamaged says what libtiff has against a file. Some kinds of picture it
// only finds to be beyond it when it decodes them.
func tiffDamaged(complaint string) error {
	for _, word := range []string{"not supported", "unsupported", "not implemented", "not allowed for", "does not support", "cannot handle", "can not handle"} {
		if strings.Contains(strings.ToLower(complaint), word) {
			return unreadable(said(complaint))
		}
	}
	if complaint == "" {
		return faultf(wire.Damaged, "the file is damaged: it holds no picture")
	}
	return faultf(wire.Damaged, "the file is damaged: %s", said(complaint))
}

// said quotes libtiff in a sentence of ours.
func said(complaint string) string {
	complaint = strings.TrimSuffix(strings.TrimPrefix(complaint, "Sorry, "), ".")
	return "its decoder says: " + complaint
}

// unreadable says that a healthy file is of a kind that cannot be read, and why.
func unreadable(why string) error {
	return &fault{kind: wire.Unsupported, text: fmt.Sprintf("this kind of TIFF cannot be read: %s", why), reason: why}
}
