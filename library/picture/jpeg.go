package picture

import (
	"bytes"
	"errors"
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
