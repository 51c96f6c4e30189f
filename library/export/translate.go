package export

import (
	"slices"
	"strings"
	"time"

	"keeplight.app/keeplight/library"
)

// goLayouts are the parts of Go's reference date in the order in which they are
// recognised: the longer of two that begin alike stands first. Those without a code
// stay as they are.
func goLayouts() [][2]string {
	return [][2]string{
		{"January", "{monthname}"},
		{"Jan", "{monthname3}"},
		{"Monday", "{dayname}"},
		{"Mon", "{dayname3}"},
		{"MST", ""},
		{"2006", "{year4}"},
		{"-07:00:00", ""},
		{"-070000", ""},
		{"-07:00", ""},
		{"-0700", ""},
		{"-07", ""},
		{"Z07:00:00", ""},
		{"Z070000", ""},
		{"Z07:00", ""},
		{"Z0700", ""},
		{"Z07", ""},
		{"002", ""},
		{"01", "{month0}"},
		{"02", "{day0}"},
		{"03", "{hour12}"},
		{"04", "{minute}"},
		{"05", "{second}"},
		{"06", "{year2}"},
		{"__2", ""},
		{"_2", ""},
		{"15", "{hour24}"},
		{"1", "{month}"},
		{"2", "{day}"},
		{"3", ""},
		{"4", ""},
		{"5", ""},
		{"PM", "{ampm}"},
		{"pm", ""},
	}
}

// Translate writes a template of an earlier version in Photo Mechanic's codes:
// "{date:2006/01}/{name}" becomes "{year4}/{month0}/{original}". Whatever has no code
// stays as it is, and so does a template that would no longer make the same names, or
// that is none.
func Translate(text string) string {
	before, err := ParseTemplate(text)
	if err != nil {
		return text
	}
	var b strings.Builder
	for _, p := range before.parts {
		b.WriteString(p.translated())
	}
	after, err := ParseTemplate(b.String())
	if err != nil || !makesTheSame(before, after) {
		return text
	}
	return b.String()
}

// translated writes one part in codes.
func (p part) translated() string {
	switch {
	case p.field == "":
		return p.text
	case p.field == "name", p.field == "stem":
		return "{original}"
	case p.field == "date":
		return translateLayout(p.field, orElse(p.arg, time.DateOnly))
	case p.field == "time":
		return translateLayout(p.field, orElse(p.arg, defaultClock))
	case p.arg != "":
		return "{" + p.field + ":" + p.arg + "}"
	}
	return "{" + p.field + "}"
}

// translateLayout writes a layout in codes. A fraction of a second has no sign of its
// own to be found by, so a layout with a dot or comma before digits stays.
func translateLayout(field, layout string) string {
	whole := "{" + field + ":" + layout + "}"
	for _, sign := range []string{".0", ".9", ",0", ",9"} {
		if strings.Contains(layout, sign) {
			return whole
		}
	}
	var b strings.Builder
	for rest := layout; rest != ""; {
		i := slices.IndexFunc(goLayouts(), func(l [2]string) bool { return strings.HasPrefix(rest, l[0]) })
		if i < 0 {
			b.WriteByte(rest[0])
			rest = rest[1:]
			continue
		}
		l := goLayouts()[i]
		rest = rest[len(l[0]):]
		if l[1] == "" {
			l[1] = "{" + field + ":" + l[0] + "}"
		}
		b.WriteString(l[1])
	}
	return b.String()
}

// makesTheSame compares what two templates make of a few photos.
func makesTheSame(a, b *Template) bool {
	for i, at := range []time.Time{
		time.Date(2026, 5, 3, 14, 7, 9, 123_456_789, time.UTC),
		time.Date(1999, 11, 28, 0, 31, 58, 0, time.FixedZone("", -5*3600)),
	} {
		it := &Item{Photo: library.Photo{Path: "/card/100CANON/IMG_0042.CR2", Capture: library.Capture{Time: at, Camera: "Canon EOS R5"}}}
		x, errX := a.Path(it, i+1)
		y, errY := b.Path(it, i+1)
		if x != y || (errX == nil) != (errY == nil) {
			return false
		}
	}
	return true
}
