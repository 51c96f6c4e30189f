package library

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Display makes text from outside (a file name, a tag, a server's answer) safe
// to show on one line of a window or a terminal: line breaks, escapes and other
// control characters become \n or \x1b, bytes that are not UTF-8 become \xff,
// and characters that turn the direction of writing become ‹U+202E›, so that no
// name can hide its ending or draw over its neighbours.
func Display(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < 0x80 && unicode.IsControl(r):
			fmt.Fprintf(&b, `\x%02x`, r)
		case isHidden(r):
			fmt.Fprintf(&b, "‹U+%04X›", r)
		default:
			b.WriteRune(r)
		}
		i += n
	}
	return b.String()
}

func isPlain(s string) bool {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if (r == utf8.RuneError && n == 1) || isHidden(r) {
			return false
		}
		i += n
	}
	return true
}

// isHidden is true for control characters, for the format characters that turn
// or join text, and for line and paragraph separators.
func isHidden(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029'
}
