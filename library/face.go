package library

// EyeState is what the lids of an eye look like. It is never more than a look: a
// person who looks down has the same lids as one who blinks.
type EyeState string

// The states of an eye.
const (
	EyeOpen    EyeState = "open"
	EyeClosed  EyeState = "closed"  // it looks closed
	EyeUnknown EyeState = "unknown" // too small, turned away, or between the two
)

// Box is a part of the upright picture: 0..1 of its width and height, from its left
// and upper edges.
type Box struct{ X, Y, Width, Height float64 }

// Overlap is the area that two boxes share, as a share of what they cover together,
// 0..1.
func (b Box) Overlap(other Box) float64 {
	w := min(b.X+b.Width, other.X+other.Width) - max(b.X, other.X)
	h := min(b.Y+b.Height, other.Y+other.Height) - max(b.Y, other.Y)
	if !(w > 0 && h > 0) {
		return 0
	}
	return w * h / (b.Width*b.Height + other.Width*other.Height - w*h)
}

// Eye is one eye of a face.
type Eye struct {
	Box   Box      // the square in which its focus is measured
	State EyeState // by the gaps of both eyes where both are seen
	Gap   float64  // how far the lids are apart, as a share of the eye's width; 0 and more
	Width float64  // pixels of the photo at full size
	Focus float64  // share of the finest scale's energy, 0..1, noise subtracted; only comparable within a stack
	Sharp bool     // whether Focus is known: the eye is at least 24 pixels wide, has contrast, and was read at full size
}

// Face is a face that was found in a photo. It says nothing about who it is.
type Face struct {
	Box     Box
	Score   float64 // the detector's, 0..1
	Turned  bool    // away from the camera, so that nothing is said about its eyes
	Eyes    [2]Eye  // the one further left in the picture first; zero where Turned
	SoftEye bool    // the nearer open eye is soft while another part of the photo is sharper

	// Cut is the share of the box that lay beyond the frame, 0..1, before Box was brought
	// into it.
	Cut float64
	// Detail is the share of variation around the nearer eye, at full size, that a blur
	// would destroy, 0..1; 0 where it is not known. What reads it for scores says what it
	// is worth, whatever the lids do.
	Detail float64
}

// State is that of both eyes together: closed only where they agree, or where only
// one of them can be seen.
func (f *Face) State() EyeState {
	a, b := f.Eyes[0].State, f.Eyes[1].State
	switch {
	case f.Turned || a == "" || b == "":
		return EyeUnknown
	case a == b || b == EyeUnknown:
		return a
	case a == EyeUnknown:
		return b
	}
	return EyeUnknown
}
