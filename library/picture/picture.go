package picture

import (
	"context"
	"image"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/safefile"
)

// Info is what is known about decoded pixels.
type Info struct {
	Format      library.Format
	Width       int    // pixels of the full upright picture; of a RAW file, of what can be shown of it at most
	Height      int    // the same; both are 0 where only a thumbnail was read and the size is not known
	Orientation int    // EXIF 1..8 that was applied; 1 where none is written
	Source      string // where the pixels come from, in English: "the picture", "embedded preview 1616 px"
	Damage      Damage // what is wrong with pixels that can still be shown; no scorer should judge those that are not nearly whole
	Damaged     string // the same in English, "" when nothing is

	// Origin says what Source says, but for the picture itself, for which it is zero.
	Origin library.Message
}

// Picture is pixels that can be shown as they are: upright, sRGB, opaque, tight
// rows, origin (0,0).
type Picture struct {
	Pixels *image.RGBA
	Info
}

// decoded is what a format's decoder gives: pixels as they lie in the file.
type decoded struct {
	pixels        *image.RGBA
	width, height int // of the full picture, as it lies in the file
	damage        Damage
}

// Decode gives the picture in data with a long side of at most side pixels,
// never enlarged; side 0 means full size. name helps to tell RAW from TIFF.
//
// Errors wrap ErrEmpty, ErrUnsupported, ErrDamaged or ErrTooManyPixels, or the
// context's. A file that ends early gives what is there with Damage set.
func Decode(ctx context.Context, data []byte, name string, side int) (*Picture, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if len(data) == 0 {
		return nil, ErrEmpty
	}
	format := Sniff(data, name)
	pic, err := decodeFormat(ctx, data, format, name, side)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	pic.Format = format
	return pic, nil
}

func decodeFormat(ctx context.Context, data []byte, format library.Format, name string, side int) (*Picture, error) {
	switch format {
	case library.JPEG, library.PNG:
		return decodeWhole(ctx, data, format, side)
	case library.TIFF:
		return previewInstead(ctx, data, format, ForeignWant{Side: side}, unsupported(format, name))
	case library.RAW:
		return decodeRAW(ctx, data, side)
	}
	return nil, unsupported(format, name)
}

// decodeWhole decodes the picture itself and turns it upright.
func decodeWhole(ctx context.Context, data []byte, format library.Format, side int) (*Picture, error) {
	d, err := decodePixels(ctx, data, format, side)
	if err != nil {
		return nil, err
	}
	toSRGB(d.pixels, data, format)
	return upright(d, orientationOf(data, format), "the picture"), nil
}

func decodePixels(ctx context.Context, data []byte, format library.Format, side int) (decoded, error) {
	if format == library.JPEG {
		return decodeJPEG(ctx, data, side)
	}
	return decodePNG(data, side)
}

// upright turns decoded pixels as the orientation says and describes them.
func upright(d decoded, orientation int, source string) *Picture {
	w, h := d.width, d.height
	if swapsSides(orientation) {
		w, h = h, w
	}
	return &Picture{
		Pixels: orient(d.pixels, orientation),
		Info:   Info{Width: w, Height: h, Orientation: orientation, Source: source, Damage: d.damage, Damaged: d.damage.String()},
	}
}

// from notes where a picture's pixels come from.
func (p *Picture) from(origin library.Message) *Picture {
	p.Origin, p.Source = origin, message.English(origin)
	return p
}

// orientationOf gives the EXIF orientation that the file asks for, 1 where it
// asks for none or cannot be understood.
func orientationOf(data []byte, format library.Format) int {
	// What can be read of damaged metadata counts; the rest is not missed here.
	capture, _ := exif.Read(data, format)
	return max(capture.Orientation, 1)
}

// Load reads a file and decodes it. Its errors are Decode's and safefile's.
func Load(ctx context.Context, path string, side int) (*Picture, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	data, err := safefile.ReadAll(path, MaxFileBytes)
	if err != nil {
		return nil, err
	}
	return Decode(ctx, data, path, side)
}

// unsupported says why a file that is no readable format cannot be shown.
func unsupported(format library.Format, name string) error {
	promised := FormatByName(name)
	switch {
	case format != library.UnknownFormat:
		return problemf(ErrUnsupported, "%s pictures cannot be read by this version yet; export this photo as JPEG to see it here", title(format))
	case promised != library.UnknownFormat:
		return problemf(ErrDamaged, "the file is damaged: its name says %s, but it is something else", title(promised))
	}
	return problemf(ErrUnsupported, "this is not a picture in a known format")
}

// title is a format's name as people write it.
func title(f library.Format) string {
	switch f {
	case library.HEIF:
		return "HEIC"
	case library.JPEGXL:
		return "JPEG XL"
	case library.WebP:
		return "WebP"
	}
	return strings.ToUpper(string(f))
}
