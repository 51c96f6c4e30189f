package worker

import (
	"errors"
	"fmt"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/worker/wire"
)

// What callers decide by.
var (
	// ErrUnavailable says that no worker can be had. No file is at fault. It is
	// a picture.ErrUnsupported too.
	ErrUnavailable = errors.New("the decode worker cannot be used")

	// ErrQuarantined says that a file ended its worker, now or earlier, and is
	// not tried again by itself.
	ErrQuarantined = errors.New("the file is set aside")

	// ErrInterrupted says that somebody else ended the worker. The file may well
	// be sound.
	ErrInterrupted = errors.New("decoding was interrupted")
)

// fault is an error of one or more of the kinds above and library/picture's,
// said in one sentence for people.
type fault struct {
	text  string
	kinds []error
}

func (f *fault) Error() string   { return f.text }
func (f *fault) Unwrap() []error { return f.kinds }

func faultf(kind error, format string, args ...any) error {
	return &fault{fmt.Sprintf(format, args...), []error{kind}}
}

// unavailable says why pictures of a format cannot be read on this machine, and
// what to do.
func unavailable(format library.Format, why string) error {
	return &fault{
		fmt.Sprintf("%s pictures cannot be read: %s. Until then, export this one as JPEG to see it here", title(format), why),
		[]error{ErrUnavailable, picture.ErrUnsupported},
	}
}

func title(format library.Format) string {
	if format == library.AVIF {
		return "AVIF"
	}
	return "HEIC"
}

// failed turns the worker's word on a file into an error of library/picture.
func failed(f *wire.Failure) error {
	kind := picture.ErrDamaged
	switch f.Kind {
	case wire.Unsupported:
		kind = picture.ErrUnsupported
	case wire.TooLarge:
		kind = picture.ErrTooManyPixels
	case wire.NoThumbnail:
		return picture.ErrNoEmbedded
	}
	return &fault{plain(f.Text), []error{kind}}
}

// plain makes a worker's text safe to show and no longer than a line or two.
func plain(text string) string {
	const longest = 300
	text = strings.TrimSpace(text)
	if r := []rune(text); len(r) > longest {
		text = string(r[:longest]) + "…"
	}
	return library.Display(text)
}
