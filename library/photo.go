package library

import (
	"path/filepath"
	"time"
)

// ID names a photo in the catalogue. It is given once and never used again, so
// decisions stay with a photo that is renamed, moved or edited. 0 is no photo.
type ID int64

// Format is the kind of file, found from its bytes and, for RAW, its name.
type Format string

// The formats that are told apart. RAW covers every camera maker's own format.
const (
	UnknownFormat Format = ""
	JPEG          Format = "jpeg"
	PNG           Format = "png"
	WebP          Format = "webp"
	TIFF          Format = "tiff"
	HEIF          Format = "heif"
	AVIF          Format = "avif"
	JPEGXL        Format = "jxl"
	RAW           Format = "raw"
)

// Hash names image data without its metadata: two files with the same hash show
// the same pixels even when their tags differ. It is lower-case hex with a
// prefix that says how it was made, "" while not yet known.
type Hash string

// Photo is one photograph: a row of the catalogue. A RAW file, its JPEG and its
// sidecar are one photo; Path is the file that is shown and Companions are the
// others.
type Photo struct {
	ID         ID
	Path       string // absolute, the bytes the operating system gave; maybe not UTF-8
	Companions []Companion
	Format     Format
	Size       int64 // bytes of the file at Path
	ModTime    time.Time
	Hash       Hash
	Width      int // pixels of the upright picture, 0 while not yet known
	Height     int
	Capture    Capture
	Decision   Decision
	Rotation   Rotation // on top of Capture.Orientation
	Metadata   Metadata
	Missing    bool    // there is no file at Path now; the row and decisions stay
	Problem    Message // why it cannot be shown or scored, zero when all is well
	Damage     Message // what is wrong with a file that can be shown all the same, zero when nothing is
}

// Name is the file's name without its folder.
func (p *Photo) Name() string { return filepath.Base(p.Path) }

// Folder is the folder that holds the file.
func (p *Photo) Folder() string { return filepath.Dir(p.Path) }

// Taken is when the photo was made: the camera's clock, or the file's time
// where the camera did not say.
func (p *Photo) Taken() time.Time {
	if !p.Capture.Time.IsZero() {
		return p.Capture.Time
	}
	return p.ModTime
}

// CompanionKind says what a companion file is to its photo.
type CompanionKind string

// A photo's other files: the RAW or JPEG of the same shot, and what else travels with
// it: sidecars, a voice memo, the film of a Live Photo.
const (
	CompanionImage   CompanionKind = "image"
	CompanionSidecar CompanionKind = "sidecar"
)

// Companion is another file of the same photo.
type Companion struct {
	Path string
	Kind CompanionKind
}

// Capture is what the camera wrote down. Zero fields are unknown.
type Capture struct {
	Time         time.Time     // the camera's clock; its zone where written, else UTC as a stand-in
	Camera       string        // maker and model, cleaned: "Canon EOS R5"
	Lens         string        // "RF50mm F1.2 L USM"
	ExposureTime time.Duration // shutter time
	FNumber      float64       // f-number, such as 2.8
	ISO          int
	FocalLength  float64 // millimetres
	Orientation  int     // EXIF 1..8, 0 when not written
	Focus        Focus   // where the camera focused

	// What tells bursts, brackets and cameras apart.
	Serial        string     // of the camera's body
	ExposureBias  float64    // stops by which the person or a bracket corrected the exposure; 0 also where not written
	Bracketing    Bracketing // the series that the camera took by itself
	FocusDistance float64    // metres
}

// Bracketing is a series of frames that a camera takes by itself, to be merged. It
// is stored: a value is never changed or reused.
type Bracketing string

// The series that are told apart. The zero value is none, or not known.
const (
	ExposureBracketing Bracketing = "exposure"
	FocusBracketing    Bracketing = "focus"
)

// Focus is a place in the upright picture, 0..1 from its left and top edges.
type Focus struct {
	X, Y  float64
	Known bool // false where the camera did not say
}
