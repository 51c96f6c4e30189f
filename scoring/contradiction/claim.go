package contradiction

import (
	"slices"
	"strings"
	"unicode"

	"keeplight.app/keeplight/library"
)

// claim is something that a sentence says of an attribute.
type claim struct {
	of    []library.Attribute // it is about one of these
	good  bool
	mild  bool   // "slightly soft", "not very sharp"
	quote string // the words that say it
}

// claims finds what a sentence says, clause by clause.
func claims(s sentence, entries []entry) []claim {
	if strings.HasSuffix(s.text, "?") {
		return nil
	}
	var all []claim
	for _, c := range clauses(s.text) {
		for _, e := range entries {
			if at := e.find(c); at >= 0 {
				all = c.claim(all, at, len(e.says), e.good, narrowed(e.of, c))
			}
		}
		all = append(all, verdicts(s, c)...)
	}
	return all
}

// clause is the words of a part of a sentence, in lower case.
type clause []string

// clauses cuts a sentence where a negation no longer reaches.
func clauses(text string) []clause {
	var all []clause
	var words clause
	cut := func() {
		if len(words) > 0 {
			all = append(all, words.withoutNames())
		}
		words = nil
	}
	var word strings.Builder
	end := func() {
		switch w := word.String(); w {
		case "":
		case "but", "while", "although", "though", "yet", "however", "whereas", "because", "despite":
			cut()
		default:
			words = append(words, w)
		}
		word.Reset()
	}
	for _, r := range strings.ToLower(text) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			word.WriteRune(r)
		case r == '\'' || r == '’':
			word.WriteRune('\'')
		default:
			end()
			if strings.ContainsRune(",;:()—–", r) {
				cut()
			}
		}
	}
	end()
	cut()
	return all
}

// withoutNames leaves out the attributes' own names, which say nothing: "the
// level shot score", "background clutter 6.10".
func (c clause) withoutNames() clause {
	for _, name := range []clause{
		{"level", "shot"},
		{"subject", "clutter"},
		{"background", "clutter"},
		{"subject", "and", "background"},
		{"eye", "catching", "score"},
		{"eye", "catching", "value"},
	} {
		for at := c.index(name); at >= 0; at = c.index(name) {
			c = slices.Concat(c[:at], clause{"-"}, c[at+len(name):])
		}
	}
	if at := c.index(clause{"eye", "catching"}); at >= 0 && at+2 < len(c) && unicode.IsDigit(rune(c[at+2][0])) {
		c = slices.Concat(c[:at], clause{"-"}, c[at+2:])
	}
	return c
}

// index is where a phrase begins, -1 where it does not stand.
func (c clause) index(phrase []string) int {
	for at := 0; at+len(phrase) <= len(c); at++ {
		if slices.EqualFunc(phrase, c[at:at+len(phrase)], isWord) {
			return at
		}
	}
	return -1
}

// isWord holds a word against one of the list, whose star stands for any ending.
func isWord(listed, word string) bool {
	if beginning, open := strings.CutSuffix(listed, "*"); open {
		return strings.HasPrefix(word, beginning)
	}
	return listed == word
}

func (c clause) has(listed []string) bool {
	return slices.ContainsFunc(listed, func(l string) bool { return c.index([]string{l}) >= 0 })
}

// find is where an entry's phrase stands in a clause, -1 where it does not or
// means something else there.
func (e entry) find(c clause) int {
	at := c.index(e.says)
	if at < 0 || len(e.near) > 0 && !c.has(e.near) || c.has(e.not) {
		return -1
	}
	return at
}

// narrowed keeps of the two kinds of clutter the one that the clause names.
func narrowed(of []library.Attribute, c clause) []library.Attribute {
	if !slices.Contains(of, library.SubjectClutter) {
		return of
	}
	switch behind, subject := c.has(strings.Fields(elsewhere)), c.has([]string{"subject*"}); {
	case behind && !subject:
		return []library.Attribute{library.BackgroundClutter}
	case subject && !behind:
		return []library.Attribute{library.SubjectClutter}
	}
	return of
}

