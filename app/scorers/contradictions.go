package scorers

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/contradiction"
)

// Contradictions finds where an explanation says other than its score
// (scoring/contradiction).
func Contradictions(e *library.Explanation) []library.Contradiction { return contradiction.Find(e) }
