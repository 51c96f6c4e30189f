package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"keeplight.app/keeplight/app/evaluating"
	"keeplight.app/keeplight/library"
)

// mostFailuresPrinted bounds how many photos without a score are named; the JSON and
// the page name more.
const mostFailuresPrinted = 10

// writeEval prints a result for people.
func writeEval(w io.Writer, r *evaluating.Result) error {
	out := bufio.NewWriter(w)
	for _, line := range r.Intro() {
		fmt.Fprintln(out, line)
	}
	for _, s := range r.Sections() {
		fmt.Fprintf(out, "\n%s\n", strings.ToUpper(s.Title))
		writeColumns(out, &s)
		for _, note := range s.Notes {
			fmt.Fprintf(out, "  %s\n", note)
		}
	}
	named := 0
	for _, p := range r.Photos {
		if p.Problem == "" {
			continue
		}
		if named == mostFailuresPrinted {
			fmt.Fprintf(out, "  and %d more\n", r.Failed-named)
			break
		}
		named++
		fmt.Fprintf(out, "  line %d, %s: %s\n", p.Line, library.Display(p.File), library.Display(p.Problem))
	}
	return out.Flush() // bufio keeps the first error
}

// writeColumns aligns texts at the left and numbers at the right.
func writeColumns(out io.Writer, s *evaluating.Section) {
	widths := make([]int, len(s.Head))
	rows := append([][]string{s.Head}, s.Rows...)
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			room := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i < s.Texts {
				line.WriteString("  " + cell + room)
			} else {
				line.WriteString("  " + room + cell)
			}
		}
		fmt.Fprintln(out, strings.TrimRight(line.String(), " "))
	}
}
