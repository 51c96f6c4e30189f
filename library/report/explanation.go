package report

import (
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
)

// explanationNote stands with every explanation that people read.
const explanationNote = "It explains the number and did not cause it."

// explanation gives the JSON of an explanation, null where there is none.
func explanation(r *Row) any {
	e := r.Explanation
	if e == nil {
		return nil
	}
	wrong := []object{}
	for _, c := range r.Contradictions {
		about := c.Attribute.Key()
		if c.Overall {
			about = "overall"
		}
		wrong = append(wrong, object{{"from", c.From}, {"to", c.To}, {"attribute", about}, {"reason", c.Reason}})
	}
	return object{
		{"text", e.Text},
		{"form", string(e.Form)},
		{"complete", e.End == library.Whole},
		{"end", string(e.End)},
		{"contradictions", wrong},
		{"model", orNull(e.By.Model)},
		{"prompt", orNull(e.By.Prompt)},
		{"written_at", e.WrittenAt},
	}
}

// explanationCells are the table's columns of an explanation.
func explanationCells(r *Row) []string {
	e := r.Explanation
	if e == nil {
		return []string{"", "", "", ""}
	}
	var reasons []string
	for _, c := range r.Contradictions {
		reasons = append(reasons, c.Reason)
	}
	return []string{cell(e.Text), cell(string(e.Form)), cell(string(e.End)), cell(strings.Join(reasons, " "))}
}

// explained is what a card shows of an explanation.
type explained struct {
	Lines   [][]stretch
	Reasons []string
	Note    string
}

// stretch is a part of a line, which contradicts a value or not.
type stretch struct {
	Text  string
	Wrong bool
}

func newExplained(r *Row) *explained {
	e := r.Explanation
	if e == nil || e.Text == "" {
		return nil
	}
	x := &explained{Note: explanationNote}
	for start, line := 0, ""; start <= len(e.Text); start += len(line) + 1 {
		line, _, _ = strings.Cut(e.Text[start:], "\n")
		if strings.TrimSpace(line) != "" {
			x.Lines = append(x.Lines, stretches(line, start, r.Contradictions))
		}
	}
	for _, c := range r.Contradictions {
		if reason := library.Display(c.Reason); !slices.Contains(x.Reasons, reason) {
			x.Reasons = append(x.Reasons, reason)
		}
	}
	if v := showValue("", e.Overall); v.Known {
		x.Note += " The number is " + v.Mean + "."
	}
	if e.End != library.Whole {
		x.Note += " It was not finished."
	}
	if e.By.Model != "" {
		x.Note += " Written by " + library.Display(e.By.Model) + "."
	}
	return x
}

// stretches cuts a line, which begins at a byte of the text, where a
// contradiction begins or ends.
func stretches(line string, at int, wrong []library.Contradiction) []stretch {
	var all []stretch
	done := 0
	put := func(to int, isWrong bool) {
		if to = min(to, len(line)); to > done {
			all = append(all, stretch{library.Display(line[done:to]), isWrong})
			done = to
		}
	}
	for _, c := range wrong {
		if c.To > at && c.From < at+len(line) && c.From < c.To {
			put(c.From-at, false)
			put(c.To-at, true)
		}
	}
	put(len(line), false)
	return all
}
