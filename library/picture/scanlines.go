//go:build cgo

package picture

/*
#cgo pkg-config: libjpeg
#include "scanlines.h"
*/
import "C"

import (
	"errors"
	"runtime"
	"strings"
	"unsafe"
)

// scanlines is one JPEG whose rows come from libjpeg-turbo one after the other,
// so that no more of the picture needs to exist at once than its user keeps.
type scanlines struct {
	c             *C.scanlines
	pin           runtime.Pinner
	width, height int  // of the rows that come out
	inks          bool // four bytes a pixel are CMYK, not RGBA
	y             int  // rows that were read or skipped
}

// openScanlines prepares for rows at eighths/8 of the size. The caller closes it.
func openScanlines(data []byte, eighths int) (*scanlines, error) {
	s := &scanlines{}
	s.pin.Pin(&data[0]) // libjpeg reads from it between the calls
	var message [C.SCANLINES_MESSAGE]C.char
	s.c = C.scanlines_open((*C.uchar)(unsafe.Pointer(&data[0])), C.ulong(len(data)), C.int(eighths), &message[0])
	if s.c == nil {
		s.pin.Unpin()
		return nil, errors.New(strings.ToLower(C.GoString(&message[0])))
	}
	var w, h, inks C.int
	C.scanlines_shape(s.c, &w, &h, &inks)
	s.width, s.height, s.inks = int(w), int(h), inks != 0
	return s, nil
}

// close gives back what libjpeg holds.
func (s *scanlines) close() {
	C.scanlines_close(s.c)
	s.pin.Unpin()
}

// crop leaves out the columns before left and those behind left+width as far as
// libjpeg can: it gives where the rows really begin. It is for before the first
// row, and s.width changes with it.
func (s *scanlines) crop(left, width int) (from int, ok bool) {
	l, w := C.uint(left), C.uint(width)
	if C.scanlines_crop(s.c, &l, &w) == 0 {
		return 0, false
	}
	s.width = int(w)
	return int(l), true
}

// skip passes over rows. It gives false where the data fails.
func (s *scanlines) skip(rows int) bool {
	if rows <= 0 {
		return true
	}
	s.y += rows
	return C.scanlines_skip(s.c, C.uint(rows)) != 0
}

// read fills whole rows of s.width pixels and gives how many; fewer than fit
// mean the end or a failure.
func (s *scanlines) read(pix []byte) int {
	stride := 4 * s.width
	rows := len(pix) / stride
	if rows == 0 {
		return 0
	}
	n := int(C.scanlines_read(s.c, (*C.uchar)(unsafe.Pointer(&pix[0])), C.size_t(stride), C.int(rows)))
	s.y += n
	return n
}

// damage says what is wrong with the picture whose rows were read, so many of
// them. ended says that the file has its end marker.
func (s *scanlines) damage(rows, height int, ended bool) Damage {
	told := C.scanlines_told(s.c)
	sound := 1.0
	if told.rows >= 0 {
		sound = float64(told.rows) / float64(height)
	}
	switch {
	case rows < s.height || told.spoiled != 0 || ended && told.rows >= 0:
		return Damage{Kind: Spoiled}
	case ended:
		return Damage{}
	case told.whole == 0:
		return Damage{Kind: Coarse}
	case told.rows < 0:
		return Damage{Kind: NoEnd, Sound: 1}
	case told.scans != 0:
		return Damage{Kind: Coarse, Sound: sound}
	}
	return Damage{Kind: CutOff, Sound: sound}
}

// complaint is what libjpeg said first, or "".
func (s *scanlines) complaint() string { return C.GoString(C.scanlines_message(s.c)) }
