package child

import (
	"strings"

	"keeplight.app/keeplight/library"
)

// longest is how many characters of a child's text are shown: a line or two.
const longest = 300

// Clean makes a child's text safe to show to people: one line of at most 300
// characters and an ellipsis, without control characters.
func Clean(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > longest {
		text = string(r[:longest]) + "…"
	}
	return library.Display(text)
}
