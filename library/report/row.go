package report

import (
	"math"
	"strconv"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/query"
)

// Row is one photo in a report.
type Row struct {
	Path  string         // as shown, such as relative to the folder that was asked for; any bytes
	Photo library.Photo  // what is known of it; may be empty when it could not be read
	Score *library.Score // nil when there is none
	Err   string         // why there is none, "" when all is well

	InShoot, InLibrary *Standing // where the overall stands; nil where that was not asked for or is not known

	Group *Group // nil where that was not asked for

	Weighted *Weighted // what the photos are sorted by; nil where they are by something else

	// Faces are what is known of the faces in it; nil where that was not asked for, and
	// then no word of the row speaks of them, or where nobody has looked.
	Faces *query.Faces

	Explanation    *library.Explanation    // what a model wrote about its score; nil for nothing
	Contradictions []library.Contradiction // in it, in the order of its text
}

// reason says in English why an attribute has its value.
func (r *Row) reason(m library.Message) string {
	if r.Faces == nil {
		m = message.WithoutFaces(m)
	}
	return message.English(m)
}

// hash is the image data's hash, from the photo or else its score.
func (r *Row) hash() library.Hash {
	if r.Photo.Hash == "" && r.Score != nil {
		return r.Score.Hash
	}
	return r.Photo.Hash
}

// decimal writes a number as all reports do: at most two decimals and at least
// one. A number that is none gives ok false.
func decimal(v float64) (text string, ok bool) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "", false
	}
	text = strconv.FormatFloat(v, 'f', 2, 64)
	text = strings.TrimSuffix(text, "0")
	if text == "-0.0" {
		text = "0.0"
	}
	return text, true
}

// usable is true for a value that can be written.
func usable(v library.Value) bool {
	_, mean := decimal(v.Mean)
	_, sd := decimal(v.SD)
	return v.Known && mean && sd
}
