package picture

import (
	"context"
	"image"

	"keeplight.app/keeplight/library"
)

// Foreign decodes the formats that this package leaves to another process,
// because their libraries can crash or hang: HEIF, AVIF, WebP, TIFF, JPEG XL, and
// RAW files that are to be developed. library/worker has one.
type Foreign interface {
	// Reads gives nil where a format can be decoded here, and otherwise why not,
	// in words for people and as an ErrUnsupported.
	Reads(format library.Format) error

	// Decode gives a part of the file in data, of which it keeps nothing. name is
	// its path. Errors wrap
	// this package's where the file is at fault, or the context's;
	// ErrNoEmbedded where there is no thumbnail, ErrTryAgain where another
	// try is needed to tell, UnknownCamera's where that is what is amiss.
	Decode(ctx context.Context, data []byte, format library.Format, name string, want ForeignWant) (*ForeignPicture, error)
}

// ForeignPart says what is wanted of a file.
type ForeignPart int

// The parts of a file.
const (
	ForeignWhole     ForeignPart = iota // the picture itself
	ForeignThumbnail                    // the small picture that a camera put beside it
	ForeignSize                         // only its size: no pixels
)

// ForeignWant is what is wanted of a file.
type ForeignWant struct {
	Part ForeignPart
	Side int // long side in pixels at most, 0 for full size
}

// ForeignPicture is a decoded picture in its own colours.
type ForeignPicture struct {
	Pixels        *image.RGBA // upright but for WebP, TIFF and RAW, opaque, tight; nil for ForeignSize
	Width, Height int         // of the full picture, lying as the pixels do
	Orientation   int         // EXIF 1..8 of a TIFF's page or a RAW file that is still to be applied, 0 where it says none
	Source        string      // where the pixels come from, for people
	Damaged       string      // what is wrong with pixels that can still be shown, for people, without a full stop; "" when nothing is

	Developer string // what developed a RAW file: "LibRaw 0.20.2"
	Halved    bool   // two by two pixels of its sensor became one

	ICC                 []byte // the colour profile, or nil
	Primaries, Transfer int    // code points of ITU-T H.273, 0 where not said
}
