package shoot

import "keeplight.app/keeplight/app/faces"

// Faces are what is known of the faces in the photos; nil where none are looked for.
func (s *Shoot) Faces() *faces.Pass { return s.faces }
