package inspector

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

const weakest = 3 // values whose reasons are read without a tap

// judged is true when there is a value, or a reason why there is none.
func (v *View) judged() bool {
	for i := range v.Values {
		if v.Values[i].Known || v.Reasons[i] != "" {
			return true
		}
	}
	return false
}

// tint tells a measurement from a judgement.
func (v *View) tint() style.Color {
	if v.Measured {
		return style.Measured
	}
	return style.Accent
}

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

// whySpans gives the reason in words: the tapped attribute's first, then the
// summary, then the reasons of the weakest and of the absent values.
func whySpans(v *View, chosen int) []controls.Span {
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
	for _, group := range sameReasons(v, worthReading(v, chosen)) {
		reason(titles(group), v.Reasons[group[0]], style.Soft)
	}
	return spans
}

// sameReasons puts attributes with one and the same reason together, so that it
// is said once.
func sameReasons(v *View, attributes []int) [][]int {
	var groups [][]int
next:
	for _, a := range attributes {
		for g := range groups {
			if v.Reasons[groups[g][0]] == v.Reasons[a] {
				groups[g] = append(groups[g], a)
				continue next
			}
		}
		groups = append(groups, []int{a})
	}
	return groups
}

func titles(attributes []int) string {
	all := make([]string, len(attributes))
	for i, a := range attributes {
		all[i] = language.Attribute(library.Attribute(a))
	}
	return strings.Join(all, ", ")
}

// worthReading finds the attributes with a reason that are weakest, weakest
// first, and then those that are absent. The chosen one was said already.
func worthReading(v *View, chosen int) []int {
	var known, absent []int
	for i := range v.Values {
		switch {
		case v.Reasons[i] == "" || i == chosen:
		case v.Values[i].Known:
			known = append(known, i)
		default:
			absent = append(absent, i)
		}
	}
	slices.SortStableFunc(known, func(a, b int) int { return cmp.Compare(v.Values[a].Mean, v.Values[b].Mean) })
	return append(known[:min(len(known), weakest)], absent...)
}

// placeSpans says where the photo stands, one place to a line.
func placeSpans(v *View) []controls.Span {
	spans := make([]controls.Span, len(v.Places))
	for i, place := range v.Places {
		spans[i] = controls.Span{Text: place, Color: style.Soft, NewLine: true}
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
