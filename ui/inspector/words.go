package inspector

import (
	"cmp"
	"image/color"
	"slices"

	"keeplight/library"
	"keeplight/ui/controls"
	"keeplight/ui/look"
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
func (v *View) tint() color.NRGBA {
	if v.Measured {
		return look.Measured
	}
	return look.Accent
}

func stateSpans(v *View) []controls.Span {
	switch {
	case v.Name == "":
		return []controls.Span{{Text: "Choose a photo to see what is known about it.", Color: look.Muted}}
	case v.Problem != "":
		return []controls.Span{{Text: v.Problem, Color: look.Problem}}
	}
	return []controls.Span{{Text: v.State, Color: look.Muted}}
}

// whySpans gives the reason in words: the tapped attribute's first, then the
// summary, then the reasons of the weakest and of the absent values.
func whySpans(v *View, chosen int) []controls.Span {
	var spans []controls.Span
	reason := func(i int, title color.NRGBA) {
		text := v.Reasons[i]
		if text == "" {
			text = "No reason was given."
		}
		spans = append(spans,
			controls.Span{Text: library.Attribute(i).Title(), Color: title, Bold: true, NewLine: true},
			controls.Span{Text: text, Color: look.Muted})
	}
	if v.Problem != "" || !v.judged() && v.Summary == "" {
		return nil
	}
	if chosen >= 0 {
		reason(chosen, v.tint())
	}
	if v.Summary != "" {
		spans = append(spans, controls.Span{Text: v.Summary, Color: look.Ink, NewLine: true})
	}
	for _, i := range worthReading(v) {
		if i != chosen {
			reason(i, look.Soft)
		}
	}
	return spans
}

// worthReading finds the attributes with a reason that are weakest, weakest
// first, and then those that are absent.
func worthReading(v *View) []int {
	var known, absent []int
	for i := range v.Values {
		switch {
		case v.Reasons[i] == "":
		case v.Values[i].Known:
			known = append(known, i)
		default:
			absent = append(absent, i)
		}
	}
	slices.SortStableFunc(known, func(a, b int) int { return cmp.Compare(v.Values[a].Mean, v.Values[b].Mean) })
	return append(known[:min(len(known), weakest)], absent...)
}

// lineSpans puts each line on its own, the first brighter.
func lineSpans(lines []string) []controls.Span {
	spans := make([]controls.Span, len(lines))
	for i, line := range lines {
		spans[i] = controls.Span{Text: line, Color: look.Muted, NewLine: true}
	}
	if len(spans) > 0 {
		spans[0].Color = look.Soft
	}
	return spans
}
