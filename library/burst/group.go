package burst

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/fingerprint"
)

// Kind is what the photos of a group have to do with each other.
type Kind string

// The kinds of groups. They are printed: a name is never changed.
const (
	Single          Kind = "single"           // one photo
	Burst           Kind = "burst"            // the same scene several times in quick succession, to choose from
	ExposureBracket Kind = "exposure bracket" // one scene at several exposures, to be merged
	FocusBracket    Kind = "focus bracket"    // one scene at several distances of focus, to be merged
	Panorama        Kind = "panorama"         // frames that overlap, to be merged
	Copies          Kind = "copies"           // one photo in several files
)

// IsChoice is true where the frames are alternatives, of which one may be the best.
// All frames of the others are needed, or they are the same.
func (k Kind) IsChoice() bool { return k == Burst }

// Frame is a photo to be grouped.
type Frame struct {
	Photo *library.Photo
	Print *fingerprint.Print // of its picture; nil while it is not known

	// What a person corrected. A group begins at the photo, or the photo belongs to
	// the group of another one; false and 0 for neither.
	Split  bool
	JoinTo library.ID
}

// Group is photos that belong together, in the order in which they were taken.
type Group struct {
	Kind    Kind
	Members []Member // at least one
}

// Member is a photo of a group.
type Member struct {
	ID library.ID

	// CopyOf is the photo that shows the same pixels in another file, and was there
	// first by all that can be told; 0 for that one, and where there is none.
	CopyOf library.ID
}

// ID names the group: by its first photo.
func (g *Group) ID() library.ID { return g.Members[0].ID }

// Of groups photos. The groups are in the order of their first photos: by time, those
// whose time is not known last. Every photo is in one group; one without a time of its
// own is alone, unless it is a copy or was joined by hand.
func Of(frames []Frame) []Group {
	s := newShoot(frames)
	for _, stream := range s.streams() {
		s.chain(stream)
		s.panoramas(stream)
	}
	s.correct()
	return s.groups()
}
