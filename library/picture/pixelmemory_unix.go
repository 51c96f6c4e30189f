//go:build unix

package picture

import "golang.org/x/sys/unix"

// mapPixels gives memory outside the collector's heap.
func mapPixels(n int) []byte {
	buf, err := unix.Mmap(-1, 0, n, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE)
	if err != nil {
		return make([]byte, n) // which says what is wrong, if there is no memory at all
	}
	return buf
}

// unmapPixels takes what mapPixels gave. Of the collector's memory it does nothing.
func unmapPixels(buf []byte) { _ = unix.Munmap(buf) }
