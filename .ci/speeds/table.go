package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// The figures, in the order in which they are printed.
const (
	startFigure  = "start to first painted grid"
	decideFigure = "key to stored decision"
	frameFigure  = "key to the grid's next frame"
	workFigure   = "processor time of a page of the grid"
)

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
	for _, f := range []string{startFigure, decideFigure, frameFigure, workFigure} {
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

// printTable writes the medians and how much longer the second one takes.
func printTable(out io.Writer, before, after samples) {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "MEDIAN\tBEFORE\tAFTER\tRATIO\tSAMPLES")
	for _, f := range []string{startFigure, decideFigure, frameFigure, workFigure} {
		b, a := median(before[f]), median(after[f])
		ratio := "-"
		if b > 0 {
			ratio = fmt.Sprintf("%.3f", float64(a)/float64(b))
		}
		fmt.Fprintf(table, "%s\t%.1f ms\t%.1f ms\t%s\t%d\n", f, milliseconds(b), milliseconds(a), ratio, len(after[f]))
	}
	table.Flush()
}
