//go:build !cgo

package picture

import "image"

// decodeFast sends every JPEG to the standard library, which decodes at full
// size and shows nothing of a file that ends early.
func decodeFast([]byte, frame, int) (decoded, error) { return decoded{}, errNoFastDecoder }

// encodeFast sends every picture to the standard library.
func encodeFast(*image.RGBA, int) ([]byte, error) { return nil, errNoFastDecoder }
