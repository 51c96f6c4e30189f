//go:build cgo

package picture

/*
#cgo CFLAGS: -O3
#include "eighth.h"
*/
import "C"

import (
	"context"
	"encoding/binary"
	"image"
	"unsafe"
)

// eighth is a JPEG whose rows come at an eighth of their size from our own reader,
// which passes over the coefficients that are not needed. They are libjpeg's to the
// last bit; what is unusual in any way is left to libjpeg.
type eighth struct {
	header        C.eighth_header
	scan          []byte // the coded data, and what follows it
	width, height int    // of the picture at an eighth
}

// decodeEighth gives a picture with a long side of at most side pixels from an eighth
// of its size. ok is false where libjpeg has to do it, and once ctx has ended.
func decodeEighth(ctx context.Context, data []byte, side int) (img *image.RGBA, ok bool) {
	e, ok := readEighth(data)
	if !ok {
		return nil, false
	}
	return e.picture(ctx, side)
}

func (e *eighth) picture(ctx context.Context, side int) (img *image.RGBA, ok bool) {
	c := C.eighth_open(&e.header, (*C.uint8_t)(unsafe.Pointer(&e.scan[0])), C.size_t(len(e.scan)))
	if c == nil {
		return nil, false
	}
	defer C.eighth_close(c)
	dw, dh := fitted(e.width, e.height, side)
	r := newReducer(e.width, e.height, dw, dh)
	stride, down := 4*int(e.header.units_x*e.header.across), int(e.header.down)
	rows := make([]byte, stride*down)
	for y := 0; y < e.height; y += down {
		if ctx.Err() != nil || C.eighth_read(c, (*C.uint8_t)(unsafe.Pointer(&rows[0]))) == 0 {
			return nil, false
		}
		for i := range min(down, e.height-y) {
			r.add(rows[i*stride : i*stride+4*e.width])
		}
	}
	return r.dst, C.eighth_end(c) != 0
}

// readEighth reads the headers.
func readEighth(data []byte) (e *eighth, ok bool) {
	e = &eighth{}
	t := &eighthTables{}
	var frame, scan []byte
	colours, known := adobeUnsaid, true
	at := segments(data, func(s segment) bool {
		switch p := s.payload; s.marker {
		case markerDHT:
			known = known && t.readCodes(p)
		case markerDQT:
			known = known && t.readQuant(p)
		case markerDRI:
			if known = known && len(p) == 2; known {
				e.header.restart = C.int(binary.BigEndian.Uint16(p))
			}
		case markerAPP14:
			if len(p) >= 12 && string(p[:5]) == "Adobe" {
				colours = int(p[11])
			}
		case markerSOF0, markerSOF1:
			known = known && frame == nil
			frame = p
		case markerSOS:
			scan = p
		}
		return known
	})
	if !known || frame == nil || scan == nil || at >= len(data) {
		return nil, false
	}
	e.scan = data[at:]
	return e, e.shape(frame, colours) && e.choose(t, frame, scan)
}

// adobeUnsaid is that no Adobe segment says what the components are.
const adobeUnsaid = -1

// shape takes the sizes from a frame header. ok is false for colours or samplings
// that are rare.
func (e *eighth) shape(frame []byte, colours int) (ok bool) {
	if len(frame) < 6 || frame[0] != 8 || len(frame) != 6+3*int(frame[5]) {
		return false
	}
	h, w, n := int(binary.BigEndian.Uint16(frame[1:])), int(binary.BigEndian.Uint16(frame[3:])), int(frame[5])
	across, down := 1, 1
	switch n {
	case 1: // its sampling means nothing
	case 3:
		// Of others libjpeg looks at more than this to tell their colours.
		isYCC := frame[6] == 1 && frame[9] == 2 && frame[12] == 3 && (colours == adobeUnsaid || colours == 1)
		across, down = int(frame[7]>>4), int(frame[7]&15)
		if !isYCC || across < 1 || across > 2 || down < 1 || down > 2 || frame[10] != 0x11 || frame[13] != 0x11 {
			return false
		}
	default:
		return false
	}
	units := func(size, blocks int) int { return (size + 8*blocks - 1) / (8 * blocks) }
	e.header.components, e.header.across, e.header.down = C.int(n), C.int(across), C.int(down)
	e.header.units_x, e.header.units_y = C.int(units(w, across)), C.int(units(h, down))
	e.width, e.height = scaledBy(w, 1), scaledBy(h, 1)
	return w > 0 && h > 0
}

// choose takes the tables that the scan's components name. ok is false where one is
// not there, or the scan is not the only one of a baseline picture.
func (e *eighth) choose(t *eighthTables, frame, scan []byte) (ok bool) {
	n := int(e.header.components)
	if len(scan) != 4+2*n || int(scan[0]) != n || scan[1+2*n] != 0 || scan[2+2*n] != 63 || scan[3+2*n] != 0 {
		return false
	}
	for c := range n {
		dc, ac, quant := scan[2+2*c]>>4, scan[2+2*c]&15, frame[8+3*c]
		if scan[1+2*c] != frame[6+3*c] || dc > 3 || ac > 3 || quant > 3 {
			return false
		}
		if !t.hasDC[dc] || !t.hasAC[ac] || !t.hasQuant[quant] {
			return false
		}
		e.header.dc[c], e.header.ac[c], e.header.quant[c] = t.dc[dc], t.ac[ac], t.quant[quant]
	}
	return true
}

// eighthTables are those that were defined up to the scan.
type eighthTables struct {
	dc, ac                 [4]C.eighth_codes
	quant                  [4][64]C.uint16_t
	hasDC, hasAC, hasQuant [4]bool
}

// readCodes reads a DHT segment (ITU-T T.81, B.2.4.2).
func (t *eighthTables) readCodes(p []byte) (ok bool) {
	for len(p) >= 17 {
		id, n := p[0], 0
		var codes C.eighth_codes
		for i, count := range p[1:17] {
			codes.lengths[i] = C.uint8_t(count)
			n += int(count)
		}
		if n > 256 || len(p) < 17+n || id&15 > 3 || id>>4 > 1 {
			return false
		}
		for i, symbol := range p[17 : 17+n] {
			codes.symbols[i] = C.uint8_t(symbol)
		}
		if id>>4 == 0 {
			t.dc[id&15], t.hasDC[id&15] = codes, true
		} else {
			t.ac[id&15], t.hasAC[id&15] = codes, true
		}
		p = p[17+n:]
	}
	return len(p) == 0
}

// readQuant reads a DQT segment (B.2.4.1).
func (t *eighthTables) readQuant(p []byte) (ok bool) {
	for len(p) >= 65 {
		id, size := p[0], 64*int(1+p[0]>>4)
		if id&15 > 3 || id>>4 > 1 || len(p) < 1+size {
			return false
		}
		for i := range 64 {
			v := uint16(p[1+i])
			if id>>4 == 1 {
				v = binary.BigEndian.Uint16(p[1+2*i:])
			}
			t.quant[id&15][i] = C.uint16_t(v)
		}
		t.hasQuant[id&15] = true
		p = p[1+size:]
	}
	return len(p) == 0
}
