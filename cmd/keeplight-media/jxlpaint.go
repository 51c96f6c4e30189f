//go:build cgo && !nojxl

package main

/*
#include <stdlib.h>
#include "jxl.h"
*/
import "C"

import (
	"image"
	"math"
	"unsafe"

	"keeplight.app/keeplight/library/picture"
)

// paint gives the canvas as opaque sRGB of 8 bits, and with it its memory where it
// is that already.
func (d *jxlDecoding) paint() (*pixels, error) {
	w, h := int(d.canvas.width), int(d.canvas.height)
	memory := d.canvas.pixels
	if d.canvas.wide != 0 {
		if memory = C.malloc(C.size_t(h) * C.size_t(4*w)); memory == nil {
			return nil, jxlTooLarge()
		}
	} else {
		d.canvas.pixels = nil
	}
	img := &image.RGBA{Pix: unsafe.Slice((*byte)(memory), 4*w*h), Stride: 4 * w, Rect: image.Rect(0, 0, w, h)}
	if d.canvas.wide != 0 {
		d.convert(img)
	}
	return &pixels{rgba: img, release: func() { C.free(memory) }}, nil
}

// convert turns samples of 16 bits into sRGB.
func (d *jxlDecoding) convert(img *image.RGBA) {
	w, h, n := img.Rect.Dx(), img.Rect.Dy(), d.samples()
	conversion, converted := d.conversion()
	if converted {
		defer conversion.Close()
	}
	samples := unsafe.Slice((*uint16)(d.canvas.pixels), w*h*n)
	var row []uint16
	for y := range h {
		to := img.Pix[y*img.Stride : y*img.Stride+4*w]
		row = d.row(row[:0], samples[y*w*n:(y+1)*w*n], y*w)
		switch {
		case converted:
			conversion.Row(to, row)
		case d.hasInks():
			fromInks(to, row)
		default:
			narrow(to, row)
		}
		for i := 3; i < len(to); i += 4 {
			to[i] = 255
		}
		if d.canvas.alpha != nil {
			layOnWhite(to, unsafe.Slice((*uint16)(unsafe.Pointer(d.canvas.alpha)), w*h)[y*w:(y+1)*w])
		}
	}
}

// conversion is what the samples need, if anything. Light beyond white comes by
// code points, which are for three colours.
func (d *jxlDecoding) conversion() (c *picture.Conversion, ok bool) {
	if d.chosen.primaries != 0 {
		return picture.NewCodedConversion(int(d.chosen.primaries), int(d.chosen.transfer))
	}
	return picture.NewConversion(d.profile, int(d.info.colours))
}

// row appends the samples of a row as its conversion wants them; at is the number
// of its first pixel.
func (d *jxlDecoding) row(to, samples []uint16, at int) []uint16 {
	switch {
	case d.hasInks():
		black := unsafe.Slice((*uint16)(unsafe.Pointer(d.canvas.black)), at+len(samples)/3)[at:]
		for i, k := range black { // in the file ink is what is missing of white
			s := samples[3*i : 3*i+3]
			to = append(to, math.MaxUint16-s[0], math.MaxUint16-s[1], math.MaxUint16-s[2], math.MaxUint16-k)
		}
		return to
	case d.samples() == 1 && d.chosen.primaries != 0:
		for _, v := range samples {
			to = append(to, v, v, v)
		}
		return to
	}
	return append(to, samples...)
}

// narrow paints grey or RGB of 16 bits as it is.
func narrow(to []byte, samples []uint16) {
	to8 := func(v uint16) uint8 { return uint8((uint32(v)*255 + math.MaxUint16/2) / math.MaxUint16) }
	colours := len(samples) / (len(to) / 4)
	for i := 0; i+4 <= len(to); i += 4 {
		s := samples[i/4*colours : (i/4+1)*colours]
		to[i], to[i+1], to[i+2] = to8(s[0]), to8(s[colours/2]), to8(s[colours-1])
	}
}
