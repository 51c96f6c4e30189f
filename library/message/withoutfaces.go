package message

import "keeplight.app/keeplight/library"

// WithoutFaces gives what is said of a value without a word of the faces in the photo,
// for what is handed on to others. A message that speaks of none stays as it is.
func WithoutFaces(m library.Message) library.Message {
	switch m.Code() {
	case ClarityEyeSharpest, ClarityEyeSharp, ClarityEyeSoft, CompositionFace:
		for _, a := range m.Args() {
			if a.Name == "reason" && a.Message != nil {
				return *a.Message
			}
		}
		return library.Message{}
	case IntegrityFaceCut:
		return New(IntegrityCut, m.Args()...)
	}
	return m
}
