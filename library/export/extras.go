package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export/checksum"
	"keeplight.app/keeplight/library/plain"
)

// Extras is what was done besides bringing photos to the first destination.
type Extras struct {
	Second      string    // the second destination, "" for none
	NotInSecond []Failure // photos that arrived in the first alone, and why
	Lists       []string  // of checksums that hold what was written; absolute
	ListErrs    []ListError

	Swept      int      // unfinished files of runs that were killed, which were removed
	Unfinished []string // such files that another program may be at work on; absolute
}

// Incomplete is how much of it needs attention: photos, and lists.
func (x *Extras) Incomplete() int { return len(x.NotInSecond) + len(x.ListErrs) }

// updateList puts what was written to a destination into its list of checksums. Nothing
// is no list; false where it could not be written.
func (x *Extras) updateList(ctx context.Context, list *checksum.List, to string, written []checksum.Entry) (ok bool) {
	if len(written) == 0 {
		return true
	}
	if err := list.Add(ctx, written); err != nil {
		x.ListErrs = append(x.ListErrs, ListError{to, err})
		return false
	}
	if path := filepath.Join(to, checksum.Name); !slices.Contains(x.Lists, path) {
		x.Lists = append(x.Lists, path)
	}
	return true
}

// sweep removes from a destination what runs that were killed left there.
func (x *Extras) sweep(d *destination, dirs []string) {
	swept, left := sweep(d.root, dirs)
	x.Swept += swept
	for _, name := range left {
		x.Unfinished = append(x.Unfinished, filepath.Join(d.path, name))
	}
}

// ListError is a list of checksums that could not be written.
type ListError struct {
	Folder string // the destination that it is of
	Err    error
}

// Why says in plain words what happened to the list and what to do.
func (e ListError) Why() string { return library.Display(explain(e.Err)) }

// WriteText tells of all of it in plain words; nothing where there is nothing to tell.
func (x *Extras) WriteText(w io.Writer) error {
	out := bufio.NewWriter(w)
	x.write(out)
	return out.Flush()
}

func (x *Extras) write(out *bufio.Writer) {
	if n := len(x.NotInSecond); n > 0 {
		fmt.Fprintf(out, "\n%s not copied to %s; export again to try once more:\n", plain.Plural(n, "photo was", "photos were"), library.Display(x.Second))
		for _, f := range x.NotInSecond {
			fmt.Fprintf(out, "  %s\n", f.Text())
		}
	}
	for _, path := range x.Lists {
		fmt.Fprintf(out, "Checksums are in %s; 'sha256sum -c' checks them from there.\n", library.Display(path))
	}
	for _, err := range x.ListErrs {
		fmt.Fprintf(out, "\nThe checksum list in %s could not be written: %s\n", library.Display(err.Folder), err.Why())
	}
	if x.Swept > 0 {
		fmt.Fprintf(out, "\nRemoved %s that an interrupted export had left in the destination.\n", plain.Plural(x.Swept, "unfinished file", "unfinished files"))
	}
	if n := len(x.Unfinished); n > 0 {
		fmt.Fprintf(out, "\n%s there, which another program may be working on; delete them if none is:\n", plain.Plural(n, "unfinished file is", "unfinished files are"))
	}
	for _, path := range x.Unfinished {
		fmt.Fprintf(out, "  %s\n", library.Display(path))
	}
}
