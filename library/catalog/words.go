package catalog

import (
	"fmt"
	"strings"

	"keeplight.app/keeplight/library"
)

// describe says in plain words what a step does, such as "Pick for IMG_1.jpg"
// or "4 stars for 12 photos". It counts only photos that changed.
func describe(marks []Mark, changes []change) string {
	what := "Several decisions"
	if words := markWords(&marks[0]); words != "" && alike(marks) {
		what = words
	}
	if len(changes) == 1 {
		return what + " for " + library.Display(changes[0].photo.Name())
	}
	return fmt.Sprintf("%s for %d photos", what, len(changes))
}

func alike(marks []Mark) bool {
	first := markWords(&marks[0])
	for i := range marks {
		if markWords(&marks[i]) != first {
			return false
		}
	}
	return true
}

func markWords(m *Mark) string {
	var parts []string
	if m.Flag != nil {
		parts = append(parts, flagWords(*m.Flag))
	}
	if m.Rating != nil {
		parts = append(parts, ratingWords(*m.Rating))
	}
	if m.Label != nil {
		parts = append(parts, labelWords(*m.Label))
	}
	text := strings.Join(parts, ", ")
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

func flagWords(f library.Flag) string {
	if f == library.Undecided {
		return "no flag"
	}
	return f.String()
}

func ratingWords(r library.Rating) string {
	switch r {
	case 0:
		return "no stars"
	case 1:
		return "1 star"
	}
	return fmt.Sprintf("%d stars", r)
}

func labelWords(l library.Label) string {
	if l == library.NoLabel {
		return "no label"
	}
	return l.String() + " label"
}
