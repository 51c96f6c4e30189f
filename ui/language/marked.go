package language

import "fyne.io/fyne/v2/lang"

// Mark gives a text back as it is, for Marked to translate where it is shown. It
// stands around the text of a value that is made before, or read by others too:
// Title: language.Mark("Pick"). The text must be a literal; the translations' test
// finds it by this call.
func Mark(text string) string { return text }

// Marked translates a text that Mark or a table of this package marked; "" stays "".
func Marked(text string) string {
	if text == "" {
		return ""
	}
	return lang.L(text)
}
