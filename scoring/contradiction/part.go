package contradiction

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"keeplight.app/keeplight/library"
)

// part is a stretch of the text: a numbered field without its label, or what
// stands outside of fields.
type part struct {
	from, to  int // bytes, half open
	label     int // where its label begins; from where it has none
	attribute library.Attribute
	isField   bool
	isScore   bool // it holds a score, not a reason
	text      string
}

// label finds "1.1 Reason for Composition Score:" and "1.2 Composition Score:".
func label() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b\d{1,2}\.\d{1,2}\s+(reason\s+for\s+)?([a-z][a-z&\- ]{2,40}?)\s+score\s*:`)
}

// parts cuts a text into fields and the rest. A field ends with the next label
// or, where it is a score, with its line.
func parts(text string) []part {
	var all []part
	add := func(p part) {
		if p.to > p.from || p.isField {
			p.text = text[p.from:p.to]
			all = append(all, p)
		}
	}
	at := 0
	rest := part{}
	for _, m := range label().FindAllStringSubmatchIndex(text, -1) {
		a, known := named(text[m[4]:m[5]])
		if !known {
			continue
		}
		rest.to = m[0]
		add(rest)
		rest = part{from: m[1], label: m[0], attribute: a, isField: true, isScore: m[2] < 0}
		at = m[1]
	}
	rest.to = len(text)
	if end := closing(text[at:]); rest.isField && end >= 0 {
		rest.to = at + end
		add(rest)
		rest = part{from: rest.to, label: rest.to, to: len(text)}
	}
	add(rest)
	return all
}

// closing is where the last sentence begins, or the first line that follows a
// field after a blank one; -1 where there is neither.
func closing(text string) int {
	if i := strings.Index(strings.ToLower(text), "the final score is"); i >= 0 {
		return i
	}
	return strings.Index(text, "\n\n")
}

// named finds an attribute by the name that models give it.
func named(name string) (library.Attribute, bool) {
	key := letters(name)
	for _, a := range library.Attributes() {
		if key == letters(a.Title()) || key == letters(strings.ReplaceAll(a.Title(), "&", "and")) {
			return a, true
		}
	}
	if key == "imageclarity" {
		return library.Clarity, true
	}
	return 0, false
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// sentence is one sentence of a part.
type sentence struct {
	from, to int // bytes of the whole text
	text     string
	about    *library.Attribute // of the field in which it stands
}

// sentences cuts a part at the ends of sentences and of lines.
func sentences(text string, p part) []sentence {
	var all []sentence
	start := p.from
	cut := func(end int) {
		from, to := trimmed(text, start, end)
		if to > from {
			s := sentence{from: from, to: to, text: text[from:to]}
			if p.isField {
				s.about = &p.attribute
			}
			all = append(all, s)
		}
		start = end
	}
	for i := p.from; i < p.to; {
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		if r == '\n' || strings.ContainsRune(".!?…", r) && endsSentence(text[i:p.to]) {
			cut(i)
		}
	}
	cut(p.to)
	return all
}

// endsSentence is true when what follows a full stop is not part of the same
// sentence, as in "7.84" or "3 a.m.".
func endsSentence(rest string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, `"”’')`))
	return rest == "" || r == utf8.RuneError || unicode.IsSpace(r)
}

func trimmed(text string, from, to int) (int, int) {
	for from < to && (text[from] == ' ' || text[from] == '\n') {
		from++
	}
	for from < to && (text[to-1] == ' ' || text[to-1] == '\n') {
		to--
	}
	return from, to
}
