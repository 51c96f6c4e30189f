//go:build cgo && !purego

package tflite

/*
#cgo CFLAGS: -O3
#include "kernel.h"
*/
import "C"

import "unsafe"

// fastKernels are the loops in C.
func fastKernels() kernels { return kernels{convC, depthwiseC} }

// first gives the address of a slice's first number. The C loops read and write
// exactly what the checks before each call have looked at: a slip ends in a panic here
// and not in foreign memory.
func first(s []float32) *C.float { return (*C.float)(unsafe.Pointer(unsafe.SliceData(s))) }

func convC(c *convJob) {
	k := c.rows * c.run
	_ = c.x[:(c.m-1)*c.apart+(c.rows-1)*c.step+c.run]
	_, _ = c.weights[:padded(c.n)*k], c.bias[:padded(c.n)]
	_, _ = c.y[:c.m*c.n], c.plus[:c.m*c.plusN]
	if c.act == actPrelu {
		_ = c.slopes[:padded(c.n)]
	}
	C.keeplight_conv(first(c.x), C.long(c.apart), C.int(c.rows), C.int(c.run), C.long(c.step),
		first(c.weights), first(c.bias), C.int(c.m), C.int(c.n), first(c.y),
		first(c.plus), C.int(c.plusN), C.int(c.act), first(c.slopes))
}

func depthwiseC(d *depthwiseJob) {
	_ = d.x[:d.rows*d.width*d.n]
	_, _ = d.weights[:d.rows*d.columns*d.n], d.bias[:d.n]
	_ = d.y[:d.m*d.n]
	if d.act == actPrelu {
		_ = d.slopes[:d.n]
	}
	C.keeplight_depthwise(first(d.x), C.int(d.width), C.int(d.n), C.int(d.rows), C.int(d.columns),
		C.int(d.stride), C.int(d.before), first(d.weights), first(d.bias), first(d.slopes),
		C.int(d.m), C.int(d.act), first(d.y))
}
