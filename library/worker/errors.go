package worker

import (
	"errors"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/child"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/worker/wire"
)

// What callers decide by.
var (
	// ErrUnavailable says that no worker can be had. No file is at fault. It is
	// a picture.ErrUnsupported too.
	ErrUnavailable = errors.New("the decode worker cannot be used")

	// ErrQuarantined says that a file ended its worker twice, now or earlier, the
	// second time alone, and is not tried again by itself.
	ErrQuarantined = errors.New("the file is in quarantine")

	// ErrInterrupted says that somebody else ended the worker. The file may well
	// be sound.
	ErrInterrupted = errors.New("decoding was interrupted")
)

// faultf makes an error of one of the kinds above or library/picture's, said in
// one sentence for people.
func faultf(kind error, format string, args ...any) error {
	return child.Errorf([]error{kind}, format, args...)
}

// coded is an error of some of the kinds above with a message that can be stored.
type coded struct {
	message library.Message
	kinds   []error
}

func because(reason library.Message, code string, kinds ...error) error {
	return &coded{message.New(code, message.Of("reason", reason)), kinds}
}

// Error words it in English.
func (c *coded) Error() string { return message.English(c.message) }

// Message is what library.MessageOf gives for it.
func (c *coded) Message() library.Message { return c.message }

// Unwrap gives the kinds.
func (c *coded) Unwrap() []error { return c.kinds }

// closing is what calls end with that Close has ended.
func closing() error {
	return faultf(ErrInterrupted, "decoding was interrupted: the program is closing")
}

// unavailable says why pictures of a format cannot be read on this machine, and
// what to do.
func unavailable(format library.Format, why string) error {
	what := title(format) + " pictures cannot be read"
	if format == library.RAW {
		what = "RAW files without a preview that is large enough cannot be developed"
	}
	return child.Errorf([]error{ErrUnavailable, picture.ErrUnsupported},
		"%s: %s. Until that is fixed, export this photo as JPEG to see it here", what, why)
}

func title(format library.Format) string {
	switch format {
	case library.AVIF:
		return "AVIF"
	case library.WebP:
		return "WebP"
	case library.TIFF:
		return "TIFF"
	case library.JPEGXL:
		return "JPEG XL"
	}
	return "HEIC"
}

// failed turns the worker's word on a file into an error of library/picture.
func failed(format library.Format, f *wire.Failure) error {
	if f.Kind == wire.Unsupported && f.Reason != "" {
		return picture.UnreadableKind(format, child.Clean(f.Reason))
	}
	kind := picture.ErrDamaged
	switch f.Kind {
	case wire.UnknownCamera:
		return picture.UnknownCamera(child.Clean(f.Reason))
	case wire.Unsupported:
		kind = picture.ErrUnsupported
	case wire.TooLarge:
		kind = picture.ErrTooManyPixels
	case wire.NoThumbnail:
		return picture.ErrNoEmbedded
	}
	return faultf(kind, "%s", child.Clean(f.Text))
}
