//go:build cgo

package picture

/*
#include "reduceturned.h"
*/
import "C"

import "unsafe"

// acrossStored averages one row of the file over the columns' spans, from its last
// pixel on if it runs back.
func (t *turnedReducer) acrossStored(pix []byte, back bool) {
	if !back {
		t.across(pix)
		return
	}
	scale := float32(len(t.columns)) / float32(t.srcW)
	C.reduce_back((*C.uint8_t)(unsafe.Pointer(&pix[4*(t.srcW-1)])), (*C.reduce_span)(unsafe.Pointer(&t.columns[0])),
		C.int(len(t.columns)), C.float(scale), (*C.float)(unsafe.Pointer(&t.row[0])))
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
