package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// The figures. Those of the processor hardly depend on what else the machine does.
const (
	startFigure     = "start to first painted grid"
	startWorkFigure = "  its processor time"
	decideFigure    = "key to stored decision"
	frameFigure     = "key to the grid's next frame"
	frameWorkFigure = "  a page's processor time"
)

// inOrder gives the figures as they are printed.
func inOrder() []string {
	return []string{startFigure, startWorkFigure, decideFigure, frameFigure, frameWorkFigure}
}

// samples are what was measured, by figure.
type samples map[string][]time.Duration

func (s samples) note(figure string, d time.Duration) { s[figure] = append(s[figure], d) }

// add takes over what one start gave.
func (s *samples) add(other samples) {
	if *s == nil {
		*s = samples{}
	}
	for figure, all := range other {
		(*s)[figure] = append((*s)[figure], all...)
	}
}

// String gives the medians in one line.
func (s samples) String() string {
	var words []string
	for _, f := range inOrder() {
		words = append(words, fmt.Sprintf("%.1f ms", milliseconds(median(s[f]))))
	}
	return strings.Join(words, ", ")
}

// median is the middle one, the mean of the middle two, or 0 of none.
func median(all []time.Duration) time.Duration {
	if len(all) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(all))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// ratio says how many times as long the second one takes.
func ratio(before, after time.Duration) string {
	if before <= 0 {
		return "-"
	}
	return fmt.Sprintf("%.3f", float64(after)/float64(before))
}

// printTable writes the medians of both and how many times as long the second one
// takes; and the same of the fastest, which a busy machine disturbs less.
func printTable(out io.Writer, before, after samples) {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "\tMEDIAN BEFORE\tAFTER\tRATIO\tFASTEST BEFORE\tAFTER\tRATIO\tSAMPLES")
	for _, f := range inOrder() {
		if len(before[f]) == 0 || len(after[f]) == 0 {
			continue
		}
		b, a := median(before[f]), median(after[f])
		fastB, fastA := slices.Min(before[f]), slices.Min(after[f])
		fmt.Fprintf(table, "%s\t%.1f ms\t%.1f ms\t%s\t%.1f ms\t%.1f ms\t%s\t%d\n", f,
			milliseconds(b), milliseconds(a), ratio(b, a), milliseconds(fastB), milliseconds(fastA), ratio(fastB, fastA), len(after[f]))
	}
	table.Flush()
}
