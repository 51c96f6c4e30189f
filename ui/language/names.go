package language

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
)

// Attribute is an attribute's name, such as "Level shot".
func Attribute(a library.Attribute) string { return lang.X(titleKey(a), a.Title()) }

// AttributeShort is an attribute's name beside a radar, such as "Subject".
func AttributeShort(a library.Attribute) string { return lang.X(shortKey(a), a.Short()) }

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
	return []string{"Ctrl", "Shift", "Enter", "Del", "Esc", "Space", "Home", "End", "Page", "Tab"}
}

func named(part string) bool {
	for _, name := range keyNames() {
		if part == name {
			return true
		}
	}
	return false
}

// Registered gives the texts whose keys are put together when the program runs,
// by their key, with the English source.
func Registered() map[string]string {
	all := map[string]string{}
	for _, a := range library.Attributes() {
		all[titleKey(a)], all[shortKey(a)] = a.Title(), a.Short()
	}
	for _, name := range keyNames() {
		all["key."+name] = name
	}
	return all
}
