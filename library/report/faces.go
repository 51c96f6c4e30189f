package report

import (
	"strconv"

	"keeplight.app/keeplight/library/query"
)

// faces gives the keys of what is known of faces in the order in which they are
// documented; null where nobody has looked.
func faces(f *query.Faces) any {
	if f == nil {
		return nil
	}
	return object{
		{"found", f.Found},
		{"look_open", f.Open},
		{"look_closed", f.Closed},
		{"cannot_tell", f.Unknown},
		{"turned_away", f.Turned},
		{"soft_at_the_eye", f.Soft},
	}
}

// facesHeader are the columns of facesCells.
func facesHeader() []string {
	return []string{"faces", "faces_look_open", "faces_look_closed", "faces_cannot_tell", "faces_turned_away", "faces_soft_at_the_eye"}
}

func facesCells(f *query.Faces) []string {
	cells := make([]string, len(facesHeader()))
	if f != nil {
		for i, n := range []int{f.Found, f.Open, f.Closed, f.Unknown, f.Turned, f.Soft} {
			cells[i] = strconv.Itoa(n)
		}
	}
	return cells
}
