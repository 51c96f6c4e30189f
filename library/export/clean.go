package export

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxElement is the most bytes of a name or folder, and maxSuffix of what follows it: the
// mask of a .jpeg in Capture One, which bears a UUID. Together with a number they stay
// within the 255 that file systems allow.
const (
	maxElement = 255 - len(" (9999)") - maxSuffix
	maxSuffix  = len(".jpeg.01234567-89AB-CDEF-0123-456789ABCDEF.comask")
)

// cleanElement makes any text safe as one element of a path on every system:
// what separates, controls, hides or is reserved becomes "_", leading dots,
// dashes and spaces and trailing dots and spaces go, and the length is cut. The
// result may be empty.
func cleanElement(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if (r == utf8.RuneError && n == 1) || isHostile(r) {
			r = '_'
		}
		b.WriteRune(r)
		i += n
	}
	s = cutBytes(trimElement(b.String()), maxElement)
	if isReserved(s) {
		s = "_" + cutBytes(s, maxElement-1)
	}
	return s
}

// trimElement takes away what hides a file, reads as an option, or is dropped
// by Windows.
func trimElement(s string) string {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return r == '.' || r == '-' || unicode.IsSpace(r) })
	return trimEnd(s)
}

func trimEnd(s string) string {
	return strings.TrimRightFunc(s, func(r rune) bool { return r == '.' || unicode.IsSpace(r) })
}

// cutBytes keeps at most limit bytes and never half a character.
func cutBytes(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return trimEnd(s[:limit])
}

// isHostile is true for separators, for what Windows forbids, and for
// characters that cannot be seen.
func isHostile(r rune) bool {
	return strings.ContainsRune(`/\<>:"|?*`, r) || unicode.IsControl(r) ||
		unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)
}

// isReserved is true for the device names of Windows, which stay reserved with
// any ending.
func isReserved(s string) bool {
	base, _, _ := strings.Cut(s, ".")
	base = strings.ToUpper(strings.TrimSpace(base))
	if slices.Contains([]string{"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}, base) {
		return true
	}
	for _, device := range []string{"COM", "LPT"} {
		if rest, ok := strings.CutPrefix(base, device); ok {
			return slices.Contains([]string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³"}, rest)
		}
	}
	return false
}

// cleanSuffix makes what follows a file's stem (".CR2.xmp") safe to put after
// another stem. It keeps the end, which says what kind of file it is.
func cleanSuffix(s string) string {
	var parts []string
	for part := range strings.SplitSeq(s, ".") {
		part = strings.TrimPrefix(cleanElement("x"+part), "x")
		parts = append(parts, part)
	}
	s = trimEnd(strings.Join(parts, "."))
	for len(s) > maxSuffix {
		_, size := utf8.DecodeRuneInString(s)
		s = s[size:]
	}
	return s
}
