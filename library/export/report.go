package export

import (
	"bufio"
	"fmt"
	"io"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/plain"
)

// Report says what an export did.
type Report struct {
	To      string
	Mode    Mode
	DryRun  bool // nothing was done; Copied is what would be
	Copied  []Done
	Skipped []Done // all of it was there already
	Failed  []Failure
	Files   int   // brought over
	Bytes   int64 // their size
	Cloned  int   // of them share their space with the originals
	Took    time.Duration

	Extras
}

// Done is a photo that is in the destination.
type Done struct {
	Photo library.Photo
	Files []Placed
	Note  string // what did not work besides, "" when all is well
}

// Placed is one file of it.
type Placed struct {
	From, To string // absolute
	There    bool   // it was there already
}

// WriteText tells in plain words what was done and which photos need attention.
func (r *Report) WriteText(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "%s %s (%s, %s) to %s%s", r.verb(), plain.Plural(len(r.Copied), "photo", "photos"),
		plain.Plural(r.Files, "file", "files"), plain.Bytes(r.Bytes), library.Display(r.To), andTo(r.Second))
	if !r.DryRun {
		fmt.Fprintf(out, " in %s", r.Took.Round(time.Second/10))
	}
	fmt.Fprintln(out, ".")
	if len(r.Copied) > 0 && !r.DryRun && r.Mode == Copy {
		fmt.Fprintln(out, "Every copy was read back and is the same as its original.")
	}
	if len(r.Copied) > 0 && !r.DryRun && r.Mode == Reflink {
		fmt.Fprintf(out, "%s of them take no space of their own until they are edited.\n", plain.Plural(r.Cloned, "file", "files"))
	}
	writeDone(out, r.Copied)
	if len(r.Skipped) > 0 {
		fmt.Fprintf(out, "\n%s already there and left as is:\n", plain.Plural(len(r.Skipped), "photo was", "photos were"))
		writeDone(out, r.Skipped)
	}
	writeFailures(out, r.Failed)
	r.Extras.write(out)
	return out.Flush()
}

// andTo names a second destination.
func andTo(second string) string {
	if second == "" {
		return ""
	}
	return " and to " + library.Display(second)
}

// WriteText lists what the plan would call each file, and what to look out for.
func (p *Plan) WriteText(w io.Writer) error {
	out := bufio.NewWriter(w)
	for _, m := range p.Warnings {
		fmt.Fprintf(out, "Note: %s\n", message.English(m))
	}
	fmt.Fprintf(out, "%s, %s to %s%s:\n", plain.Plural(p.Files, "file", "files"), plain.Bytes(p.Bytes), library.Display(p.Options.To), andTo(p.Options.Second))
	for i := range p.Groups {
		g := &p.Groups[i]
		for _, f := range g.Files {
			writeLine(out, f.From, g.To(f), !f.missing())
		}
	}
	writeFailures(out, p.Failed)
	return out.Flush()
}

func (r *Report) verb() string {
	verbs := map[Mode][2]string{
		Copy: {"Copied", "Would copy"}, Move: {"Moved", "Would move"},
		HardLink: {"Linked", "Would link"}, Reflink: {"Copied", "Would copy"},
	}
	if r.DryRun {
		return verbs[r.Mode][1]
	}
	return verbs[r.Mode][0]
}

// The writers below need no error of their own: a bufio.Writer keeps the first
// one for Flush.

func writeDone(out *bufio.Writer, all []Done) {
	for _, d := range all {
		for _, f := range d.Files {
			writeLine(out, f.From, f.To, f.There)
		}
		if d.Note != "" {
			fmt.Fprintf(out, "    but: %s\n", d.Note)
		}
	}
}

func writeLine(out *bufio.Writer, from, to string, there bool) {
	fmt.Fprintf(out, "  %s -> %s", library.Display(from), library.Display(to))
	if there {
		fmt.Fprint(out, " (already there)")
	}
	fmt.Fprintln(out)
}

func writeFailures(out *bufio.Writer, failed []Failure) {
	if len(failed) == 0 {
		return
	}
	fmt.Fprintf(out, "\n%s attention:\n", needs(len(failed)))
	for _, f := range failed {
		fmt.Fprintf(out, "  %s\n", f.Text())
	}
}

func needs(n int) string {
	if n == 1 {
		return "1 photo needs"
	}
	return fmt.Sprintf("%d photos need", n)
}
