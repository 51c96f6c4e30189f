package message

import (
	"fmt"
	"strings"

	"keeplight.app/keeplight/library"
)

// Language is how messages are worded in one language.
type Language struct {
	// Fill puts arguments, by their names, into a template of Template, which it
	// may first translate.
	Fill func(template string, args map[string]string) string
	// Number writes a number with its unit.
	Number func(v float64, unit library.Unit) string
}

// English is a message in English: its template with its arguments, or its text
// as it is. It is "" where there is nothing to say.
func English(m library.Message) string {
	return Language{Fill: Fill, Number: EnglishNumber}.Words(m)
}

// Words is a message in this language. One with a code that this version does
// not know, because a newer one stored it, names the code.
func (l Language) Words(m library.Message) string {
	code := m.Code()
	if code == "" {
		return m.Text()
	}
	template, ok := Template(code)
	if !ok {
		template = newerTemplate
		m = New(code, Text("code", library.Display(code)))
	}
	return l.Fill(template, l.Args(m))
}

// Args gives a message's arguments, written, by their names.
func (l Language) Args(m library.Message) map[string]string {
	given := m.Args()
	args := make(map[string]string, len(given))
	for i := range given {
		a := &given[i]
		switch {
		case a.Message != nil:
			args[a.Name] = l.Words(*a.Message)
		case a.Unit != "":
			args[a.Name] = l.Number(a.Number, a.Unit)
		default:
			args[a.Name] = a.Text
		}
	}
	return args
}

// Fill puts arguments where a template has their names, as {{.name}}. A name
// without an argument stays as it stands.
func Fill(template string, args map[string]string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(template, "{{.")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, closed := strings.Cut(rest, "}}")
		text, known := args[name]
		if !closed || !known {
			b.WriteString("{{.")
			template = rest
			continue
		}
		b.WriteString(text)
		template = after
	}
}

// EnglishNumber writes a number with its unit in English.
func EnglishNumber(v float64, unit library.Unit) string {
	switch unit {
	case library.Percent:
		if v < 0.01 {
			return "under 1 %"
		}
		return fmt.Sprintf("%.0f %%", 100*v)
	case library.Points:
		return fmt.Sprintf("%.2f", v)
	case library.Measure:
		return fmt.Sprintf("%.1f", v)
	case library.Degrees:
		return fmt.Sprintf("%.1f°", v)
	}
	return fmt.Sprintf("%.0f", v)
}
