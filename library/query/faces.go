package query

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/plain"
)

// Faces is what the faces found in a photo come to. The zero value is a photo in
// which none was found.
type Faces struct {
	Found   int // faces
	Closed  int // of these, those whose eyes look closed
	Open    int // those whose eyes are open
	Unknown int // those that look here, and of which neither can be said
	Turned  int // those that are turned away
	Soft    int // those that are soft at the eye while another part of the photo is sharper

	// Gap is the least gap between a face's lids, as a share of the eye's width,
	// among the faces of which something can be said: the lower, the surer a face
	// looks closed. It counts only where Closed or Open is not 0.
	Gap float64

	// Focus is that of the widest open eye of which it was measured, 0 for none. It
	// compares only within a burst.
	Focus float64
}

// CountFaces sums up the faces found in a photo.
func CountFaces(found []library.Face) Faces {
	c := Faces{Found: len(found), Gap: math.Inf(1)}
	widest := 0.0
	for i := range found {
		f := &found[i]
		switch state := f.State(); {
		case f.Turned:
			c.Turned++
		case state == library.EyeClosed:
			c.Closed++
			c.Gap = min(c.Gap, lidGap(f, state))
		case state == library.EyeOpen:
			c.Open++
			c.Gap = min(c.Gap, lidGap(f, state))
		default:
			c.Unknown++
		}
		if f.SoftEye {
			c.Soft++
		}
		for _, e := range f.Eyes {
			// Closed lids have less detail than an eye, however sharp they are.
			if e.Sharp && e.State == library.EyeOpen && e.Width > widest {
				widest, c.Focus = e.Width, e.Focus
			}
		}
	}
	if c.Closed+c.Open == 0 {
		c.Gap = 0
	}
	return c
}

// Describe says in English what was found, "7 faces, 1 looks closed, 2 cannot tell, 1
// turned away", and "no faces".
func (f *Faces) Describe() string {
	if f.Found == 0 {
		return "no faces"
	}
	words := []string{plain.Plural(f.Found, "face", "faces")}
	for _, part := range []struct {
		n         int
		one, many string
	}{
		{f.Closed, "looks closed", "look closed"},
		{f.Unknown, "cannot tell", "cannot tell"},
		{f.Turned, "turned away", "turned away"},
		{f.Soft, "soft at the eye", "soft at the eye"},
	} {
		if part.n > 0 {
			words = append(words, plain.Plural(part.n, part.one, part.many))
		}
	}
	return strings.Join(words, ", ")
}

// lidGap is the mean gap of those of a face's eyes that are in a state.
func lidGap(f *library.Face, state library.EyeState) float64 {
	sum, n := 0.0, 0
	for _, e := range f.Eyes {
		if e.State == state {
			sum, n = sum+e.Gap, n+1
		}
	}
	return sum / float64(n)
}

// FacesWanted says what a filter asks of the faces in a photo. Photos that were not
// looked at yet are in none of the choices but AnyFaces.
type FacesWanted string

// What a filter asks of faces.
const (
	AnyFaces      FacesWanted = ""       // all photos
	SomeoneBlinks FacesWanted = "blinks" // at least one face looks closed
	AllEyesOpen   FacesWanted = "open"   // there is a face, and the eyes of all are open
	NoFaces       FacesWanted = "none"   // it was looked at, and none was found
	SoftAtEye     FacesWanted = "soft"   // at least one face is soft at the eye
)

// FaceChoices gives what a filter can ask of faces, in the order of a menu.
func FaceChoices() []FacesWanted {
	return []FacesWanted{SomeoneBlinks, AllEyesOpen, NoFaces, SoftAtEye}
}

// ParseFacesWanted reads a choice that a person typed, one of FaceChoices.
func ParseFacesWanted(s string) (FacesWanted, error) {
	if w := FacesWanted(s); slices.Contains(FaceChoices(), w) {
		return w, nil
	}
	return AnyFaces, fmt.Errorf("cannot choose photos by faces %q: use blinks, open, none or soft", s)
}

// known gives AnyFaces for a choice that this version does not know.
func (w FacesWanted) known() FacesWanted {
	w, _ = ParseFacesWanted(string(w))
	return w
}

// lets is true where a photo with these faces may be shown; nil was not looked at.
func (w FacesWanted) lets(f *Faces) bool {
	if w == AnyFaces || f == nil {
		return w == AnyFaces
	}
	switch w {
	case SomeoneBlinks:
		return f.Closed > 0
	case AllEyesOpen:
		return f.Found > 0 && f.Open == f.Found
	case NoFaces:
		return f.Found == 0
	case SoftAtEye:
		return f.Soft > 0
	}
	return false
}

// words says in a few words what is asked for.
func (w FacesWanted) words() string {
	switch w {
	case SomeoneBlinks:
		return "someone blinks"
	case AllEyesOpen:
		return "all eyes open"
	case NoFaces:
		return "no faces"
	case SoftAtEye:
		return "soft at the eye"
	}
	return ""
}
