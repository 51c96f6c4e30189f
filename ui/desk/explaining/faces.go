package explaining

import (
	"maps"

	"keeplight.app/keeplight/library"
)

// Faces says which face the person looks at.
type Faces interface {
	// Chosen gives the face of a photo that is shown at 100 %, and what it is called,
	// "face 2 of 5"; ok is false where none is.
	Chosen(p *library.Photo) (face library.Box, name string, ok bool)
	// On is false while nothing is kept of faces.
	On() bool
}

// UseFaces has the model asked about the face that is chosen. It is called once, before
// anything is shown.
func (x *Explaining) UseFaces(f Faces) { x.faces = f }

// topicOf is what the person asks about where a photo is shown.
func (x *Explaining) topicOf(p *library.Photo) topic {
	about := topic{id: p.ID}
	if x.faces != nil && x.faces.On() {
		about.face, _, _ = x.faces.Chosen(p)
	}
	return about
}

// faceName is what the face that is chosen in a photo is called, "" where none is.
func (x *Explaining) faceName(p *library.Photo) string {
	if !x.topicOf(p).isFace() {
		return ""
	}
	_, name, _ := x.faces.Chosen(p)
	return name
}

// forgetFaces drops what was written about faces once nothing of them is kept.
func (x *Explaining) forgetFaces() {
	if x.faces == nil || x.faces.On() {
		return
	}
	if x.writing.isFace() && !x.stopping {
		x.stop()
	}
	maps.DeleteFunc(x.known, func(about topic, _ text) bool { return about.isFace() })
}
