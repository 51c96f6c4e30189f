package style

import (
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	longestExt  = 5 // characters of an extension with its dot: ".jpeg"
	leastDigits = 3 // of the number that a camera counts with
)

// FitName shortens a file's name to a width in the window's font: first by its
// extension, then by what stands before its number ("…0124"), and at last by the first
// digits. width is in device-independent pixels, as size is.
func FitName(name string, size, width float32) string {
	fits := func(s string) bool { return TextWidth(s, size, false) <= width }
	if fits(name) {
		return name
	}
	stem := stemOf(name)
	if fits(stem) {
		return stem
	}
	tail, ok := numbered(stem)
	if !ok {
		return Shorten(stem, size, false, width)
	}
	if fits("…" + tail) {
		return "…" + tail
	}
	digits := tail[:len(tail)-len(strings.TrimLeftFunc(tail, unicode.IsDigit))]
	if digits != tail && fits("…"+digits+"…") {
		return "…" + digits + "…"
	}
	for _, n := utf8.DecodeRuneInString(digits); len(digits) > n && !fits("…"+digits); _, n = utf8.DecodeRuneInString(digits) {
		digits = digits[n:]
	}
	return "…" + digits
}

// stemOf is a name without its extension.
func stemOf(name string) string {
	ext := filepath.Ext(name)
	if ext == name || utf8.RuneCountInString(ext) > longestExt || len(ext) < 2 {
		return name
	}
	return name[:len(name)-len(ext)]
}

// numbered gives a stem from its last number on, such as "0124" of "DSC_0124" and
// "0124-2" of "DSC_0124-2". ok is false where there is no number, or nothing before it.
func numbered(stem string) (tail string, ok bool) {
	runes := []rune(stem)
	for end := len(runes); end > 0; end-- {
		from := end
		for from > 0 && unicode.IsDigit(runes[from-1]) {
			from--
		}
		if end-from >= leastDigits {
			return string(runes[from:]), from > 0
		}
	}
	return "", false
}
