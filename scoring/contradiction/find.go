package contradiction

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
)

// From where on a value does not fit what is said of it. Between them a value is
// middling, and words for it are a matter of taste.
const (
	high     = 6.5 // at least so much is not called bad
	veryHigh = 8.0 // nor even slightly bad
	low      = 3.5 // at most so much is not called good
	veryLow  = 2.5 // nor even fairly good
)

// Find gives what in an explanation contradicts the values that it was told, in
// the order of the text. A sentence that contradicts several is there as often.
func Find(e *library.Explanation) []library.Contradiction {
	var found []library.Contradiction
	entries := lexicon()
	for _, part := range parts(e.Text) {
		found = append(found, wrongNumber(e, part)...)
		if part.isScore {
			continue
		}
		for _, s := range sentences(e.Text, part) {
			found = append(found, wrongNumbers(e, s)...)
			found = append(found, wrongWords(e, s, entries)...)
		}
	}
	slices.SortStableFunc(found, func(a, b library.Contradiction) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return found
}

// wrongWords holds the claims of a sentence against the values.
func wrongWords(e *library.Explanation, s sentence, entries []entry) []library.Contradiction {
	var found []library.Contradiction
	told := map[library.Attribute]bool{}
	for _, c := range claims(s, entries) {
		a, ok := c.against(e)
		if !ok || told[a] {
			continue
		}
		told[a] = true
		found = append(found, library.Contradiction{
			From: s.from, To: s.to, Attribute: a,
			Reason: fmt.Sprintf("It says “%s”, but %s is %.2f%s.", c.quote, strings.ToLower(a.Title()), e.Of(a).Mean, meaning(a)),
		})
	}
	return found
}

// against gives the attribute whose value a claim contradicts. A claim that may
// be about several contradicts only where it fits none of them.
func (c claim) against(e *library.Explanation) (a library.Attribute, ok bool) {
	for i, of := range c.of {
		v := e.Of(of)
		if !v.Known || !c.contradicts(v.Mean) {
			return 0, false
		}
		if i == 0 {
			a = of
		}
	}
	return a, len(c.of) > 0
}

func (c claim) contradicts(value float64) bool {
	switch {
	case c.good && c.mild:
		return value <= veryLow
	case c.good:
		return value <= low
	case c.mild:
		return value >= veryHigh
	}
	return value >= high
}

// meaning reminds of what a high value means where the name says the opposite.
func meaning(a library.Attribute) string {
	if a == library.SubjectClutter || a == library.BackgroundClutter {
		return ", and 10 is uncluttered"
	}
	return ""
}
