package picture

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/raw"
)

// noPreviewIn says why a RAW file without a preview cannot be shown.
func noPreviewIn(data []byte) error {
	if !raw.HasJXLData(bytes.NewReader(data), int64(len(data))) {
		return errNoPreview
	}
	const why = "its raw data is compressed with JPEG XL, as DNG 1.7 allows, and it holds no preview that can be read; develop it to a JPEG to see it here"
	m := message.NewError(message.KindUnreadable, message.Text("format", title(library.RAW)), message.Text("why", why))
	return &unreadable{problem{errNoPreview, m}, m}
}

// orJXLPreview gives the answer of a decoder for a RAW file, or in place of that a
// JPEG XL preview where there is no JPEG as large as is wanted.
func (r Reader) orJXLPreview(ctx context.Context, pic *Picture, err error, data []byte, name string, side int) (*Picture, error) {
	if !r.Reads(library.JPEGXL) || err != nil && !errors.Is(err, errNoPreview) || err == nil && pic.Format != library.RAW {
		return pic, err
	}
	have := 0
	if err == nil {
		have = max(pic.Width, pic.Height)
	}
	if side > 0 && have >= side {
		return pic, err
	}
	previews := raw.JXLPreviews(bytes.NewReader(data), int64(len(data)))
	if len(previews) == 0 || previews[0].Long() <= have {
		return pic, err
	}
	p := bySuitability(previews, side)[0]
	better, jxlErr := r.jxlPreview(ctx, p, data, name, side)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case jxlErr == nil:
		return better, nil
	case err == nil:
		return pic, nil // a smaller one is better than none
	}
	return nil, fmt.Errorf("decoding the embedded preview: %w", jxlErr)
}

// jxlPreview decodes a preview of the RAW file in data.
func (r Reader) jxlPreview(ctx context.Context, p raw.Preview, data []byte, name string, side int) (*Picture, error) {
	if p.Length > MaxBytes(library.JPEGXL) {
		return nil, problemf(ErrTooManyPixels, "the preview is too large: %d MB", p.Length>>20)
	}
	f, err := r.Foreign.Decode(ctx, data[p.Offset:p.Offset+p.Length], library.JPEGXL, name, ForeignWant{Part: ForeignWhole, Side: side})
	if err != nil {
		return nil, err
	}
	foreignToSRGB(f, library.JPEGXL)
	capture, _ := exif.Read(data, library.RAW) // what can be read of it is enough
	orientation := previewOrientation(0, capture.Orientation, raw.Preview{Width: f.Width, Height: f.Height})
	origin := message.New(message.SourcePreview, message.Pixels("size", max(f.Width, f.Height)))
	pic := upright(decoded{f.Pixels, f.Width, f.Height, foreignDamage(f.Damaged)}, orientation, "").from(origin)
	pic.Format = library.RAW
	return pic, nil
}

// JXLPreviewSize gives the size of the largest JPEG XL preview of a RAW file as it
// lies there, 0 where there is none that can be read.
func (r Reader) JXLPreviewSize(data []byte, format library.Format) (w, h int) {
	if format != library.RAW || !r.Reads(library.JPEGXL) {
		return 0, 0
	}
	previews := raw.JXLPreviews(bytes.NewReader(data), int64(len(data)))
	if len(previews) == 0 {
		return 0, 0
	}
	p := previews[0]
	capture, _ := exif.Read(data, library.RAW) // what can be read of it is enough
	if swapsSides(previewOrientation(0, capture.Orientation, p)) {
		return p.Height, p.Width
	}
	return p.Width, p.Height
}
