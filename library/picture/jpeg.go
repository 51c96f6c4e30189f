package picture

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
)

const (
	endsEarly = "the file ends early: the lower part is missing"
	spoiled   = "the file is damaged: parts of the picture are wrong"
)

// errNoFastDecoder says that this build has no libturbojpeg.
var errNoFastDecoder = errors.New("built without libturbojpeg")

// decodeJPEG gives a JPEG as it lies in the file. libturbojpeg comes first: it
// is faster by far and shows what is there of a file that ends early. The
// standard library reads a few files that it refuses.
func decodeJPEG(data []byte, side int) (decoded, error) {
	frame, err := readFrame(data)
	if err != nil {
		return decoded{}, err
	}
	if err := frame.check(); err != nil {
		return decoded{}, err
	}
	d, fastErr := decodeFast(data, frame, side)
	if fastErr == nil {
		if d.damaged == "" && !endsProperly(data) {
			d.damaged = endsEarly
		}
		return d, nil
	}
	if errors.Is(fastErr, ErrTooManyPixels) {
		return decoded{}, fastErr
	}
	d, stdErr := decodeStandard(data, frame, side)
	if stdErr == nil {
		return d, nil
	}
	switch {
	case errors.Is(fastErr, errNoFastDecoder):
		return decoded{}, stdErr
	case errors.Is(fastErr, ErrDamaged):
		return decoded{}, fastErr
	}
	return decoded{}, problemf(ErrDamaged, "the file is damaged: its JPEG decoder says: %w", fastErr)
}

// decodeStandard is the way without libturbojpeg. It decodes at full size, so
// the full size has to fit into the limits.
func decodeStandard(data []byte, f frame, side int) (decoded, error) {
	if err := checkSize(f.width, f.height, f.standardBytesPerPixel()); err != nil {
		return decoded{}, err
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return decoded{}, problemf(ErrDamaged, "the file is damaged: its JPEG decoder says: %w", err)
	}
	return flatten(img, side), nil
}

// scaleFor gives the smallest of the scales n/8 for which libjpeg has fast
// transforms that leaves a long side of at least side pixels.
func scaleFor(long, side int) int {
	if side > 0 {
		for _, n := range []int{1, 2, 4} {
			if scaledBy(long, n) >= side {
				return n
			}
		}
	}
	return 8
}

// scaledBy is libjpeg's own rounding of a length at scale n/8.
func scaledBy(length, n int) int { return (length*n + 7) / 8 }

// invertedCMYK turns pixels of 4 bytes in place from the inverted CMYK that
// Adobe writes, where 255 means no ink, to opaque RGBA. Nearly every CMYK JPEG
// is Adobe's; without an ICC profile this is what other viewers show too.
func invertedCMYK(img *image.RGBA) {
	for i := 0; i+4 <= len(img.Pix); i += 4 {
		p := img.Pix[i : i+4 : i+4]
		key := uint32(p[3])
		for c := range 3 {
			p[c] = uint8((uint32(p[c])*key + 127) / 255)
		}
		p[3] = 255
	}
}
