package grid

import (
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/style"
)

const (
	longestExt  = 5 // characters of an extension with its dot: ".jpeg"
	leastDigits = 3 // of the number that a camera counts with

	leastDigit float32 = 20 // of a name of which anything can be read
)

// words is the caption's left side: the name and the stars, where there are some,
// shortened to the width. The name gives way before the stars, and of it what all
// photos of a shoot have in common before the number that tells them apart.
func (tile *Tile) words(width float32) string {
	if tile.Rating == 0 {
		return fitName(tile.Name, width)
	}
	stars := session.StarsText(tile.Rating)
	beside := func() float32 { return style.TextWidth("  "+stars, style.TextSmall, false) }
	if width-beside() < leastOf(tile.Name) {
		stars = tile.fewStars()
	}
	if width-beside() < leastDigit {
		return stars
	}
	return fitName(tile.Name, width-beside()) + "  " + stars
}

// fewStars writes the rating with one star: "3 ★".
func (tile *Tile) fewStars() string { return language.Count(int(tile.Rating)) + " ★" }

// least is how wide the caption's left side must be to tell photos apart.
func (tile *Tile) least() float32 {
	width := leastOf(tile.Name)
	if tile.Rating > 0 {
		width += style.TextWidth("  "+tile.fewStars(), style.TextSmall, false)
	}
	return width
}

// leastOf is how wide a name must be to tell photos apart.
func leastOf(name string) float32 {
	return min(leastName, style.TextWidth(name, style.TextSmall, false))
}

// fitName shortens a file's name to a width: first by its extension, then by what
// stands before its number ("…0124"), and at last by the first digits.
func fitName(name string, width float32) string {
	fits := func(s string) bool { return style.TextWidth(s, style.TextSmall, false) <= width }
	if fits(name) {
		return name
	}
	stem := stemOf(name)
	if fits(stem) {
		return stem
	}
	tail, ok := numbered(stem)
	if !ok {
		return style.Shorten(stem, style.TextSmall, false, width)
	}
	if fits("…" + tail) {
		return "…" + tail
	}
	digits := tail[:len(tail)-len(strings.TrimLeftFunc(tail, unicode.IsDigit))]
	if digits != tail && fits("…"+digits+"…") {
		return "…" + digits + "…"
	}
	for _, size := utf8.DecodeRuneInString(digits); len(digits) > size && !fits("…"+digits); _, size = utf8.DecodeRuneInString(digits) {
		digits = digits[size:]
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
