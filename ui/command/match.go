package command

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// Match is a command that fits what was typed into the palette.
type Match struct {
	Binding *Binding
	Title   string // as it was searched, maybe in another language
	Enabled bool
	Why     string // why it cannot run now
	rank    int
}

// Search gives the commands whose title, in the words that title gives it, holds
// every word of the query, the best first: those whose words begin with it before
// those that hold it somewhere, those that can run before those that cannot, else
// in the order of the table. An empty query gives all.
func (t *Table) Search(query string, title func(*Binding) string) []Match {
	words := strings.Fields(strings.ToLower(query))
	var all []Match
	for _, b := range t.bindings {
		m := Match{Binding: b, Title: title(b)}
		m.rank = fit(strings.ToLower(m.Title), words)
		if m.rank < 0 {
			m.rank = fit(string(b.ID), words) // the names of the file of keys count too
		}
		if m.rank < 0 {
			continue
		}
		m.Enabled, m.Why = b.State()
		all = append(all, m)
	}
	slices.SortStableFunc(all, func(a, b Match) int {
		if a.rank != b.rank {
			return cmp.Compare(b.rank, a.rank)
		}
		switch {
		case a.Enabled && !b.Enabled:
			return -1
		case b.Enabled && !a.Enabled:
			return 1
		}
		return 0
	})
	return all
}

// fit says how well a title fits the words: -1 not at all, more is better.
func fit(title string, words []string) int {
	rank := 0
	for i, w := range words {
		at := strings.Index(title, w)
		switch {
		case at < 0:
			return -1
		case at == 0 && i == 0:
			rank += 3
		case beginsWord(title, w):
			rank += 2
		}
	}
	return rank
}

// beginsWord is true where one of the title's words begins with w.
func beginsWord(title, w string) bool {
	parts := strings.FieldsFunc(title, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return slices.ContainsFunc(parts, func(p string) bool { return strings.HasPrefix(p, w) })
}
