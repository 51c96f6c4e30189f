package mllm

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestOnlyPlainTextIsLeft(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"plain":                {"A calm sky, well lit.", "A calm sky, well lit."},
		"other writing":        {"Grün, 日本語, हिन्दी, €!", "Grün, 日本語, हिन्दी, €!"},
		"spaces":               {"  a \t  b\u00a0\u3000c  ", "a b c"},
		"blank lines":          {"\n\n\na\n \n\t\n\nb\n\n\n", "a\n\nb"},
		"one line break":       {"a \r\n b", "a\nb"},
		"a carriage return":    {"good\rbad", "good bad"},
		"line separators":      {"a\u2028b\u2029c\u0085d", "a\nb\nc\nd"},
		"colour":               {"\x1b[31;1mred\x1b[0m", "red"},
		"a window's title":     {"a\x1b]0;evil\x07b\x1b]0;evil\x1b\\c", "abc"},
		"a link":               {"\x1b]8;;http://x\x1b\\here\x1b]8;;\x1b\\", "here"},
		"eight-bit controls":   {"a\u009b2Jb\u009d0;evil\u009cc", "abc"},
		"a screen's reset":     {"a\x1bcb\x1b(Bc", "abc"},
		"half an escape":       {"a\x1b[31\nb", "a\nb"},
		"an endless escape":    {"\x1b]" + strings.Repeat("x", 300) + "end", strings.Repeat("x", 301-maxEscape) + "end"},
		"bells and backspaces": {"a\x07\x08\x7fb\x00c", "abc"},
		"right to left":        {"a\u202egnp.exe\u202c\u2066b\u2069\u200f", "agnp.exeb"},
		"hidden text":          {"a\u200b\u00ad\ufeff\U000e0041b\ue000", "ab"},
		"many marks":           {"a" + strings.Repeat("\u0301", 40) + "b", "a\u0301\u0301\u0301\u0301b"},
		"marks alone":          {"\u0301\u0301a", "a"},
		"markup":               {"<b>**a**</b> [x](http://y)", "<b>**a**</b> [x](http://y)"},
	} {
		for size := range []int{1, 2, 3, 1000} {
			if got := cleaned(c.in, size, 4000); got != c.want {
				t.Errorf("%s in pieces of %d: %q, want %q", name, size, got, c.want)
			}
		}
	}
}

// cleaned gives what a cleaner leaves of a text that comes in pieces of so many
// runes.
func cleaned(s string, size, room int) string {
	c := newCleaner(room)
	var b strings.Builder
	runes := []rune(s)
	for size = max(size, 1); len(runes) > 0; runes = runes[min(size, len(runes)):] {
		b.WriteString(c.add(string(runes[:min(size, len(runes))])))
	}
	return b.String()
}

func TestAMillionLineBreaksAreOneBlankLine(t *testing.T) {
	if got := cleaned("a"+strings.Repeat("\n", 1_000_000)+"b", 4096, 100); got != "a\n\nb" {
		t.Errorf("%q", got)
	}
}

func TestTextHasALastByte(t *testing.T) {
	if got := cleaned(strings.Repeat("日", 100), 7, 10); got != "日日日" {
		t.Errorf("%q", got)
	}
}

func FuzzCleaner(f *testing.F) {
	f.Add("a\x1b[31mred\x1b[0m \u202eb\r\n\n\n\nc", 3)
	f.Add("\x1b]0;title\x07\u009b1m", 1)
	f.Fuzz(func(t *testing.T, s string, size int) {
		const room = 64
		if size < 1 || size > 1000 || !utf8.ValidString(s) {
			return
		}
		got := cleaned(s, size, room)
		if whole := cleaned(s, len(s)+1, room); got != whole {
			t.Errorf("in pieces of %d %q, in one %q", size, got, whole)
		}
		if len(got) > room || strings.Contains(got, "\n\n\n") || strings.Contains(got, "  ") || got != strings.TrimSpace(got) {
			t.Errorf("%q is not squeezed", got)
		}
		for _, r := range got {
			if r != '\n' && (unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Co)) {
				t.Errorf("%q holds %U", got, r)
			}
		}
	})
}
