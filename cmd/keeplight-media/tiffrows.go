//go:build cgo && !notiff

package main

/*
#include "tiff.h"
*/
import "C"

import (
	"math"
	"slices"
	"unsafe"

	"keeplight.app/keeplight/library/worker/wire"
)

// block is a part of a page that is read at once: a tile, a strip, or one row of
// a strip.
type block struct {
	x, y, w, h int // of the picture that it covers
	columns    int // with those beyond the picture's edge
	planes     [][]byte
}

// blocks reads a page block by block. Rows of a strip are read one by one where
// that can be, for a page may be a single strip.
type blocks struct {
	f       *tiffFile
	byRow   bool
	columns int // of a block
	rows    int
	size    int // of a plane of a block in bytes
	planes  [][]byte
}

func (f *tiffFile) newBlocks() (*blocks, error) {
	p := &f.page
	b := &blocks{f: f, columns: p.width, rows: p.stripRows}
	var size C.uint64_t
	switch {
	case p.tileWidth > 0:
		b.columns, b.rows = p.tileWidth, p.tileHeight
		size = C.tiff_tile_size(f.c)
	case !p.separate && p.compression != compressionJBIG:
		b.byRow, b.rows = true, 1
		size = C.tiff_row_size(f.c)
	default:
		size = C.tiff_strip_size(f.c)
	}
	planes := 1
	if p.separate {
		planes = max(p.colours(), p.alphaAt+1)
	}
	if b.columns <= 0 || b.rows <= 0 || uint64(size) < uint64(b.rows)*uint64(b.rowBytes()) {
		return nil, faultf(wire.Damaged, "the file is damaged: its rows are too short for its picture")
	}
	if most := uint64(f.memory / 4); uint64(size) > most || uint64(size)*uint64(planes) > most {
		return nil, faultf(wire.TooLarge, "the picture is too large: its parts of %d x %d pixels need more than %d MB to decode", b.columns, b.rows, f.memory>>20)
	}
	b.size = int(size)
	for range planes {
		b.planes = append(b.planes, make([]byte, b.size))
	}
	return b, nil
}

// rowBytes is how many bytes a row of a block has in one plane.
func (b *blocks) rowBytes() int {
	bits := int64(b.columns) * int64(b.f.page.bits)
	if !b.f.page.separate {
		bits *= int64(b.f.page.samples)
	}
	return int(min((bits+7)/8, math.MaxInt32))
}

// each calls fn with the blocks from top to bottom that decode, and gives the
// rows of the picture of which a part does not: how many, and the first.
func (b *blocks) each(fn func(*block)) (failed, firstFailed int) {
	p := &b.f.page
	firstFailed = p.height
	fail := func(y, rows int) {
		failed += rows
		firstFailed = min(firstFailed, y)
	}
	for y := 0; y < p.height; {
		rows, ok := min(b.rows, p.height-y), true
		for x := 0; x < p.width; x += b.columns {
			at := &block{x: x, y: y, w: min(b.columns, p.width-x), h: rows, columns: b.columns, planes: b.planes}
			whole := b.read(at)
			if whole || !b.byRow {
				fn(at)
			}
			ok = ok && whole
		}
		if !ok && b.byRow { // the rest of the strip follows from what failed
			rows = min(p.stripRows-y%p.stripRows, p.height-y)
		}
		if !ok {
			fail(y, rows)
		}
		y += rows
	}
	return failed, firstFailed
}

// read fills the planes. What was not reached of them is zero.
func (b *blocks) read(at *block) bool {
	ok := true
	for i, plane := range b.planes {
		clear(plane)
		to, x, y, n := (*C.uint8_t)(unsafe.Pointer(&plane[0])), C.uint32_t(at.x), C.uint32_t(at.y), C.uint16_t(i)
		var done C.int
		switch {
		case b.f.page.tileWidth > 0:
			done = C.tiff_read_tile(b.f.c, to, C.uint64_t(b.size), x, y, n)
		case b.byRow:
			done = C.tiff_read_row(b.f.c, to, y, n)
		default:
			done = C.tiff_read_strip(b.f.c, to, C.uint64_t(b.size), y, n)
		}
		ok = ok && done != 0
	}
	return ok
}

// samplesTo paints the page's samples.
func (f *tiffFile) samplesTo(p *pixels) error {
	b, err := f.newBlocks()
	if err != nil {
		return err
	}
	u := unpacker{bits: f.page.bits, format: f.page.format}
	if f.page.isLab() && f.page.format != formatFloat {
		u.format = formatUnsigned // whether there is a sign depends on the sample
	}
	if f.page.isOpenEnded() && !f.page.isLab() {
		u.white = f.white(b, u)
	}
	paint, err := f.newPainter(u)
	if err != nil {
		return err
	}
	defer paint.close()
	failed, first := b.each(func(at *block) { paint.block(p.rgba, at, b.rowBytes()) })
	complaint := C.GoString(C.tiff_complaint(f.c))
	switch {
	case failed >= f.page.height:
		if isUniform(p.rgba.Pix) {
			return tiffDamaged(complaint)
		}
		p.damaged = partsWrong
	case failed > 0 && failed == f.page.height-first:
		p.damaged = endsEarly
	case failed > 0 || complaint != "":
		p.damaged = partsWrong
	}
	makeOpaque(p.rgba)
	f.noteCut(p)
	return nil
}

// white looks at rows all over the page for what is white in it. All are read,
// for many compressions offer no other way.
func (f *tiffFile) white(b *blocks, u unpacker) float64 {
	const looked = 16
	p := &f.page
	if p.isDisplayed {
		return 1
	}
	var found []float64
	next := 0
	b.each(func(at *block) {
		if at.y*looked < next*p.height {
			return
		}
		found = f.colourNumbers(found, at, u)
		if at.x+at.w == p.width {
			next = at.y*looked/p.height + 1
		}
	})
	slices.Sort(found)
	full := math.Ldexp(1, p.bits) - 1
	switch p.format {
	case formatFloat:
		full = 0
	case formatSigned:
		full = math.Ldexp(1, p.bits-1) - 1
	}
	return whiteOf(found, full)
}

// colourNumbers adds the colours of a block's first row, without what is no
// number.
func (f *tiffFile) colourNumbers(to []float64, at *block, u unpacker) []float64 {
	for c := range f.page.colours() {
		plane, first, step := f.page.place(at, c)
		for i := range at.w {
			if v := u.number(plane, first+i*step); !math.IsNaN(v) && !math.IsInf(v, 0) {
				to = append(to, v)
			}
		}
	}
	return to
}

// place says in which plane a sample lies, at which place of a row it begins,
// and how far its next ones are.
func (p *tiffPage) place(at *block, sample int) (plane []byte, first, step int) {
	if p.separate {
		return at.planes[sample], 0, 1
	}
	return at.planes[0], sample, p.samples
}
