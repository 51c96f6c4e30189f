package picture

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/raw"
)

// errNoPreview says that a RAW file cannot be shown.
var errNoPreview = problemf(ErrUnsupported, "this RAW file holds no preview that can be read; develop it to a JPEG to see it here")

// decodeRAW shows a RAW file by a preview that the camera put into it: the
// smallest that is large enough, else the largest.
func decodeRAW(ctx context.Context, data []byte, side int) (*Picture, error) {
	previews, err := raw.Previews(bytes.NewReader(data), int64(len(data)))
	if errors.Is(err, raw.ErrNoPreview) {
		return nil, noPreviewIn(data)
	}
	if err != nil {
		return nil, err
	}
	capture, _ := exif.Read(data, library.RAW) // what can be read of it is enough
	var firstErr error
	for _, p := range bySuitability(previews, side) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		pic, err := decodePreview(ctx, data[p.Offset:p.Offset+p.Length], p, capture.Orientation, side)
		if err == nil {
			pic.Width, pic.Height = rawSize(data, previews[0], capture.Orientation)
			return pic, nil
		}
		firstErr = firstOf(firstErr, err)
	}
	return nil, fmt.Errorf("decoding the embedded preview: %w", firstErr)
}

// firstOf keeps the error of the most suitable preview.
func firstOf(first, err error) error {
	if first != nil {
		return first
	}
	return err
}

// bySuitability orders previews, which come largest first: those that are large
// enough from the smallest up, then the others from the largest down.
func bySuitability(previews []raw.Preview, side int) []raw.Preview {
	enough := 0
	for enough < len(previews) && side > 0 && previews[enough].Long() >= side {
		enough++
	}
	order := slices.Clone(previews[:enough])
	slices.Reverse(order)
	return append(order, previews[enough:]...)
}

// decodePreview decodes a preview and turns it upright. rawOrientation is what
// the RAW file says, 0 where it says nothing.
func decodePreview(ctx context.Context, jpeg []byte, p raw.Preview, rawOrientation, side int) (*Picture, error) {
	d, err := decodeJPEG(ctx, jpeg, side)
	if err != nil {
		return nil, err
	}
	toSRGB(d.pixels, jpeg, library.JPEG)
	own, _ := exif.Read(jpeg, library.JPEG) // a preview without facts is the rule
	orientation := previewOrientation(own.Orientation, rawOrientation, p)
	origin := message.New(message.SourcePreview, message.Pixels("size", p.Long()))
	return upright(d, orientation, "").from(origin), nil
}

// previewOrientation decides how a preview has to be turned. A preview that
// says it itself is believed. One that says nothing lies as the sensor data
// does, unless it stands upright already: sensors are wider than high, so a
// high preview of a shot that needs a quarter turn has had it.
func previewOrientation(own, ofRAW int, p raw.Preview) int {
	switch {
	case own != 0:
		return own
	case swapsSides(ofRAW) && p.Height > p.Width:
		return 1
	}
	return max(ofRAW, 1)
}
