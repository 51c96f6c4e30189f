package language

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
)

// Attribute is an attribute's name, such as "Level shot".
func Attribute(a library.Attribute) string { return lang.X(titleKey(a), a.Title()) }

// AttributeShort is an attribute's name beside a radar, such as "Subject".
func AttributeShort(a library.Attribute) string { return lang.X(shortKey(a), a.Short()) }

// AttributeWithin is an attribute's name within a sentence: "level shot".
func AttributeWithin(a library.Attribute) string {
	name := Attribute(a)
	if lang.X("attribute.within", "lower") == "lower" {
		return strings.ToLower(name)
	}
	return name
}

func titleKey(a library.Attribute) string { return "attribute." + a.Key() }
func shortKey(a library.Attribute) string { return "attribute.short." + a.Key() }

// Flag is what a photo with a flag is: "Pick", "Reject"; "" for undecided.
func Flag(f library.Flag) string {
	switch f {
	case library.Pick:
		return lang.X("flag.pick", "Pick")
	case library.Reject:
		return lang.X("flag.reject", "Reject")
	}
	return ""
}

// Label is a colour label's name within a sentence: "red".
func Label(l library.Label) string { return lang.X(labelKey(l), l.String()) }

func labelKey(l library.Label) string { return "label." + l.String() }

// SortBy is what photos are sorted by: "Time taken".
func SortBy(k query.SortBy) string {
	if a, ok := library.ParseAttribute(string(k)); ok {
		return Attribute(a)
	}
	return lang.X(sortKey(k), k.Title())
}

// SortCommand is the title, for Marked, of the command that sorts by a key.
func SortCommand(k query.SortBy) string { return "Sort by: " + k.Title() }

func sortKey(k query.SortBy) string { return "sort." + string(k) }

// Keys writes keys as they are called on the keyboard: "Ctrl+E" is "Strg+E" in
// German.
func Keys(keys string) string {
	words := strings.Split(keys, " ")
	for i, word := range words {
		parts := strings.Split(word, "+")
		for j, part := range parts {
			if named(part) {
				parts[j] = lang.X("key."+part, part)
			}
		}
		words[i] = strings.Join(parts, "+")
	}
	return strings.Join(words, " ")
}

// keyNames are the keys that are called otherwise on other keyboards.
func keyNames() []string {
	return []string{
		"Ctrl", "Shift", "Enter", "KeypadEnter", "Del", "Delete", "Insert", "Backspace", "Esc", "Space", "Tab",
		"Home", "End", "Page", "PageUp", "PageDown",
	}
}

func named(part string) bool {
	for _, name := range keyNames() {
		if part == name {
			return true
		}
	}
	return false
}
