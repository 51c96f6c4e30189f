package session

import (
	"strings"

	"keeplight.app/keeplight/library"
)

// StarsText writes a rating as stars, "" for none.
func StarsText(r library.Rating) string {
	return strings.Repeat("★", int(min(r, library.MaxRating)))
}
