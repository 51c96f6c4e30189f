package main

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
)

// printLoupe writes the medians, and how many empty repaints or bare decodes each is;
// then what there is to be said of geeqie, "" for nothing.
func printLoupe(out io.Writer, name string, taken samples, other string) {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "LOUPE, %s\tMEDIAN\tFASTEST\tEMPTY REPAINTS\tBARE DECODES, LESS AN EMPTY REPAINT\tSAMPLES\n", name)
	empty, decode := median(taken[emptyFigure]), median(taken[bareFigure])
	for _, f := range []string{
		emptyFigure, cachedFigure, markFigure, thumbFigure, fitFigure, bareFigure, workFigure, busyThumb, busyFit, otherEmpty, otherFit,
	} {
		all := taken[f]
		if len(all) == 0 {
			continue
		}
		repaints, decodes := ratio(empty, median(all)), ""
		switch f {
		case fitFigure, busyFit:
			decodes = ratio(decode, median(all)-empty)
		case otherFit:
			own := median(taken[otherEmpty])
			repaints, decodes = ratio(own, median(all)), ratio(decode, median(all)-own)
		case bareFigure, workFigure:
			repaints, decodes = "", ratio(decode, median(all))
		}
		fmt.Fprintf(table, "%s\t%.1f ms\t%.1f ms\t%s\t%s\t%d\n", f, milliseconds(median(all)), milliseconds(slices.Min(all)), repaints, decodes, len(all))
	}
	table.Flush()
	if other != "" {
		fmt.Fprintln(out, other)
	}
}
