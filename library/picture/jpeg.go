package picture

import (
	"bytes"
	"context"
	"errors"
	"image/jpeg"
)

// errNoFastDecoder says that this build has no libturbojpeg.
var errNoFastDecoder = errors.New("built without libturbojpeg")

// decodeJPEG gives a JPEG as it lies in the file. libturbojpeg comes first: it
// is faster by far and shows what is there of a file that ends early. The
// standard library reads a few files that it refuses. It ends soon after ctx does.
func decodeJPEG(ctx context.Context, data []byte, side int) (decoded, error) {
	frame, err := readFrame(data)
	if err != nil {
		return decoded{}, err
	}
	if err := frame.check(); err != nil {
		return decoded{}, err
	}
	d, fastErr := decodeFast(ctx, data, frame, side)
	if fastErr == nil {
		return d, nil
	}
	if err := ctx.Err(); err != nil {
		return decoded{}, err
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
	end, ended := endOf(data)
	if !ended { // it insists on the marker, and on all rows
		data = append(data[:end:end], 0xff, markerEOI)
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return decoded{}, problemf(ErrDamaged, "the file is damaged: its JPEG decoder says: %w", err)
	}
	d := flatten(img, side)
	if !ended {
		d.damage = Damage{Kind: NoEnd, Sound: 1}
	}
	return d, nil
}
