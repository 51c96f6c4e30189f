package picture

import (
	"errors"
	"fmt"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

const (
	// ThumbSide is the long side in pixels of stored thumbnails.
	ThumbSide = 384

	// MaxFileBytes is the size in bytes of the largest file that is read.
	MaxFileBytes = 1 << 30

	// maxPhoneBytes is MaxFileBytes for the formats of phones and of the web, whose
	// largest pictures have a tenth of it.
	maxPhoneBytes = 256 << 20

	// MaxPixels is how many pixels one decoded picture may have. JPEGs are
	// counted after scaling, so that a large panorama still shows small.
	MaxPixels = 200_000_000

	// maxSourcePixels bounds the work that a JPEG's header can ask for even
	// when the result is scaled down.
	maxSourcePixels = 1 << 30

	// maxWorkBytes bounds what a decoder holds besides its result: a
	// progressive JPEG's coefficients, or the picture in its own pixel format.
	maxWorkBytes = 1 << 30
)

// MaxBytes is the size in bytes of the largest file of a format that is read.
func MaxBytes(f library.Format) int64 {
	if isForeign(f) && f != library.TIFF && f != library.JPEGXL {
		return maxPhoneBytes
	}
	return MaxFileBytes
}

// What callers decide by. Errors of this package wrap one of them wherever the
// file itself is at fault; anything else came from the disk or the context.
var (
	ErrEmpty         = errors.New("the file is empty")
	ErrUnsupported   = errors.New("this kind of picture cannot be read by this version")
	ErrDamaged       = errors.New("the file is damaged")
	ErrTooManyPixels = errors.New("the picture is too large")
	ErrNoEmbedded    = errors.New("the file has no embedded thumbnail")

	// ErrTryAgain says that a Foreign broke down over a file, which proves
	// nothing yet: the caller asks once more, later if it can.
	ErrTryAgain = errors.New("the file is to be tried again")
)

// problem is one of the errors above, said in one sentence for people.
type problem struct {
	kind   error
	detail error
}

// problemf gives an error of a kind whose text is only what the format says.
func problemf(kind error, format string, args ...any) error {
	return &problem{kind, fmt.Errorf(format, args...)}
}

// UnreadableKind is the error of a healthy file whose kind cannot be read. why goes
// on from a colon, in words for people.
func UnreadableKind(format library.Format, why string) error {
	m := message.NewError(message.KindUnreadable, message.Text("format", title(format)), message.Text("why", why))
	return &unreadable{problem{ErrUnsupported, m}, m}
}

// UnknownCamera is the error of a healthy RAW file that its decoder ("LibRaw
// 0.20.2") does not know. Reader adds the camera's name to it.
func UnknownCamera(decoder string) error {
	m := message.NewError(message.CameraUnnamed, message.Text("decoder", decoder))
	return &unknownCamera{unreadable{problem{ErrUnsupported, m}, m}, decoder}
}

// unknownCamera is an unreadable file that a newer decoder may read.
type unknownCamera struct {
	unreadable
	decoder string
}

// named gives the error with the camera's name, which may be "".
func (u *unknownCamera) named(camera string) error {
	if camera == "" {
		return u
	}
	m := message.NewError(message.CameraUnknown, message.Text("camera", camera), message.Text("decoder", u.decoder))
	return &unreadable{problem{ErrUnsupported, m}, m}
}

// unreadable is a problem with a code of its own.
type unreadable struct {
	problem
	coded *message.Error
}

// Message is what library.MessageOf gives for it.
func (u *unreadable) Message() library.Message { return u.coded.Message() }

func (p *problem) Error() string   { return p.detail.Error() }
func (p *problem) Unwrap() []error { return []error{p.kind, p.detail} }

// checkSize refuses a picture of w x h pixels that would take more than the
// limits allow, before anything is allocated for it.
func checkSize(w, h int, workBytesPerPixel int64) error {
	if w <= 0 || h <= 0 {
		return problemf(ErrDamaged, "the file is damaged: its header says %d x %d pixels", w, h)
	}
	pixels := int64(w) * int64(h)
	if int64(w) > MaxPixels || int64(h) > MaxPixels || pixels > MaxPixels {
		return problemf(ErrTooManyPixels, "the picture is too large: %d x %d pixels, at most %d million are read", w, h, MaxPixels/1_000_000)
	}
	if pixels*workBytesPerPixel > maxWorkBytes {
		return problemf(ErrTooManyPixels, "the picture is too large: %d x %d pixels need more than %d MB to decode", w, h, maxWorkBytes>>20)
	}
	return nil
}
