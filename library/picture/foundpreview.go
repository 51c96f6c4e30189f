package picture

import (
	"context"
	"errors"
	"fmt"
	"io"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/filecache"
	"keeplight.app/keeplight/library/raw"
	"keeplight.app/keeplight/library/safefile"
)

// PreviewFinder finds previews in RAW files whose makers this package does not
// know. library/exiftool has one.
type PreviewFinder interface {
	// Preview gives the bytes of the largest JPEG in the file at a path.
	Preview(ctx context.Context, path string) ([]byte, error)
}

// orFoundPreview gives the answer of a decoder, or in place of that a RAW file
// holds no preview the one that the finder found. That the finder fails is no
// news to anyone: the first answer stands.
func (r Reader) orFoundPreview(ctx context.Context, pic *Picture, err error, path string, side int) (*Picture, error) {
	if r.Previews == nil || !errors.Is(err, errNoPreview) {
		return pic, err
	}
	jpeg, findErr := r.Previews.Preview(ctx, path)
	if findErr != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, err
	}
	frame, frameErr := readFrame(jpeg)
	if frameErr != nil {
		return nil, err
	}
	found := raw.Preview{Length: int64(len(jpeg)), Width: frame.width, Height: frame.height}
	orientation, askErr := filecache.Ask(ctx, r.Files, path, func() (int, error) { return rawOrientation(path), nil })
	if askErr != nil {
		return nil, askErr
	}
	pic, decodeErr := decodePreview(ctx, jpeg, found, orientation, side)
	if decodeErr != nil {
		return nil, fmt.Errorf("decoding the embedded preview: %w", decodeErr)
	}
	pic.Format = library.RAW
	return pic, nil
}

// rawOrientation gives the orientation that stands in a RAW file's head, or 0.
func rawOrientation(path string) int {
	f, info, err := safefile.Open(path)
	if err != nil {
		return 0
	}
	defer f.Close()
	head := make([]byte, min(info.Size(), embeddedHead))
	n, err := f.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return 0
	}
	capture, _ := exif.Read(head[:n], library.RAW)
	return capture.Orientation
}
