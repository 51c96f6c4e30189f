package faces

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/language"
)

// tally is how many faces there are of each kind.
type tally struct{ all, closed, unknown, turned int }

func count(found []library.Face) tally {
	t := tally{all: len(found)}
	for i := range found {
		switch f := &found[i]; {
		case f.Turned:
			t.turned++
		case f.State() == library.EyeClosed:
			t.closed++
		case f.State() == library.EyeUnknown:
			t.unknown++
		}
	}
	return t
}

// Line says what was found, "7 faces, 1 looks closed, 2 cannot tell, 1 turned away"; ""
// where there are no faces.
func Line(found []library.Face) string {
	t := count(found)
	if t.all == 0 {
		return ""
	}
	words := []string{language.Plural("{{.N}} faces", t.all)}
	add := func(n int, text string) {
		if n > 0 {
			words = append(words, text)
		}
	}
	add(t.closed, language.Plural("{{.N}} look closed", t.closed))
	add(t.unknown, language.Plural("{{.N}} cannot tell", t.unknown))
	add(t.turned, language.Plural("{{.N}} turned away", t.turned))
	return strings.Join(words, ", ")
}

// Badge is what a cell says of the faces: that the eyes look closed, with the number
// where there are several faces; "" where none do.
func Badge(found []library.Face) string {
	switch t := count(found); {
	case t.closed == 0:
		return ""
	case t.all == 1:
		return lang.L("looks closed")
	default:
		return language.Plural("{{.N}} look closed", t.closed)
	}
}
