//go:build cgo

package fingerprint

/*
#cgo CFLAGS: -O3
#include "products.h"
*/
import "C"

import "unsafe"

// products is the sum of the products of two patterns, cell by cell: most of what
// comparing two frames of a burst costs, and several cells at a time here.
func products(a, b *[cells]int8) int {
	return int(C.products((*C.int8_t)(unsafe.Pointer(a)), (*C.int8_t)(unsafe.Pointer(b)), cells))
}
