package language

import (
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// Message is what was stored to be said to people, in the window's language: the
// template of its code is the key of its translation. A text without a code is
// given as it is, unless it is known what it says.
func Message(m library.Message) string {
	return message.Language{Fill: fill, Number: number}.Words(message.Recognise(m))
}

// fill translates a template and puts arguments into it.
func fill(template string, args map[string]string) string {
	data := make(Args, len(args))
	for name, text := range args {
		data[name] = text
	}
	return lang.L(template, data)
}

// number writes a number with its unit.
func number(v float64, unit library.Unit) string {
	switch unit {
	case library.Percent:
		if v < 0.01 {
			return lang.L("under 1 %")
		}
		return Decimal(100*v, 0) + " %"
	case library.Points:
		return Decimal(v, 2)
	case library.Measure:
		return Decimal(v, 1)
	case library.Degrees:
		return Decimal(v, 1) + "°"
	}
	return Count(int(v + 0.5))
}

// Sentence begins a text with a capital letter, as it stands by itself.
func Sentence(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// Phrase begins a text with a small letter in English, as it stands within a line
// of others: only a name or a German noun keeps its capital there.
func Phrase(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || lang.X("attribute.within", "lower") != "lower" {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}
