package views

import (
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/difference"
	"keeplight.app/keeplight/ui/compare"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// mostDifferences is how many differences a sentence names at most.
const mostDifferences = 5

// party is a photo, or a mean, that is compared: what it is called, in its colour.
type party struct {
	name  string // "A", "the mean of 6"
	ink   style.Color
	score *library.Score
}

func (p *party) span() compare.Span { return compare.Span{Text: p.name, Color: p.ink, Bold: true} }

// signed writes a difference with its sign: "+1.1", "−0.4".
func signed(v float64, places int) string {
	text := language.Decimal(math.Abs(v), places)
	if v < 0 && strings.ContainsAny(text, "123456789") {
		return "−" + text
	}
	return "+" + text
}

// differences names the clear differences, the largest first: "clarity +1.1, exposure
// −0.4"; "" where there are none.
func differences(s *difference.Scores, most int) string {
	var words []string
	for _, a := range s.Clear() {
		if d := s.Attributes[a].By; len(words) < most && math.Abs(d) >= 0.05 {
			words = append(words, language.AttributeWithin(a)+" "+signed(d, 1))
		}
	}
	return strings.Join(words, ", ")
}

// headline says who is ahead, or that nobody can tell.
func headline(first, second *party, s *difference.Scores) []compare.Span {
	say := func(text string, who ...*party) []compare.Span { return spansOf(text, who...) }
	switch {
	case s.Why == difference.NoFirst:
		return say(lang.L("{{.Photo}} has no score yet", language.Args{"Photo": mark}), first)
	case s.Why == difference.NoSecond:
		return say(lang.L("{{.Photo}} has no score yet", language.Args{"Photo": mark}), second)
	case s.Why != difference.Comparable:
		return say(lang.L("{{.First}} and {{.Second}} are not compared", language.Args{"First": mark, "Second": mark}), first, second)
	case !s.Overall.Known:
		return say(lang.L("{{.First}} and {{.Second}} have no overall score", language.Args{"First": mark, "Second": mark}), first, second)
	case !s.Overall.Clear:
		return say(lang.L("{{.First}} and {{.Second}} are too close to call", language.Args{"First": mark, "Second": mark}), first, second)
	}
	ahead := first
	if s.Overall.By > 0 {
		ahead = second
	}
	return say(lang.L("{{.Photo}} is ahead by {{.Points}}", language.Args{
		"Photo": mark, "Points": language.Decimal(math.Abs(s.Overall.By), 2),
	}), ahead)
}

// mark stands in a text where a party's name in its colour belongs.
const mark = "\x00"

// spansOf puts the parties where the marks stand.
func spansOf(text string, who ...*party) []compare.Span {
	var spans []compare.Span
	for i, part := range strings.Split(text, mark) {
		if i > 0 && i <= len(who) {
			spans = append(spans, who[i-1].span())
		}
		if part = strings.TrimSpace(part); part != "" {
			spans = append(spans, compare.Span{Text: part, Color: style.Ink, Bold: true})
		}
	}
	return spans
}

// verdict says below the headline what there is to be said of two parties.
func verdict(first, second *party, s *difference.Scores) []compare.Span {
	if s.Why != difference.Comparable {
		if text := whyNot(s.Why); text != "" {
			return []compare.Span{{Text: text, Color: style.Soft}}
		}
		return nil
	}
	var spans []compare.Span
	line := func(text string, ink style.Color) {
		spans = append(spans, compare.Span{Text: text, Color: ink, NewLine: true})
	}
	if s.Overall.Known {
		line(overallWords(first, second, s), style.Soft)
	}
	spans = append(spans, compare.Span{Text: second.name + ":", Color: second.ink, Bold: true, NewLine: true})
	if words := differences(s, mostDifferences); words != "" {
		spans = append(spans, compare.Span{Text: words, Color: style.Ink})
	} else {
		spans = append(spans, compare.Span{Text: lang.L("nothing outside the spread"), Color: style.Ink})
	}
	judged := scorers.Judged(first.score)
	absent := slices.DeleteFunc(s.Absent(), func(a library.Attribute) bool { return !slices.Contains(judged, a) })
	if len(absent) > 0 {
		line(lang.L("Not compared: {{.Attributes}}", language.Args{"Attributes": attributeList(absent)}), style.Muted)
	}
	return spans
}

// overallWords say both overalls and how far they are apart, with the spread of that.
func overallWords(first, second *party, s *difference.Scores) string {
	number := func(v library.Value) string {
		return strings.TrimSpace(style.Number(v) + " " + style.Spread(v))
	}
	args := language.Args{
		"First": number(first.score.Overall), "Second": number(second.score.Overall),
		"Apart": language.Decimal(math.Abs(s.Overall.By), 2), "Spread": "±" + language.Decimal(s.Overall.SD, 1),
	}
	switch {
	case s.Overall.SD == 0:
		return lang.L("{{.First}} against {{.Second}}: {{.Apart}} apart", args)
	case s.Overall.Clear:
		return lang.L("{{.First}} against {{.Second}}: {{.Apart}} apart, outside the spread of {{.Spread}}", args)
	}
	return lang.L("{{.First}} against {{.Second}}: {{.Apart}} apart, within the spread of {{.Spread}}", args)
}

// whyNot says why scores are not compared; "" where the headline has said it.
func whyNot(why difference.Why) string {
	switch why {
	case difference.OtherScorers:
		return lang.L("Different scorers gave their scores, whose numbers do not mean the same.")
	case difference.OtherVersions:
		return lang.L("Different versions of the scorer gave their scores. They can be compared once both are scored anew.")
	case difference.OtherQuestions:
		return lang.L("The model was asked in different ways. They can be compared once both are scored anew.")
	}
	return ""
}

func attributeList(of []library.Attribute) string {
	names := make([]string, len(of))
	for i, a := range of {
		names[i] = language.AttributeWithin(a)
	}
	return strings.Join(names, ", ")
}
