//go:build cgo && !nojxl

package main

/*
#cgo pkg-config: libjxl libjxl_threads
#include <stdlib.h>
#include "jxl.h"
*/
import "C"

import (
	"fmt"
	"runtime"
	"unsafe"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/worker/wire"
)

// libjxl is the JPEG XL decoder of this build.
type libjxl struct {
	limits
}

func newJXL(l limits) decoder { return libjxl{l} }

func (libjxl) library() string {
	v := uint32(C.jxl_version())
	return fmt.Sprintf("libjxl %d.%d.%d", v/1_000_000, v/1000%1000, v%1000)
}

func (libjxl) formats() []string { return []string{string(library.JPEGXL)} }

// jxlFile is a file of which the size of the picture is known. Of an animated one
// only the first frame counts.
type jxlFile struct {
	limits
	file []byte
	info C.struct_jxl_info
}

func (l libjxl) open(file []byte) (source, error) {
	f := &jxlFile{limits: l.limits, file: file}
	c, err := f.reader(len(file))
	if err != nil {
		return nil, err
	}
	c.close()
	return f, nil
}

// jxlReader reads the first bytes of a file, which it pins.
type jxlReader struct {
	c      *C.jxl_reader
	pinned runtime.Pinner
}

func (r *jxlReader) close() {
	C.jxl_close(r.c)
	r.pinned.Unpin()
}

// reader opens so many bytes of the file and reads as far as its size.
func (f *jxlFile) reader(length int) (*jxlReader, error) {
	const mostThreads = 4 // each takes address space of its own
	r := &jxlReader{}
	r.pinned.Pin(&f.file[0])
	r.c = C.jxl_open((*C.uint8_t)(unsafe.Pointer(&f.file[0])), C.size_t(length), C.size_t(f.memory), C.int(min(f.threads, mostThreads)))
	if r.c == nil {
		r.pinned.Unpin()
		return nil, faultf(wire.TooLarge, "there is no memory to open the file")
	}
	switch C.jxl_describe(r.c, &f.info) {
	case C.JXL_DONE:
		return r, nil
	case C.JXL_MEMORY:
		r.close()
		return nil, jxlTooLarge()
	case C.JXL_CUT:
		r.close()
		return nil, faultf(wire.Damaged, "the file is damaged: it ends before its picture is described")
	}
	r.close()
	return nil, faultf(wire.Damaged, "the file is damaged: there is no picture in this JPEG XL")
}

func jxlTooLarge() error {
	return faultf(wire.TooLarge, "the picture is too large: its decoder needs more memory than is allowed")
}

func (f *jxlFile) close() {}

// size is that of the upright picture: libjxl turns it as the codestream says. EXIF
// data repeats that, or is wrong (ISO/IEC 18181-2).
func (f *jxlFile) size() (w, h int) { return int(f.info.width), int(f.info.height) }

// colours has nothing to hand over: the pixels are sRGB.
func (f *jxlFile) colours(*wire.Reply) {}

func (f *jxlFile) thumbnail() (*pixels, error) {
	return nil, faultf(wire.NoThumbnail, "the file carries no thumbnail")
}

func (f *jxlFile) picture() (*pixels, error) { return f.pictureFor(0) }

// pictureFor decodes the picture with a long side of at most so many pixels where
// it can, 0 for all of them.
func (f *jxlFile) pictureFor(side int) (*pixels, error) {
	if err := f.checkMemory(); err != nil {
		return nil, err
	}
	d := &jxlDecoding{jxlFile: f}
	d.width, d.height = picture.FittedSize(int(f.info.width), int(f.info.height), side)
	defer d.close()
	state, shown, err := d.decode(len(f.file))
	if err == nil && state != C.JXL_DONE && shown < 1 {
		shown, err = d.rescue(state)
	}
	switch {
	case err != nil:
		return nil, err
	case shown == 0 && state == C.JXL_CUT:
		return nil, faultf(wire.Damaged, "the file is damaged: it ends before anything of its picture can be shown")
	case shown == 0:
		return nil, faultf(wire.Damaged, "the file is damaged: nothing of its picture can be decoded")
	}
	p, err := d.paint()
	if err != nil {
		return nil, err
	}
	switch state {
	case C.JXL_CUT:
		p.damaged = "the file ends early: parts of the picture are blurred or missing"
	case C.JXL_WRONG:
		p.damaged = "the file is damaged: parts of the picture are blurred or missing"
	}
	return p, nil
}

func (f *jxlFile) hasInks() bool { return f.info.colours == 4 }

// checkMemory refuses what libjxl would not find the memory for: before 0.11 it
// then ends the process.
//
// What a pixel takes was measured with 0.7: 17 bytes where libjxl can choose the
// colours, which is lossy; 25 where the picture comes in its own, which as a rule
// is lossless; and 8 for each channel besides. The result takes 4, and before it has
// its colours 6.
func (f *jxlFile) checkMemory() error {
	w, h := f.size()
	perPixel := 4 + 17 + 8*int64(f.info.extras)
	if f.info.original != 0 {
		perPixel += 8 + 6
	}
	if int64(w)*int64(h) > f.memory/perPixel {
		return faultf(wire.TooLarge, "the picture is too large: %d x %d pixels need more than %d MB to decode", w, h, f.memory>>20)
	}
	return nil
}
