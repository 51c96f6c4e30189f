package evaluating

import (
	"fmt"
	"strings"
	"testing"
)

// textOf gives all that a result says to people.
func textOf(r *Result) string {
	lines := r.Intro()
	for _, s := range r.Sections() {
		lines = append(lines, s.Title, strings.Join(s.Head, " | "))
		for _, row := range s.Rows {
			lines = append(lines, strings.Join(row, " | "))
		}
		lines = append(lines, s.Notes...)
	}
	return strings.Join(lines, "\n")
}

func TestTheTablesSayWhatWasReadAndWhatFailed(t *testing.T) {
	in := rated(40)
	in.Peers = true
	in.Table.Unrated, in.Table.Rows = 3, 55
	for i := range 15 {
		in.Table.Unused = append(in.Table.Unused, fmt.Sprintf("c%d", i))
	}
	text := textOf(compared(t, in))
	for _, want := range []string{
		"40 photos, rated in ratings.csv", "Layout: any columns (columns separated by comma; file: file, score: mos)", "Scorer: builtin 7",
		"Scored: 38 of 40 photos", "Not scored, and in no figure: 2 photos", "Averaged: 55 rows", "Left out: 3 rows without a rating",
		"c11 and 3 more", "the picture is damaged | 1", "the scorer gave it no overall score | 1",
		"sharpness | Clarity | 31 | 9 | 1.000 |", "overall of builtin 7 | 38 | 2 |", "variance of the Laplacian | 40 | 0 | -1.000",
		"ratings differ by 2 sd or more (", "1 joint sd or more: called clear",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not said:\n%s", want, text)
		}
	}
	for _, s := range compared(t, in).Sections() {
		for _, row := range s.Rows {
			if len(row) != len(s.Head) {
				t.Errorf("%s: %d cells under %d headings", s.Title, len(row), len(s.Head))
			}
		}
	}
	if strings.Contains(text, "The curve falls") {
		t.Error("a rising curve is said to fall")
	}
}

func TestAScorerThatIsWrongWayRoundIsToldSo(t *testing.T) {
	in := rated(30)
	for i := range in.Photos {
		if s := in.Photos[i].Score; s != nil {
			s.Overall.Mean = 10 - 2*in.Photos[i].Rating.Score
		}
	}
	r := compared(t, in)
	if *r.Overall.SRCC.Value > -0.9 || *r.Overall.CurvePLCC.Value < 0.9 || !strings.Contains(textOf(r), "The curve falls") {
		t.Errorf("%s", textOf(r))
	}
}
