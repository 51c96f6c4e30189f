package language

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/assets/translations"
)

// Args are what stands in the places of a text: {{.Name}}.
type Args map[string]any

// Load makes the system's language that of the window, English where there is no
// translation. It is called once before anything is shown. An error names the
// file that could not be read; the others count all the same.
func Load() error {
	files, err := translations.Files.ReadDir(".")
	if err != nil {
		return fmt.Errorf("listing the translations: %w", err)
	}
	var failed error
	for _, f := range files {
		data, err := translations.Files.ReadFile(f.Name())
		if err == nil {
			err = lang.AddTranslations(fyne.NewStaticResource(f.Name(), data))
		}
		if err != nil && failed == nil {
			failed = fmt.Errorf("reading the translation %s: %w", f.Name(), err)
		}
	}
	return failed
}

// Name is what the language calls itself, "" before Load.
func Name() string { return lang.X("language.name", "") }

// Plural writes a text with a whole number n, which stands at {{.N}}. The text is
// the key and its form for many: "{{.N}} photos".
func Plural(text string, n int) string {
	return lang.N(text, n, Args{"N": Count(n)})
}
