package session

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
)

// UseFaces has photos filtered and sorted by their faces too: of gives what is known of
// a photo, nil where nobody has looked.
func (s *Scores) UseFaces(of func(*library.Photo) *query.Faces) { s.faces = of }

// FacesKnown hears that the faces of so many photos are known now, or no more. The
// photos keep their places until the person sorts again.
func FacesKnown(s *Session, photos int) {
	s.revision++
	if s.filter.Faces != query.AnyFaces || s.order.By == query.ByEyes {
		s.waiting.Moved += photos
	}
}
