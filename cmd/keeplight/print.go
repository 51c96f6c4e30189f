package main

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/library/report"
)

// rowWriter writes rows as they come.
type rowWriter interface {
	Write(report.Row) error
	Close() error
}

// rowFormat says how rows are written: as JSON lines, as CSV, else for people.
type rowFormat struct {
	JSON, CSV bool
	Explain   bool // reasons too
	Decisions bool // stars, flag and label in the table for people, too
	Standing  bool // where the overall stands, too
	Groups    bool // which photos belong together, too
	Weighted  bool // the score by weights that they are sorted by, too
	Faces     bool // what is known of their faces, too
}

func (p *program) rowWriter(f rowFormat) rowWriter {
	switch {
	case f.JSON:
		w := report.NewJSONLines(p.stdout)
		w.Explain, w.Standing, w.Groups, w.Weighted, w.Faces = f.Explain, f.Standing, f.Groups, f.Weighted, f.Faces
		return w
	case f.CSV:
		w := report.NewCSV(p.stdout)
		w.Explain, w.Standing, w.Groups, w.Weighted, w.Faces = f.Explain, f.Standing, f.Groups, f.Weighted, f.Faces
		return w
	}
	return newTable(p.stdout, p.scorer.Provenance(), f)
}

// table prints rows for people: numbers first, in columns, and the name last,
// which may be of any length.
type table struct {
	w       *bufio.Writer
	overall string // what the overall score is called
	with    rowFormat
	headed  bool
	group   int64 // the last that was headed
}

func newTable(w io.Writer, by library.Provenance, f rowFormat) *table {
	t := &table{w: bufio.NewWriter(w), overall: "OVERALL", with: f}
	if by.Name == "builtin" {
		t.overall = "TECHNICAL" // it measures, and says nothing of taste
	}
	return t
}

// Write prints one row at once, since somebody may be watching.
func (t *table) Write(r report.Row) error {
	t.head()
	t.headGroup(r.Group)
	overall, weakest := "-", "-"
	if r.Score != nil {
		overall = number(r.Score.Overall)
		if a, v, ok := weakestOf(r.Score); ok {
			weakest = fmt.Sprintf("%s %s", strings.ToLower(a.Title()), number(v))
		}
	}
	if t.with.Weighted {
		fmt.Fprintf(t.w, "%9s  ", weightedText(r.Weighted))
	}
	fmt.Fprintf(t.w, "%9s", overall)
	if t.with.Standing {
		fmt.Fprintf(t.w, "  %9s  %9s", placeText(r.InShoot), placeText(r.InLibrary))
	}
	if t.with.Groups {
		fmt.Fprintf(t.w, "  %-11s", positionText(r.Group))
	}
	fmt.Fprintf(t.w, "  %-25s", weakest)
	if t.with.Decisions {
		d := r.Photo.Decision
		fmt.Fprintf(t.w, "  %-5s  %-6s  %-6s", strings.Repeat("*", int(d.Rating)), d.Flag, d.Label)
	}
	if t.with.Faces {
		fmt.Fprintf(t.w, "  %-30s", facesText(r.Faces))
	}
	fmt.Fprintf(t.w, "  %s", library.Display(r.Path))
	if r.Err != "" {
		fmt.Fprintf(t.w, ": ERROR: %s", library.Display(r.Err))
	} else if note := noteOf(&r); note != "" {
		fmt.Fprintf(t.w, ": %s", library.Display(note))
	}
	fmt.Fprintln(t.w)
	if t.with.Explain && r.Score != nil {
		t.reasons(r.Score)
	}
	if t.with.Explain && r.Explanation != nil {
		t.words(&r)
	}
	return t.w.Flush() // bufio keeps the first error
}

// noteOf is what there is to say of a photo without an error: its damage, or why it
// was looked at and has no overall score.
func noteOf(r *report.Row) string {
	if damage := message.English(r.Photo.Damage); damage != "" || r.Score == nil || r.Score.Overall.Known {
		return damage
	}
	return message.English(r.Score.Summary)
}

// Close prints nothing more.
func (t *table) Close() error { return t.w.Flush() }

func (t *table) head() {
	if t.headed {
		return
	}
	t.headed = true
	if t.with.Weighted {
		fmt.Fprintf(t.w, "%9s  ", "WEIGHTED")
	}
	fmt.Fprintf(t.w, "%9s", t.overall)
	if t.with.Standing {
		fmt.Fprintf(t.w, "  %9s  %9s", "IN SHOOT", "LIBRARY")
	}
	if t.with.Groups {
		fmt.Fprintf(t.w, "  %-11s", "GROUP")
	}
	fmt.Fprintf(t.w, "  %-25s", "WEAKEST")
	if t.with.Decisions {
		fmt.Fprintf(t.w, "  %-5s  %-6s  %-6s", "STARS", "FLAG", "LABEL")
	}
	if t.with.Faces {
		fmt.Fprintf(t.w, "  %-30s", "FACES")
	}
	fmt.Fprintln(t.w, "  PHOTO")
}

func (t *table) reasons(s *library.Score) {
	if summary := message.English(s.Summary); summary != "" {
		fmt.Fprintf(t.w, "%11s%s\n", "", library.Display(summary))
	}
	for _, a := range library.Attributes() {
		if reason := message.English(s.Reasons[a]); reason != "" {
			fmt.Fprintf(t.w, "%11s%-20s %5s  %s\n", "", a.Title(), number(s.Of(a)), library.Display(reason))
		}
	}
}

// words prints what a model wrote, line by line.
func (t *table) words(r *report.Row) {
	for line := range strings.SplitSeq(r.Explanation.Text, "\n") {
		if strings.TrimSpace(line) != "" {
			fmt.Fprintf(t.w, "%11s%s\n", "", library.Display(line))
		}
	}
	for _, c := range r.Contradictions {
		fmt.Fprintf(t.w, "%11s[!] %s\n", "", library.Display(c.Reason))
	}
}

// facesText says what is known of a photo's faces.
func facesText(f *query.Faces) string {
	if f == nil {
		return "-"
	}
	return f.Describe()
}

// number writes a value with two decimals, as everywhere.
func number(v library.Value) string {
	if !v.Known {
		return "-"
	}
	return fmt.Sprintf("%.2f", v.Mean)
}

// weakestOf finds the lowest of the known attributes, of equals the first on
// the radar.
func weakestOf(s *library.Score) (weakest library.Attribute, value library.Value, ok bool) {
	for _, a := range library.Attributes() {
		if v := s.Of(a); v.Known && (!ok || v.Mean < value.Mean) {
			weakest, value, ok = a, v, true
		}
	}
	return weakest, value, ok
}

// weightedText writes a score by weights, with a star where not all that counts is
// known.
func weightedText(w *report.Weighted) string {
	if w == nil || !w.Mean.Known {
		return "-"
	}
	if w.Known < w.Counted {
		return number(w.Mean) + "*"
	}
	return number(w.Mean)
}

// placeText writes where a photo stands: "92 %", the share of the others that it is
// better than, or "3 of 12" among few.
func placeText(s *report.Standing) string {
	switch {
	case s == nil:
		return "-"
	case s.Percentile != nil:
		return fmt.Sprintf("%.0f %%", math.Floor(*s.Percentile)) // the best is not better than itself
	}
	return fmt.Sprintf("%d of %d", s.Rank, s.Of)
}
