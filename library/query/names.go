package query

import (
	"cmp"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf8"
)

// CompareNames orders file names as people count: IMG_9 before IMG_10, upper
// and lower case alike. Names that differ only in case or in leading zeros are
// ordered by their bytes, so that only identical names are equal. Any bytes may
// be given; those that are not UTF-8 come after all characters.
func CompareNames(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		if c := x[0]; c == y[0] && c < utf8.RuneSelf && !isDigit(c) { // most of most names
			x, y = x[1:], y[1:]
			continue
		}
		if isDigit(x[0]) && isDigit(y[0]) {
			var m, n string
			m, x = cutNumber(x)
			n, y = cutNumber(y)
			if c := compareNumbers(m, n); c != 0 {
				return c
			}
			continue
		}
		var r, s rune
		r, x = cutRune(x)
		s, y = cutRune(y)
		if r != s {
			return cmp.Compare(r, s)
		}
	}
	if c := cmp.Compare(len(x), len(y)); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}

// nameKey gives bytes that compare as CompareNames does, but for names that
// differ only in case or in leading zeros, whose keys are equal. It pays where
// one name is compared many times.
func nameKey(name string) string {
	key := make([]byte, 0, len(name)+16)
	for name != "" {
		if isDigit(name[0]) {
			var number string
			number, name = cutNumber(name)
			number = strings.TrimLeft(number, "0")
			// The length in front makes the longer number the greater one; the
			// digit before it keeps the place of numbers among characters.
			key = append(key, '0')
			key = binary.BigEndian.AppendUint32(key, uint32(len(number)))
			key = append(key, number...)
			continue
		}
		var r rune
		if r, name = cutRune(name); r > unicode.MaxRune {
			key = append(key, 0xFF, byte(r-unicode.MaxRune-1)) // after all of UTF-8
			continue
		}
		key = utf8.AppendRune(key, r)
	}
	return string(key)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func cutNumber(s string) (number, rest string) {
	end := 0
	for end < len(s) && isDigit(s[end]) {
		end++
	}
	return s[:end], s[end:]
}

// compareNumbers compares decimal digits of any length by value.
func compareNumbers(a, b string) int {
	a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	if c := cmp.Compare(len(a), len(b)); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}

// cutRune takes the first character in lower case. A byte that is not UTF-8
// becomes a value beyond all characters, a different one for each byte.
func cutRune(s string) (r rune, rest string) {
	c := s[0]
	switch {
	case 'A' <= c && c <= 'Z':
		return rune(c) + 'a' - 'A', s[1:]
	case c < utf8.RuneSelf:
		return rune(c), s[1:]
	}
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && n == 1 {
		return unicode.MaxRune + 1 + rune(c), s[1:]
	}
	return unicode.ToLower(r), s[n:]
}
