//go:build cgo

package picture

/*
#include "reduceturned.h"
*/
import "C"

import "unsafe"

// acrossLine is across for a row that may run back.
func (r *reducer) acrossLine(pix []byte, back bool) {
	first, step := 0, C.int(1)
	if back {
		first, step = r.srcW-1, -1
	}
	_ = pix[4*r.srcW-1] // the spans reach to there
	scale := float32(len(r.columns)) / float32(r.srcW)
	C.reduce_line((*C.uint8_t)(unsafe.Pointer(&pix[4*first])), step, (*C.reduce_span)(unsafe.Pointer(&r.columns[0])),
		C.int(len(r.columns)), C.float(scale), (*C.float)(unsafe.Pointer(&r.row[0])))
}

// acrossRows averages the rows at the offsets, which are an upright row's pixels of
// one span, for every column of the file.
func (t *turnedReducer) acrossRows(pix []byte, s span) {
	scale := float32(len(t.columns)) / float32(t.srcW)
	C.reduce_rows((*C.uint8_t)(unsafe.Pointer(&pix[0])), (*C.int64_t)(unsafe.Pointer(&t.offsets[0])), C.int(len(t.offsets)),
		C.float(s.firstWeight), C.float(s.lastWeight), C.int(t.width), C.float(scale), (*C.float)(unsafe.Pointer(&t.row[0])))
}

// finishColumn averages what acrossRows gave along the columns, and writes it to dst.
func (t *turnedReducer) finishColumn(out int) {
	first, step := 0, C.int(1)
	if t.columnsBack {
		first, step = t.width-1, -1
	}
	scale := float32(len(t.lines)) / float32(t.srcH)
	C.reduce_column((*C.float)(unsafe.Pointer(&t.row[channels*first])), step, (*C.reduce_span)(unsafe.Pointer(&t.lines[0])),
		C.int(len(t.lines)), C.float(scale), (*C.uint8_t)(unsafe.Pointer(&t.dst.Pix[4*out])), C.int64_t(t.dst.Stride))
}
