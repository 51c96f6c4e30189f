//go:build !cgo

package picture

import "bytes"

// nextMarker finds the marker that ends the scan data beginning at a place, or
// gives -1. Stuffed zeros and restart markers belong to the scan.
func nextMarker(data []byte, at int) int {
	for at < len(data) {
		i := bytes.IndexByte(data[at:], 0xff)
		if i < 0 || at+i+1 >= len(data) {
			return -1
		}
		if at += i; beginsMarker(data[at], data[at+1]) {
			return at
		}
		at++
	}
	return -1
}
