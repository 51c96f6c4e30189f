package library

import (
	"testing"
	"unicode/utf8"
)

func TestDisplayShowsNamesOnOneLineAndHidesNothing(t *testing.T) {
	for in, want := range map[string]string{
		"IMG_1.jpg":           "IMG_1.jpg",
		"Zoë – 東京.jpg":        "Zoë – 東京.jpg",
		"two\nlines.jpg":      `two\nlines.jpg`,
		"\x1b[31mred.jpg":     `\x1b[31mred.jpg`,
		"bad\xff.jpg":         `bad\xff.jpg`,
		"photo\u202egpj.exe":  "photo‹U+202E›gpj.exe",
		"line\u2028break.jpg": "line‹U+2028›break.jpg",
	} {
		if got := Display(in); got != want {
			t.Errorf("Display(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzDisplay(f *testing.F) {
	f.Add("a\xff\x1b\u202e")
	f.Fuzz(func(t *testing.T, s string) {
		out := Display(s)
		if !utf8.ValidString(out) || !isPlain(out) {
			t.Errorf("Display(%q) = %q is not plain", s, out)
		}
	})
}
