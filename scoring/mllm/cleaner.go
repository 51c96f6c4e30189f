package mllm

import (
	"strings"
	"unicode"
)

const (
	maxEscape = 64 // runes of an escape sequence; a longer one is no sequence
	maxMarks  = 4  // combining marks on one letter; writing systems need three
)

// cleaner makes plain text of what a model writes, piece by piece: control
// characters, escape sequences and characters that turn or hide text are left
// out, blank lines and spaces squeezed, and it ends after so many bytes.
type cleaner struct {
	room   int // bytes that may still come
	spaces bool
	lines  int // line breaks that wait for more text
	marks  int // combining marks since the last letter
	began  bool

	escape escape
	length int // of the escape sequence so far
}

// escape is how far an escape sequence has come.
type escape uint8

const (
	noEscape      escape = iota
	escapeBegun          // after ESC
	controlString        // after ESC [ : until a letter
	systemString         // after ESC ] and its like: until BEL or ESC \
	systemEnd            // after ESC within one
)

func newCleaner(room int) *cleaner { return &cleaner{room: room} }

// full is true when no more may come.
func (c *cleaner) full() bool { return c.room <= 0 }

// add gives what is left of a piece, together with what waited for it.
func (c *cleaner) add(piece string) string {
	var b strings.Builder
	for _, r := range piece {
		if c.full() {
			break
		}
		if c.isEscape(r) {
			continue
		}
		c.put(&b, r)
	}
	return b.String()
}

// put writes a rune, or keeps it waiting as a space or a line break.
func (c *cleaner) put(b *strings.Builder, r rune) {
	switch {
	case r == '\n' || r == '\u2028' || r == '\u2029' || r == '\u0085':
		c.lines, c.spaces = c.lines+1, false
		return
	case strings.ContainsRune("\t\r\v\f", r) || unicode.Is(unicode.Zs, r):
		c.spaces = c.lines == 0
		return
	case unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs):
		return
	case unicode.Is(unicode.M, r):
		if c.marks++; c.marks > maxMarks || !c.began {
			return
		}
	default:
		c.marks = 0
	}
	text := c.waiting() + string(r)
	if c.room -= len(text); c.room < 0 {
		c.room = 0
		return
	}
	c.began, c.spaces, c.lines = true, false, 0
	b.WriteString(text)
}

// waiting is the white space before the next letter: at most one blank line,
// and none at the very beginning.
func (c *cleaner) waiting() string {
	switch {
	case !c.began:
		return ""
	case c.lines > 0:
		return strings.Repeat("\n", min(c.lines, 2))
	case c.spaces:
		return " "
	}
	return ""
}

// isEscape is true for what belongs to a terminal's escape sequence (ECMA-48).
func (c *cleaner) isEscape(r rune) bool {
	if c.escape == noEscape {
		switch r {
		case 0x1b:
			c.escape, c.length = escapeBegun, 0
		case 0x9b:
			c.escape, c.length = controlString, 0
		case 0x90, 0x9d, 0x9e, 0x9f:
			c.escape, c.length = systemString, 0
		}
		return c.escape != noEscape
	}
	if c.length++; c.length > maxEscape {
		c.escape = noEscape
		return c.isEscape(r)
	}
	switch c.escape {
	case escapeBegun:
		return c.afterEscape(r)
	case controlString:
		if r < 0x20 || r > 0x7e { // it was none
			c.escape = noEscape
			return c.isEscape(r)
		}
		if r >= 0x40 {
			c.escape = noEscape
		}
	case systemString:
		switch r {
		case 0x1b:
			c.escape = systemEnd
		case 0x07, 0x9c:
			c.escape = noEscape
		}
	case systemEnd:
		c.escape = noEscape
		return r == '\\' || c.isEscape(r)
	}
	return true
}

func (c *cleaner) afterEscape(r rune) bool {
	switch {
	case r == '[':
		c.escape = controlString
	case strings.ContainsRune("]P_^X", r):
		c.escape = systemString
	case r == 0x1b:
	case r >= 0x20 && r <= 0x2f: // a longer one
	case r >= 0x30 && r <= 0x7e:
		c.escape = noEscape
	default:
		c.escape = noEscape
		return c.isEscape(r)
	}
	return true
}
