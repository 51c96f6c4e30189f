package main

import "math"

// fromInks paints inks of no known press as other viewers do: each lets through
// what it does not cover.
func fromInks(to []byte, samples []uint16) {
	const full = math.MaxUint16
	for i := 0; i+4 <= len(to); i += 4 {
		s := samples[i : i+4 : i+4]
		light := uint64(full - s[3])
		for c := range 3 {
			to[i+c] = uint8((uint64(full-s[c])*light*255 + full*full/2) / (full * full))
		}
	}
}
