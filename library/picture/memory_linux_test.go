//go:build linux && !race

package picture

import "golang.org/x/sys/unix"

// largestOriginal is in bytes.
const largestOriginal = 2 << 20

// limitMemory bounds the address space of this process: to ask for more is to
// die.
func limitMemory(bytes uint64) error {
	return unix.Setrlimit(unix.RLIMIT_AS, &unix.Rlimit{Cur: bytes, Max: bytes})
}

// mutantPixels is more than the real files have, and keeps headers that ask for the
// most that is allowed from taking all of the test's time.
const mutantPixels = 60_000_000
