package model

import (
	"strings"

	"keeplight/library"
)

// StarsText writes a rating as stars, "" for none.
func StarsText(r library.Rating) string {
	return strings.Repeat("★", int(min(r, library.MaxRating)))
}
