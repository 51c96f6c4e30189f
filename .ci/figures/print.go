package main

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// printResults writes the table and then every violation. It is true where there
// is none.
func printResults(out io.Writer, results []result) bool {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "FIGURE\tBOUND\tWORST\tWHERE")
	ok := true
	for _, r := range results {
		mark := ""
		if len(r.tooMuch) > 0 {
			ok, mark = false, fmt.Sprintf("  PAST IT: %d", len(r.tooMuch))
		}
		bound := r.bound
		if r.worst.bound > 0 {
			bound = r.worst.bound
		}
		where := r.worst.what
		if where == "" {
			where = "-"
		}
		fmt.Fprintf(table, "%s\t%d\t%d\t%s%s\n", r.name, bound, r.worst.value, where, mark)
	}
	table.Flush()
	for _, r := range results {
		for _, v := range r.tooMuch {
			fmt.Fprintf(out, "%s: %s: %s %d, at most %d\n", v.where, v.what, r.name, v.value, v.bound)
		}
	}
	return ok
}
