package picture

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/filecache"
	"keeplight.app/keeplight/library/safefile"
)

// Reader reads pictures as this package's functions do, and those of foreign
// formats too. The zero value is just these functions. Its methods may be called
// from any goroutine.
type Reader struct {
	Foreign Foreign          // decodes HEIF, AVIF, WebP, TIFF and JPEG XL and develops RAW; nil reads none of them
	Room    *Room            // bounds what the other decoders hold together; nil sets no bound
	Files   *filecache.Files // reads files, for what they are wanted for; nil keeps nothing of them

	// Previews is asked for the previews of RAW files in which none is found
	// here; nil asks nobody.
	Previews PreviewFinder
}

// isForeign is true for the formats that a Foreign decodes.
func isForeign(f library.Format) bool {
	switch f {
	case library.HEIF, library.AVIF, library.WebP, library.TIFF, library.JPEGXL:
		return true
	}
	return false
}

// Reads is true for a foreign format that can be read here. Whatever else this
// package reads needs no asking.
func (r Reader) Reads(format library.Format) bool {
	return isForeign(format) && r.Foreign != nil && r.Foreign.Reads(format) == nil
}

// Decode is the package's Decode for all formats.
func (r Reader) Decode(ctx context.Context, data []byte, name string, side int) (*Picture, error) {
	format := Sniff(data, name)
	switch {
	case r.Foreign != nil && isForeign(format):
		return r.foreign(ctx, data, format, name, ForeignWant{Part: ForeignWhole, Side: side})
	case format == library.RAW:
		return r.decodeRAW(ctx, data, name, side)
	}
	if r.Room != nil {
		return r.Room.Decode(ctx, data, name, side)
	}
	return Decode(ctx, data, name, side)
}

// Load is the package's Load for all formats.
func (r Reader) Load(ctx context.Context, path string, side int) (*Picture, error) {
	file, err := r.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return r.Decode(ctx, file.Data, path, side)
}

// Open gives the bytes of a file unless it is too large for its format. The caller
// closes it. Its errors are safefile's, or the context's.
func (r Reader) Open(ctx context.Context, path string) (*filecache.File, error) {
	files := r.Files
	if files == nil && r.Room != nil {
		files = r.Room.files
	}
	return openFile(ctx, files, path)
}

func openFile(ctx context.Context, files *filecache.Files, path string) (*filecache.File, error) {
	limit := int64(MaxFileBytes)
	info, err := filecache.Ask(ctx, files, path, func() (fs.FileInfo, error) { return os.Stat(path) })
	if err == nil && info.Size() > maxPhoneBytes { // only of such files the format matters
		format, err := sniffFile(ctx, files, path)
		if err != nil {
			return nil, err
		}
		limit = MaxBytes(format)
	}
	return files.Open(ctx, path, limit)
}

// Embedded is the package's Embedded for all formats. Of a foreign format the
// whole file is read, which is small, and only the thumbnail in it decoded; WebP,
// TIFF and JPEG XL have none.
func (r Reader) Embedded(ctx context.Context, path string) (*Picture, error) {
	over := r.Files.First()
	pic, err := filecache.Ask(ctx, r.Files, path, func() (*Picture, error) { return Embedded(ctx, path) })
	over()
	if r.Foreign == nil || !errors.Is(err, ErrNoEmbedded) {
		return pic, err
	}
	format, sniffErr := r.SniffFile(ctx, path)
	if sniffErr != nil || !hasThumbnail(format) || r.Foreign.Reads(format) != nil {
		return nil, err
	}
	pic, err = r.foreignThumbnail(ctx, path, format)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, ErrNoEmbedded // decoding the picture will say why
	}
	// One of another shape lies on its side, or is of another picture.
	if pic.Pixels = withoutBars(pic.Pixels, pic.Width, pic.Height); pic.Pixels == nil {
		return nil, ErrNoEmbedded
	}
	return pic, nil
}

func (r Reader) foreignThumbnail(ctx context.Context, path string, format library.Format) (*Picture, error) {
	file, err := r.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return r.foreign(ctx, file.Data, format, path, ForeignWant{Part: ForeignThumbnail})
}

// hasThumbnail is true for the foreign formats that may carry one.
func hasThumbnail(f library.Format) bool { return f == library.HEIF || f == library.AVIF }

// ForeignSize gives the size of a foreign picture, upright, without decoding it.
// Its errors are Decode's.
func (r Reader) ForeignSize(ctx context.Context, data []byte, name string) (w, h int, err error) {
	format := Sniff(data, name)
	if r.Foreign == nil || !isForeign(format) {
		return 0, 0, unsupported(format, name)
	}
	f, err := r.Foreign.Decode(ctx, data, format, name, ForeignWant{Part: ForeignSize})
	if err != nil {
		return 0, 0, err
	}
	if swapsSides(foreignOrientation(f, data, format)) {
		return f.Height, f.Width, nil
	}
	return f.Width, f.Height, nil
}

// foreignOrientation gives the EXIF orientation that is still to be applied to a
// decoded picture: what its page of a TIFF says, else the file's. That of HEIF,
// AVIF and JPEG XL repeats what the file itself says and the decoder has done.
func foreignOrientation(f *ForeignPicture, data []byte, format library.Format) int {
	switch {
	case hasThumbnail(format), format == library.JPEGXL:
		return 1
	case f.Orientation >= 1 && f.Orientation <= 8:
		return f.Orientation
	}
	return orientationOf(data, format)
}

// foreign has a part of a file decoded, turns its colours into sRGB and itself
// upright.
func (r Reader) foreign(ctx context.Context, data []byte, format library.Format, name string, want ForeignWant) (*Picture, error) {
	f, err := r.Foreign.Decode(ctx, data, format, name, want)
	if err != nil {
		return previewInstead(ctx, data, format, want, err)
	}
	foreignToSRGB(f, format)
	pic := upright(decoded{f.Pixels, f.Width, f.Height, foreignDamage(f.Damaged)}, foreignOrientation(f, data, format), f.Source)
	pic.Format = format
	return pic, nil
}

// previewInstead gives the preview of a TIFF whose picture gave an error: kinds
// that are not understood often come with a JPEG. Otherwise it gives the error.
func previewInstead(ctx context.Context, data []byte, format library.Format, want ForeignWant, err error) (*Picture, error) {
	if format != library.TIFF || !errors.Is(err, ErrUnsupported) && !errors.Is(err, ErrDamaged) {
		return nil, err
	}
	pic, previewErr := decodeRAW(ctx, data, want.Side)
	if previewErr != nil {
		return nil, err
	}
	pic.Format = format
	return pic, nil
}

// SniffFile is the package's SniffFile for files that may lie on a drive that says
// nothing. Its errors are filecache.Ask's too.
func (r Reader) SniffFile(ctx context.Context, path string) (library.Format, error) {
	return sniffFile(ctx, r.Files, path)
}

func sniffFile(ctx context.Context, files *filecache.Files, path string) (library.Format, error) {
	return filecache.Ask(ctx, files, path, func() (library.Format, error) { return SniffFile(path) })
}

// SniffFile tells a file's format from its first bytes. Its errors are
// safefile's.
func SniffFile(path string) (library.Format, error) {
	f, _, err := safefile.Open(path)
	if err != nil {
		return library.UnknownFormat, err
	}
	defer f.Close()
	var head [SniffBytes]byte
	n, err := f.ReadAt(head[:], 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return library.UnknownFormat, err
	}
	return Sniff(head[:n], path), nil
}
