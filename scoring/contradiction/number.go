package contradiction

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"keeplight.app/keeplight/library"
)

// wrongNumber holds the number of a field against the value.
func wrongNumber(e *library.Explanation, p part) []library.Contradiction {
	if !p.isScore {
		return nil
	}
	m := regexp.MustCompile(`^\s*<?\s*(\d{1,3}(?:\.\d{1,6})?)`).FindStringSubmatchIndex(p.text)
	if m == nil {
		return nil
	}
	number := p.text[m[2]:m[3]]
	return wrong(p.label, p.from+m[3], p.attribute, e.Of(p.attribute), number)
}

// wrongNumbers holds the numbers that a sentence gives for attributes and for the
// whole against the values.
func wrongNumbers(e *library.Explanation, s sentence) []library.Contradiction {
	var found []library.Contradiction
	if m := regexp.MustCompile(`(?i)final score is\s*<?\s*(\d{1,3}(?:\.\d{1,6})?)`).FindStringSubmatch(s.text); m != nil && differs(m[1], e.Overall) {
		reason := fmt.Sprintf("It ends with %s, but the overall is %.2f.", m[1], e.Overall.Mean)
		if !e.Overall.Known {
			reason = fmt.Sprintf("It ends with %s, but there is no overall.", m[1])
		}
		found = append(found, library.Contradiction{From: s.from, To: s.to, Overall: true, Reason: reason})
	}
	given := regexp.MustCompile(`(?i)\b(composition|eye-catching|subject (?:and|&) background|subject integrity|subject clutter|` +
		`background clutter|level shot|(?:image )?clarity|exposure|saturation)((?:\s+(?:score|scores|scored|is|was|of|at|with|rated|value|a))*)\s*[:(=]?\s*(\d{1,2}\.\d{1,2})\b`)
	for _, m := range given.FindAllStringSubmatch(s.text, -1) {
		if a, ok := named(m[1]); ok {
			found = append(found, wrong(s.from, s.to, a, e.Of(a), m[3])...)
		}
	}
	return found
}

func wrong(from, to int, a library.Attribute, v library.Value, number string) []library.Contradiction {
	if !differs(number, v) {
		return nil
	}
	title := strings.ToLower(a.Title())
	reason := fmt.Sprintf("It gives %s as %s, but it is %.2f.", title, number, v.Mean)
	if !v.Known {
		reason = fmt.Sprintf("It gives %s as %s, but that has no value.", title, number)
	}
	return []library.Contradiction{{From: from, To: to, Attribute: a, Reason: reason}}
}

// differs is true when a number is not the value, rounded to as many decimals as
// the number has.
func differs(number string, v library.Value) bool {
	if !v.Known {
		return true
	}
	x, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return false
	}
	decimals := 0
	if _, after, ok := strings.Cut(number, "."); ok {
		decimals = len(after)
	}
	// What the model was told had been rounded to two decimals before.
	told := math.Round(v.Mean*100) / 100
	const slack = 0.0051
	return math.Abs(x-told) > 0.5*math.Pow(10, -float64(decimals))+slack
}
