package inspector

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// stateSpans says what stands in the place of numbers.
func stateSpans(v *View) []controls.Span {
	if v.Name == "" {
		return []controls.Span{{Text: lang.L("Choose a photo to see its score and details."), Color: style.Muted}}
	}
	if v.Problem != "" {
		return []controls.Span{{Text: v.Problem, Color: style.Problem}}
	}
	return []controls.Span{{Text: v.Damage, Color: style.Warning}}
}

// whySpans gives the reasons in words: the tapped attribute's first, then the summary,
// then those of the three values that matter most. With all they are the reasons of
// all values, and why the others are not judged.
func whySpans(v *View, chosen int, all bool) []controls.Span {
	if v.Problem != "" || !v.judged() && v.Summary == "" && v.Warning == "" {
		return nil
	}
	var spans []controls.Span
	reason := func(title, text string, c style.Color) {
		spans = append(spans,
			controls.Span{Text: title, Color: c, Bold: true, NewLine: true},
			controls.Span{Text: text, Color: style.Muted})
	}
	if v.Warning != "" {
		spans = append(spans, controls.Span{Text: v.Warning, Color: style.Warning, NewLine: true})
	}
	if chosen >= 0 {
		text := v.Reasons[chosen]
		if text == "" {
			text = lang.L("No reason was given.")
		}
		reason(language.Attribute(library.Attribute(chosen)), text, v.tint())
	}
	if v.Summary != "" {
		spans = append(spans, controls.Span{Text: v.Summary, Color: style.Ink, NewLine: true})
	}
	for _, group := range sameReasons(v, worthReading(v, chosen, all)) {
		reason(titles(group), v.Reasons[group[0]], style.Soft)
	}
	return spans
}

// hasMore is true where there are more reasons than are read without asking for all.
func hasMore(v *View, chosen int) bool {
	return len(worthReading(v, chosen, true)) > len(worthReading(v, chosen, false))
}

// sameReasons puts attributes with one and the same reason together, so that it
// is said once.
func sameReasons(v *View, attributes []library.Attribute) [][]library.Attribute {
	var groups [][]library.Attribute
next:
	for _, a := range attributes {
		for g := range groups {
			if v.Reasons[groups[g][0]] == v.Reasons[a] {
				groups[g] = append(groups[g], a)
				continue next
			}
		}
		groups = append(groups, []library.Attribute{a})
	}
	return groups
}

func titles(attributes []library.Attribute) string {
	all := make([]string, len(attributes))
	for i, a := range attributes {
		all[i] = language.Attribute(a)
	}
	return strings.Join(all, ", ")
}

// worthReading gives the attributes whose reasons are read, the chosen one apart,
// which was said already: the three that matter most, or all. Where nothing is known
// the one reason for that is worth reading.
func worthReading(v *View, chosen int, all bool) []library.Attribute {
	known := byWeight(v)
	var absent []library.Attribute
	if all || len(known) == 0 {
		absent = slices.DeleteFunc(v.absent(), func(a library.Attribute) bool { return v.Reasons[a] == "" })
	}
	if !all {
		known = known[:min(len(known), read)]
	}
	return slices.DeleteFunc(append(known, absent...), func(a library.Attribute) bool { return int(a) == chosen })
}

// absentText names in one line what could not be judged in this photo; "" where all
// was.
func absentText(v *View) string {
	absent := v.absent()
	if len(absent) == 0 || len(absent) == len(v.axes()) {
		return "" // where nothing is judged the reason says so
	}
	names := make([]string, len(absent))
	for i, a := range absent {
		names[i] = language.AttributeWithin(a)
	}
	return lang.L("Not judged: {{.Attributes}}", language.Args{"Attributes": strings.Join(names, ", ")})
}

// placeSpans says where the photo stands, one place to a line, and who is in it.
func placeSpans(v *View) []controls.Span {
	spans := make([]controls.Span, len(v.Places))
	for i, place := range v.Places {
		spans[i] = controls.Span{Text: place, Color: style.Soft, NewLine: true}
	}
	if v.Faces != "" {
		spans = append(spans, controls.Span{Text: v.Faces, Color: style.Soft, NewLine: true})
	}
	return spans
}

// lineSpans puts each line on its own, the first brighter.
func lineSpans(lines []string) []controls.Span {
	spans := make([]controls.Span, len(lines))
	for i, line := range lines {
		spans[i] = controls.Span{Text: line, Color: style.Muted, NewLine: true}
	}
	if len(spans) > 0 {
		spans[0].Color = style.Soft
	}
	return spans
}
