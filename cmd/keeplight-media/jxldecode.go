//go:build cgo && !nojxl

package main

/*
#include <stdlib.h>
#include "jxl.h"
*/
import "C"

import (
	"unsafe"
)

// jxlDecoding is a picture on its way out of a file. Its canvas is C's memory until
// close.
type jxlDecoding struct {
	*jxlFile
	width, height int // of the canvas
	chosen        C.struct_jxl_colours
	profile       []byte // of samples of 16 bits
	canvas        C.struct_jxl_canvas
}

func (d *jxlDecoding) close() {
	for _, memory := range []unsafe.Pointer{d.canvas.pixels, unsafe.Pointer(d.canvas.sums), unsafe.Pointer(d.canvas.black), unsafe.Pointer(d.canvas.alpha)} {
		C.free(memory)
	}
	d.canvas = C.struct_jxl_canvas{}
}

// decode paints what the first bytes of the file hold: how it ended, and the share
// of the picture that can be shown.
func (d *jxlDecoding) decode(length int) (state C.int, shown float64, err error) {
	r, err := d.reader(length)
	if err != nil {
		return C.JXL_WRONG, 0, err
	}
	defer r.close()
	state = C.jxl_choose_colours(r.c, &d.chosen)
	if state == C.JXL_DONE {
		if d.chosen.srgb == 0 && d.profile == nil {
			d.profile = profileOfJXL(r.c)
		}
		if err := d.makeCanvas(); err != nil {
			return state, 0, err
		}
		var share C.double
		state = C.jxl_decode(r.c, &d.canvas, &share)
		shown = float64(share)
	}
	if state == C.JXL_MEMORY {
		return state, 0, jxlTooLarge()
	}
	return state, shown, nil
}

// rescue decodes a file whose decoding ended badly as far as it goes, and gives the
// share of the picture that can be shown.
//
// libjxl shows what it has of a file that ends early, but nothing of one with an
// error in it. So of that ever more of the bytes in front of the error are given to
// it as if they were all.
func (d *jxlDecoding) rescue(ended C.int) (shown float64, err error) {
	if d.isReduced() { // which shows nothing of a part
		d.close()
		d.width, d.height = d.size()
	}
	if ended == C.JXL_CUT {
		_, shown, err = d.decode(len(d.file))
		return shown, err
	}
	good, bad := 0, len(d.file)
	for range d.tries() {
		length := good + (bad-good)/2
		if length == 0 {
			break
		}
		state, part, err := d.decode(length)
		switch {
		case err == nil && state == C.JXL_CUT && part > 0:
			good, shown = length, part
		case err != nil || state == C.JXL_CUT:
			good = length // too few to show anything, or even to say what it is
		default:
			bad = length
		}
	}
	return shown, nil
}

// tries is how often a broken picture is decoded in search of what can be shown. A
// large one would take minutes.
func (d *jxlDecoding) tries() int {
	const most, pixels = 6, 120_000_000
	w, h := d.size()
	return min(most, pixels/(w*h))
}

func (d *jxlDecoding) isReduced() bool {
	w, h := d.size()
	return d.width != w || d.height != h
}

// makeCanvas makes room for the picture, white where nothing will be painted.
func (d *jxlDecoding) makeCanvas() error {
	c := &d.canvas
	if c.pixels != nil {
		return nil
	}
	if d.chosen.srgb == 0 { // light is averaged as it is seen, once it is sRGB
		d.width, d.height = d.size()
	}
	cw, ch := d.width, d.height
	c.width, c.height = C.uint32_t(cw), C.uint32_t(ch)
	samples, bytesPerPixel := d.samples(), 4
	if d.chosen.srgb == 0 {
		c.wide, bytesPerPixel = 1, 2*samples
	}
	size := C.size_t(cw * ch)
	c.pixels = C.malloc(size * C.size_t(bytesPerPixel))
	enough := c.pixels != nil
	if d.isReduced() {
		c.sums = (*C.uint64_t)(C.calloc(size*C.size_t(samples), 8))
		enough = enough && c.sums != nil
	}
	if d.hasInks() {
		c.black = (*C.uint16_t)(C.malloc(2 * size))
		enough = enough && c.black != nil
	}
	if d.hasInks() && d.info.alpha != 0 {
		c.alpha = (*C.uint16_t)(C.malloc(2 * size))
		enough = enough && c.alpha != nil
	}
	if !enough {
		d.close()
		return jxlTooLarge()
	}
	whiten(unsafe.Slice((*byte)(c.pixels), cw*ch*bytesPerPixel))
	for _, plane := range []*C.uint16_t{c.black, c.alpha} {
		if plane != nil {
			whiten(unsafe.Slice((*byte)(unsafe.Pointer(plane)), 2*cw*ch))
		}
	}
	return nil
}

func whiten(pix []byte) {
	for i := range pix {
		pix[i] = 0xff
	}
}

// samples is how many colours a pixel of the canvas has, without black.
func (d *jxlDecoding) samples() int { return min(int(d.info.colours), 3) }

// profileOfJXL gives the profile in which the pixels come, or nil.
func profileOfJXL(c *C.jxl_reader) []byte {
	const largest = 4 << 20
	n := C.jxl_profile(c, nil, 0)
	if n == 0 || n > largest {
		return nil
	}
	icc := make([]byte, n)
	if C.jxl_profile(c, (*C.uint8_t)(unsafe.Pointer(&icc[0])), n) == 0 {
		return nil
	}
	return icc
}
