//go:build !cgo

package picture

import (
	"context"
	"image"
)

// decodeFast sends every JPEG to the standard library, which decodes at full
// size and shows nothing of a file that ends early.
func decodeFast(context.Context, []byte, frame, int) (decoded, error) {
	return decoded{}, errNoFastDecoder
}

// encodeFast sends every picture to the standard library.
func encodeFast(*image.RGBA, int) ([]byte, error) { return nil, errNoFastDecoder }

// newJPEGRows gives no rows: the whole picture is decoded.
func newJPEGRows([]byte) rowSource { return nil }

// newRAWRows gives none either.
func newRAWRows([]byte) rowSource { return nil }

// readRegions reads no parts: the whole picture is decoded.
func readRegions([]byte, frame, []image.Rectangle, bool) ([]*image.RGBA, error) {
	return nil, errNoFastDecoder
}

// readBands reads no parts either.
func readBands([]byte, frame, int, func(int, *image.RGBA) error) error { return errNoFastDecoder }
