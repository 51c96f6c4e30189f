package command

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Mod is a set of modifier keys.
type Mod uint8

// The modifiers that are told apart. With a key that types a sign, Shift counts
// only for letters: what another key types already says whether it was held.
const (
	Ctrl Mod = 1 << iota
	Shift
)

// Key is one key press: the character that it types in lower case, or the name
// of a key that types none, such as "Left", "Space" or "F11" (fyne.KeyName's).
// Characters are matched by what they type, not by where they lie, so they work
// on every layout.
type Key struct {
	Name string
	Mod  Mod
}

// named are the keys that type nothing: their names in fyne, and how they are
// written for people.
var named = []struct{ name, shown string }{
	{"Left", "←"},
	{"Right", "→"},
	{"Up", "↑"},
	{"Down", "↓"},
	{"Prior", "PageUp"},
	{"Next", "PageDown"},
	{"Home", "Home"},
	{"End", "End"},
	{"Return", "Enter"},
	{"KP_Enter", "KeypadEnter"},
	{"Escape", "Esc"},
	{"Space", "Space"},
	{"Tab", "Tab"},
	{"Insert", "Insert"},
	{"Delete", "Delete"},
	{"BackSpace", "Backspace"},
}

// functionKeys is how many function keys there are.
const functionKeys = 12

// String writes the key as the keys sheet and the file of keys do: "P", "Shift+B",
// "Ctrl+,", "←", "PageUp".
func (k Key) String() string {
	name := k.Name
	if r, n := utf8.DecodeRuneInString(name); n == len(name) && n > 0 {
		name = string(unicode.ToUpper(r))
	}
	for _, n := range named {
		if n.name == k.Name {
			name = n.shown
		}
	}
	if k.Mod&Shift != 0 {
		name = "Shift+" + name
	}
	if k.Mod&Ctrl != 0 {
		name = "Ctrl+" + name
	}
	return name
}

// ParseKey reads what String writes, also with arrows as "Left" and in any case.
// Errors say what is wrong, for people.
func ParseKey(text string) (Key, error) {
	var k Key
	rest := strings.TrimSpace(text)
	for {
		at := strings.Index(rest, "+")
		if at <= 0 || at == len(rest)-1 {
			break // "+" itself is a key too
		}
		switch mod := strings.ToLower(strings.TrimSpace(rest[:at])); mod {
		case "ctrl":
			k.Mod |= Ctrl
		case "shift":
			k.Mod |= Shift
		default:
			return Key{}, fmt.Errorf("%.60q is no modifier: use Ctrl or Shift", rest[:at])
		}
		rest = strings.TrimSpace(rest[at+1:])
	}
	k.Name = keyName(rest)
	switch {
	case k.Name == "":
		return Key{}, fmt.Errorf("%.60q is no key: write one character, or one of %s, F1 to F%d", rest, shownNames(), functionKeys)
	case isClipboard(k):
		return Key{}, fmt.Errorf("%q: the clipboard has this key", text)
	case k.Mod&Shift != 0 && k.Mod&Ctrl == 0 && isSign(k.Name):
		return Key{}, fmt.Errorf("%.60q: write the character that Shift types instead", text)
	}
	return k, nil
}

// isClipboard is true for keys that never arrive: fyne takes them for cut, copy and
// paste.
func isClipboard(k Key) bool {
	return k == Key{"Delete", Shift} || k == Key{"Insert", Shift} || k == Key{"Insert", Ctrl}
}

// keyName gives the name of a key that a person wrote, "" for none.
func keyName(text string) string {
	if r, n := utf8.DecodeRuneInString(text); n == len(text) && n > 0 && r != utf8.RuneError && unicode.IsGraphic(r) && !unicode.IsSpace(r) {
		if name := shownAs(text); name != "" {
			return name
		}
		return string(unicode.ToLower(r))
	}
	if name := shownAs(text); name != "" {
		return name
	}
	for n := 1; n <= functionKeys; n++ {
		if f := fmt.Sprintf("F%d", n); strings.EqualFold(text, f) {
			return f
		}
	}
	return ""
}

// shownAs gives the name of the key that is written so, "" for none.
func shownAs(text string) string {
	for _, n := range named {
		if strings.EqualFold(text, n.shown) || strings.EqualFold(text, n.name) {
			return n.name
		}
	}
	return ""
}

func shownNames() string {
	var names []string
	for _, n := range named {
		names = append(names, n.shown)
	}
	return strings.Join(names, ", ")
}

// isSign is true for a key that types something that is no letter.
func isSign(name string) bool {
	r, n := utf8.DecodeRuneInString(name)
	return n == len(name) && !unicode.IsLetter(r)
}

// keysText writes keys beside each other; digits that follow each other become a
// range: "6 – 9".
func keysText(keys []Key) string {
	var parts []string
	for i := 0; i < len(keys); i++ {
		end := i
		for end+1 < len(keys) && isNextDigit(keys[end], keys[end+1]) {
			end++
		}
		if end-i < 2 {
			parts = append(parts, keys[i].String())
			continue
		}
		parts = append(parts, keys[i].String()+" – "+keys[end].String())
		i = end
	}
	return strings.Join(slices.Compact(parts), " ")
}

func isNextDigit(a, b Key) bool {
	return a.Mod == 0 && b.Mod == 0 && len(a.Name) == 1 && len(b.Name) == 1 &&
		a.Name[0] >= '0' && b.Name[0] <= '9' && b.Name[0] == a.Name[0]+1
}
