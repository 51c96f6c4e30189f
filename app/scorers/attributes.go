package scorers

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/measure"
)

// Attributes gives what a scorer can judge at all, in the order of the radar. A scorer
// that this program does not know may judge all ten.
func (id ID) Attributes() []library.Attribute {
	if id == BuiltIn {
		return measure.Attributes()
	}
	all := library.Attributes()
	return all[:]
}

// Judged is Attributes of the scorer that gave a score; all ten where there is none.
func Judged(s *library.Score) []library.Attribute {
	if s == nil {
		return ID("").Attributes()
	}
	return ID(s.By.Name).Attributes()
}
