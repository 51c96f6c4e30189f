package sidecars

import (
	"strings"
	"unicode/utf8"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/sidecar"
)

// What is kept of the words of one sidecar, in bytes. All together is less than what
// the catalogue takes.
const (
	maxTitle    = 4 << 10
	maxCaption  = 24 << 10
	maxLabel    = 1 << 10
	maxKeywords = 24 << 10 // of all
)

// shortened gives a sidecar's words as the catalogue keeps them. Where there are no flat
// keywords, the last parts of those in a hierarchy are.
func shortened(said *sidecar.Facts) library.Metadata {
	m := library.Metadata{
		Title: cut(said.Words.Title, maxTitle), Caption: cut(said.Words.Caption, maxCaption), Label: cut(said.Words.Label, maxLabel),
	}
	keywords := said.Words.Keywords
	if len(keywords) == 0 {
		for _, path := range said.Hierarchy {
			keywords = append(keywords, path[strings.LastIndex(path, "|")+1:])
		}
	}
	left := maxKeywords
	for _, word := range keywords {
		if word = cut(word, maxLabel); word == "" {
			continue
		}
		if left -= len(word); left < 0 {
			break
		}
		m.Keywords = append(m.Keywords, word)
	}
	return m
}

// cut gives plain text of at most so many bytes, without half a letter at its end.
func cut(text string, most int) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\ufffd"), "\x00", "")
	if len(text) <= most {
		return text
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most]
}
