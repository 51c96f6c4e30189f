package export

import (
	"errors"
	"fmt"
	"path/filepath"

	"keeplight.app/keeplight/library"
)

// Mode is the way in which files reach the destination.
type Mode string

// The ways. All leave the original's bytes and times alone.
const (
	Copy     Mode = "copy"    // a copy that was read back and compared
	Move     Mode = "move"    // the original leaves its folder once all files of the photo have arrived
	HardLink Mode = "link"    // a second name for the original's own bytes, on the same volume
	Reflink  Mode = "reflink" // blocks shared until one side changes, a verified copy where that cannot be had
)

// ParseMode reads a mode as it is spelt on the command line.
func ParseMode(s string) (Mode, error) {
	switch m := Mode(s); m {
	case Copy, Move, HardLink, Reflink:
		return m, nil
	}
	return "", fmt.Errorf("unknown way to export %q: use copy, move, link or reflink", s)
}

// Item is a photo to export and, for the template, its score.
type Item struct {
	Photo library.Photo
	Score *library.Score // nil where it is not scored
}

// Options says where photos go and how.
type Options struct {
	To         string   // the destination folder; it is made where it is missing
	Second     string   // gets a verified copy of the same files, whatever Mode says; "" for none
	Checksums  bool     // each destination gets a list of what was written there; see library/export/checksum
	Mode       Mode     // "" is Copy
	Template   string   // "" is DefaultTemplate; see ParseTemplate
	DryRun     bool     // Run then changes nothing and reports what it would do
	Companions bool     // the RAW or JPEG of the same shot comes along
	Sidecars   bool     // sidecars come along
	Roots      []string // the opened folders; nothing is moved that a link out of them leads to
	Unread     []string // destinations of earlier exports, which no photos are read from

	// Arrived, where it is not nil, is called by Run as soon as all files of a
	// photo are in their place, so that a caller who records them loses none when
	// the program ends in the middle.
	Arrived func(*Done)
}

// NewOptions gives options that copy whole photos, companions and sidecars
// included, under their own names.
func NewOptions(to string) Options {
	return Options{To: to, Mode: Copy, Template: DefaultTemplate, Companions: true, Sidecars: true}
}

// complete fills in what was left out and makes To absolute.
func (o Options) complete() (Options, error) {
	if o.To == "" {
		return o, errors.New("no destination folder is given")
	}
	to, err := filepath.Abs(o.To)
	if err != nil {
		return o, fmt.Errorf("finding the destination folder: %w", err)
	}
	o.To = to
	if o.Mode == "" {
		o.Mode = Copy
	}
	if o.Template == "" {
		o.Template = DefaultTemplate
	}
	if _, err = ParseMode(string(o.Mode)); err != nil {
		return o, err
	}
	return o, o.completeSecond()
}

// ErrNested means that one of two destinations lies in the other, or is the same.
var ErrNested = errors.New("one destination is inside the other: choose two separate folders")

// completeSecond makes Second absolute and compares it with To by where they really are.
func (o *Options) completeSecond() (err error) {
	if o.Second == "" {
		return nil
	}
	if o.Second, err = filepath.Abs(o.Second); err != nil {
		return fmt.Errorf("finding the second destination folder: %w", err)
	}
	if Nested(o.To, o.Second) {
		return fmt.Errorf("%s: %w", library.Display(o.Second), ErrNested)
	}
	return nil
}

// Nested is true where one of two folders, absolute, lies in the other or is the same,
// links followed.
func Nested(a, b string) bool {
	a, b = resolve(a), resolve(b)
	return library.Below(a, b) || library.Below(b, a)
}

// destinations are the folders that photos are brought to, the first one first.
func (o *Options) destinations() []string {
	if o.Second == "" {
		return []string{o.To}
	}
	return []string{o.To, o.Second}
}
