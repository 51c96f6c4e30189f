package main

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"
)

// held is a figure against what it is held against in the same run, and how many times
// as long it may take.
type held struct {
	figure string
	peers  []string // added up
	most   float64
	less   string // what is taken off the figure first, such as the start of a window; "" for nothing
}

func heldFigures() []held {
	return []held{
		{firstFigure, []string{walkFigure}, 2, emptyStart},
		{againFigure, []string{readFigure}, 2, emptyStart},
		{firstGapFigure, []string{hoverFigure}, 3, ""},
		{secondGapFigure, []string{hoverFigure}, 3, ""},
		{typeFigure, []string{emptyFigure, bareTypeFigure}, 1, ""},
		{sortFigure, []string{emptyFigure, bareSortFigure}, 1, ""},
		{sliderFigure, []string{emptyFigure, bareSliderFigure}, 1, ""},
	}
}

// print writes the medians, and how many times its peers each is.
func (l *large) print(out io.Writer) {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "%d PHOTOS\tMEDIAN\tFASTEST\tTIMES ITS PEER\tAT MOST\tSAMPLES\n", l.photos)
	row := func(f, ratio, most string) {
		if all := l.taken[f]; len(all) > 0 {
			fmt.Fprintf(table, "%s\t%.1f ms\t%.1f ms\t%s\t%s\t%d\n", f, milliseconds(median(all)), milliseconds(slices.Min(all)), ratio, most, len(all))
		}
	}
	// What lists photos is held against its peer without the start of an empty window.
	for _, f := range []string{walkFigure, readFigure, emptyStart, hoverFigure, emptyFigure} {
		row(f, "", "")
	}
	for _, h := range heldFigures() {
		var peers time.Duration
		for _, p := range h.peers {
			peers += median(l.taken[p])
		}
		row(h.figure, ratio(peers, median(l.taken[h.figure])-median(l.taken[h.less])), fmt.Sprintf("%g", h.most))
	}
	row(paintFigure, ratio(median(l.taken[emptyStart]), median(l.taken[paintFigure])), "")
	row(beforeFigure, "", "")
	for _, q := range []struct {
		figure string
		small  time.Duration
	}{{bareTypeFigure, l.small.typing}, {bareSortFigure, l.small.sorting}, {bareSliderFigure, l.small.slider}} {
		row(q.figure, ratio(q.small, median(l.taken[q.figure]))+" x 1,000 photos", "")
	}
	table.Flush()
	fmt.Fprintf(out, "memory: at most %d MB; scrolling to the end and back, twice: %v MB\n", l.memory.most, l.memory.scrolled)
}
