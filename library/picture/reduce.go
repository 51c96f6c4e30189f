//go:build cgo

package picture

/*
#cgo CFLAGS: -O3
#include "reduce.h"
*/
import "C"

import "unsafe"

// channels is how many numbers a pixel has while it is averaged.
const channels = 4

// across averages one source row over the columns' spans.
func (r *reducer) across(pix []byte) {
	_ = pix[4*r.srcW-1] // the spans reach to there
	scale := float32(len(r.columns)) / float32(r.srcW)
	C.reduce_across((*C.uint8_t)(unsafe.Pointer(&pix[0])), (*C.reduce_span)(unsafe.Pointer(&r.columns[0])),
		C.int(len(r.columns)), C.float(scale), (*C.float)(unsafe.Pointer(&r.row[0])))
}

func (r *reducer) accumulate(weight float32) {
	C.reduce_accumulate((*C.float)(unsafe.Pointer(&r.sum[0])), (*C.float)(unsafe.Pointer(&r.row[0])),
		C.float(weight), C.int(len(r.columns)))
}

// finish writes the summed row to dst and begins the next.
func (r *reducer) finish() {
	scale := float32(r.dst.Rect.Dy()) / float32(r.srcH)
	C.reduce_finish((*C.float)(unsafe.Pointer(&r.sum[0])), C.int(len(r.columns)), C.float(scale),
		(*C.uint8_t)(unsafe.Pointer(&r.dst.Pix[r.out*r.dst.Stride])))
	r.out++
}