// reach is how many words before a phrase can turn it round.
const reach = 5

// claim adds what a phrase of n words at a place says, if it says anything.
func (c clause) claim(all []claim, at, n int, good bool, of []library.Attribute) []claim {
	from := max(0, at-reach)
	for i := at - 1; i >= from; i-- {
		if c[i] == "and" || c[i] == "with" {
			from = i + 1
		}
	}
	made := claim{of: of, good: good, quote: strings.Join(c[at:at+n], " ")}
	byDegree := false
	for i := at - 1; i >= from; i-- {
		switch {
		case isSupposed(c[i]):
			return all
		case isNot(c, i):
			made.good, made.mild = !made.good, made.mild || byDegree
			made.quote = strings.Join(c[i:at+n], " ")
		case isHedge(c[i]):
			made.mild = true
		}
		byDegree = byDegree || isDegree(c[i])
	}
	if at+n < len(c) && c[at+n] == "free" {
		made.good = !made.good
		made.quote += " free"
	}
	return append(all, made)
}

// isNot is true for a word that turns round what follows it.
func isNot(c clause, i int) bool {
	next := ""
	if i+1 < len(c) {
		next = c[i+1]
	}
	switch c[i] {
	case "not":
		return !slices.Contains([]string{"only", "just", "merely", "simply"}, next)
	case "far":
		return next == "from"
	case "free":
		return next == "of" || next == "from"
	case "no", "never", "without", "cannot", "neither", "nor", "hardly", "barely", "nothing", "lack", "lacks", "lacking",
		"avoids", "avoiding", "less":
		return true
	}
	return strings.HasSuffix(c[i], "n't")
}

// isHedge is true for a word that takes the edge off what follows it.
func isHedge(word string) bool {
	switch word {
	case "slightly", "somewhat", "bit", "little", "mildly", "mostly", "fairly", "rather", "marginally", "touch", "partly",
		"slight", "minor", "almost", "nearly", "less", "some":
		return true
	}
	return false
}

// isDegree is true for a word that makes "not" a mild one: "not quite level".
func isDegree(word string) bool {
	switch word {
	case "very", "quite", "perfectly", "entirely", "fully", "completely", "too", "overly", "particularly", "especially":
		return true
	}
	return false
}

// isSupposed is true for a word after which something is only thought of.
func isSupposed(word string) bool {
	switch word {
	case "if", "would", "might", "may", "unless", "risk", "risks", "should", "than", "instead":
		return true
	}
	return false
}

// verdicts finds words like "excellent" that stand beside the name of an
// attribute, or anywhere in the reason of its field.
func verdicts(s sentence, c clause) []claim {
	var all []claim
	names := nouns()
	var named []int
	for i, w := range c {
		if _, ok := names[w]; ok {
			named = append(named, i)
		}
	}
	for i, w := range c {
		good, ok := verdict(w)
		if !ok {
			continue
		}
		switch at := beside(c, i, named); {
		case at >= 0:
			all = c.claim(all, i, 1, good, []library.Attribute{names[c[at]]})
		case len(named) == 0 && s.about != nil && !c.has([]string{"contrast", "light", "angle", "key", "point", "resolution"}):
			all = c.claim(all, i, 1, good, []library.Attribute{*s.about})
		}
	}
	return all
}

// beside finds the name that a verdict belongs to: "excellent clarity", or "the
// clarity is excellent"; -1 where there is none.
func beside(c clause, verdict int, named []int) int {
	const words = 3
	for _, at := range named {
		between := at - verdict
		if between > 0 && between < words && !slices.Contains(c[verdict:at], "and") {
			return at
		}
		if between < 0 && -between <= words+1 && slices.ContainsFunc(c[at:verdict], isVerb) {
			return at
		}
	}
	return -1
}

func isVerb(word string) bool {
	switch word {
	case "is", "are", "was", "remains", "looks", "seems", "appears":
		return true
	}
	return false
}
