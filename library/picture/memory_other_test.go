//go:build !linux || race

package picture

// largestOriginal is in bytes. The race detector makes decoders ten times as slow.
const largestOriginal = 150 << 10

// limitMemory does nothing where the system has no such limit, or where the race
// detector reserves terabytes of addresses.
func limitMemory(uint64) error { return nil }

// mutantPixels is what a header may ask for: with the race detector each pixel costs
// more than ten times as much.
const mutantPixels = 4_000_000
