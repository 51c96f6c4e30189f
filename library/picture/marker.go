//go:build cgo

package picture

/*
#cgo CFLAGS: -O3
#include "marker.h"
*/
import "C"

import "unsafe"

// nextMarker finds the marker that ends the scan data beginning at a place, or
// gives -1. Stuffed zeros and restart markers belong to the scan.
func nextMarker(data []byte, at int) int {
	if at+1 >= len(data) {
		return -1
	}
	if beginsMarker(data[at], data[at+1]) { // as between segments
		return at
	}
	n := len(data) - at
	found := int(C.marker_find((*C.uint8_t)(unsafe.Pointer(&data[at])), C.size_t(n)))
	if found == n {
		return -1
	}
	return at + found
}
