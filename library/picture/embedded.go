package picture

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"math"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/raw"
	"keeplight.app/keeplight/library/safefile"
)

const (
	// embeddedHead is how many bytes of a file's start Embedded reads. A JPEG
	// keeps its thumbnail in one segment of at most 64 KB near the start.
	embeddedHead = 256 << 10

	// usefulSide is the long side from which a RAW file's preview is good
	// enough to stand in a grid for a moment.
	usefulSide = 160

	maxPreviewBytes = 16 << 20

	// cheapBytes is how long a JPEG may be whose decoding hardly counts beside that
	// of its photo.
	cheapBytes = 256 << 10
)

// Embedded gives the thumbnail that a camera put into a JPEG's EXIF data, or
// the smallest useful preview of a RAW file, upright and without the bars that
// fill it up to 4:3. It reads only a small part of the file, so that a grid can
// paint before anything is decoded.
//
// The error is ErrNoEmbedded where there is none that can be trusted, or the
// disk's or the context's.
func Embedded(ctx context.Context, path string) (*Picture, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f, info, err := safefile.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	head := make([]byte, min(info.Size(), embeddedHead))
	n, err := f.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("reading the head: %w", err)
	}
	head = head[:n]
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	format := Sniff(head, path)
	var pic *Picture
	switch format {
	case library.JPEG:
		pic, err = thumbnailOf(head)
	case library.RAW:
		pic, err = smallPreview(f, info.Size(), head, maxPreviewBytes)
	default:
		err = ErrNoEmbedded
	}
	if err != nil {
		return nil, err
	}
	pic.Format = format
	return pic, nil
}

// thumbnailOf decodes the thumbnail in a JPEG's head.
func thumbnailOf(head []byte) (*Picture, error) {
	tiff := exifStructure(head)
	previews, err := raw.Previews(bytes.NewReader(tiff), int64(len(tiff)))
	if err != nil {
		return nil, ErrNoEmbedded
	}
	p := previews[0]
	thumb, err := decodeJPEG(context.Background(), tiff[p.Offset:p.Offset+p.Length], 0)
	if err != nil || thumb.damage.Kind != Undamaged {
		return nil, ErrNoEmbedded
	}
	if full, err := readFrame(head); err == nil && full.check() == nil {
		thumb.width, thumb.height = full.width, full.height
		if thumb.pixels = withoutBars(thumb.pixels, full.width, full.height); thumb.pixels == nil {
			return nil, ErrNoEmbedded
		}
	} else {
		thumb.width, thumb.height = 0, 0
	}
	// A thumbnail carries no profile of its own; it is in its photo's colours.
	toSRGB(thumb.pixels, head, library.JPEG)
	origin := message.New(message.SourceThumbnail, message.Pixels("size", p.Long()))
	return upright(thumb, orientationOf(head, library.JPEG), "").from(origin), nil
}

// smallOf gives the small picture that a file carries beside its own, upright; nil
// where there is none that costs little.
func smallOf(data []byte, format library.Format) *image.RGBA {
	var pic *Picture
	var err error
	switch format {
	case library.JPEG:
		pic, err = thumbnailOf(data[:min(len(data), embeddedHead)])
	case library.RAW:
		pic, err = smallPreview(bytes.NewReader(data), int64(len(data)), data[:min(len(data), embeddedHead)], cheapBytes)
	default:
		return nil
	}
	if err != nil {
		return nil
	}
	return pic.Pixels
}

// exifStructure gives the TIFF structure of a JPEG's EXIF segment, or nil.
func exifStructure(jpeg []byte) (tiff []byte) {
	segments(jpeg, func(s segment) bool {
		if s.marker == markerAPP1 {
			if rest, ok := bytes.CutPrefix(s.payload, []byte("Exif\x00\x00")); ok {
				tiff = rest
			}
		}
		return tiff == nil
	})
	return tiff
}

// withoutBars cuts a thumbnail to the shape of its photo of w x h pixels.
// Cameras fill thumbnails up to 160 x 120 with black. nil means that the shapes
// are so different that the thumbnail cannot be of this photo as it is now.
func withoutBars(thumb *image.RGBA, w, h int) *image.RGBA {
	const (
		sameShape  = 0.02 // relative; a thumbnail's sides are rounded to whole pixels
		otherPhoto = 0.40
	)
	tw, th := thumb.Rect.Dx(), thumb.Rect.Dy()
	shape := float64(w) / float64(h)
	difference := float64(tw)/float64(th)/shape - 1
	switch {
	case math.Abs(difference) <= sameShape:
		return thumb
	case math.Abs(difference) > otherPhoto:
		return nil
	case difference < 0: // bars above and below
		th = max(1, int(float64(tw)/shape))
	default:
		tw = max(1, int(float64(th)*shape))
	}
	left, top := (thumb.Rect.Dx()-tw+1)/2, (thumb.Rect.Dy()-th+1)/2
	return tight(thumb.SubImage(image.Rect(left, top, left+tw, top+th)).(*image.RGBA))
}

// smallPreview decodes the smallest useful preview of a RAW file, unless it has more
// than most bytes.
func smallPreview(f io.ReaderAt, size int64, head []byte, most int64) (*Picture, error) {
	previews, err := raw.Previews(f, size)
	if err != nil {
		return nil, ErrNoEmbedded
	}
	p := bySuitability(previews, usefulSide)[0]
	if p.Length > most {
		return nil, ErrNoEmbedded
	}
	jpeg := make([]byte, p.Length)
	if n, err := f.ReadAt(jpeg, p.Offset); n < len(jpeg) {
		return nil, fmt.Errorf("reading the preview: %w", err)
	}
	// The head holds the facts of nearly every RAW file; without them the
	// preview is shown as it lies.
	capture, _ := exif.Read(head, library.RAW)
	pic, err := decodePreview(context.Background(), jpeg, p, capture.Orientation, ThumbSide)
	if err != nil {
		return nil, ErrNoEmbedded
	}
	pic.Width, pic.Height = previews[0].Width, previews[0].Height
	if swapsSides(pic.Orientation) {
		pic.Width, pic.Height = pic.Height, pic.Width
	}
	return pic, nil
}
