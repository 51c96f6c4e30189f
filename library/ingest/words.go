package ingest

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/library/scan"
)

// Words says how many photos and videos: "212 photos and 3 videos".
func (c *Count) Words() string {
	words := plain.Plural(c.Photos, "photo", "photos")
	if c.Videos > 0 {
		words += " and " + plain.Plural(c.Videos, "video", "videos")
	}
	return words
}

// WriteText lists what would be called what, and what to look out for.
func (p *Plan) WriteText(w io.Writer) error {
	out := bufio.NewWriter(w)
	all, known, there, fresh := p.Count()
	o := &p.Options
	fmt.Fprintf(out, "On the card: %s in %s, %s.\n", all.Words(), plain.Plural(all.Files, "file", "files"), plain.Bytes(all.Bytes))
	fmt.Fprintf(out, "To copy: %s, %s, to %s", fresh.Words(), plain.Bytes(fresh.Bytes), library.Display(o.To))
	if o.Second != "" {
		fmt.Fprintf(out, " and to %s", library.Display(o.Second))
	}
	fmt.Fprintf(out, ", named %s\n", library.Display(export.Translate(o.Template)))
	if known.Photos+known.Videos > 0 {
		fmt.Fprintf(out, "Copied before: %s. They are compared with what was copied, and skipped.\n", known.Words())
	}
	if there.Photos+there.Videos > 0 {
		fmt.Fprintf(out, "Already there: %s.\n", there.Words())
	}
	p.writeNotes(out)
	for i := range p.Groups {
		g := &p.Groups[i]
		for k := range g.Files {
			if f := &g.Files[k]; !g.Known && f.missing() {
				fmt.Fprintf(out, "  %s -> %s\n", library.Display(f.From), library.Display(g.To(f)))
			}
		}
	}
	writeFailures(out, p.Failed)
	return out.Flush()
}

func (p *Plan) writeNotes(out io.Writer) {
	for _, r := range p.Short() {
		fmt.Fprintf(out, "Not enough space in %s: %s are needed and %s are free.\n", displayAll(r.To), plain.Bytes(r.Needed), plain.Bytes(r.Free))
	}
	if p.Undated > 0 {
		fmt.Fprintf(out, "Of %s no camera says when they were taken; the time of their files is used.\n", plain.Plural(p.Undated, "photo", "photos"))
	}
	writeLeft(out, &p.Left)
	for _, problem := range p.Problems {
		fmt.Fprintf(out, "Not read: %s\n", problem)
	}
}

// WriteText says in plain words what was done, what is still on the card, and what to do
// about it.
func (r *Report) WriteText(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "Copied %s (%s, %s) to %s in %s.\n", r.Copied.Words(), plain.Plural(r.Copied.Files, "file", "files"),
		plain.Bytes(r.Copied.Bytes), library.Display(r.Options.To), r.Took.Round(time.Second/10))
	if r.Copied.Files > 0 {
		fmt.Fprintln(out, "Every copy was read back from the disk and is the same as its original.")
	}
	if r.Known > 0 {
		fmt.Fprintf(out, "%s copied before, compared, and skipped.\n", plain.Plural(r.Known, "photo or video was", "photos and videos were"))
	}
	if r.There > 0 {
		fmt.Fprintf(out, "%s already there.\n", plain.Plural(r.There, "photo or video was", "photos and videos were"))
	}
	r.writeEnd(out)
	if r.NotInSecond > 0 {
		fmt.Fprintf(out, "%s not in %s: %s Run it again to copy them there.\n",
			plain.Plural(r.NotInSecond, "photo or video is", "photos and videos are"), library.Display(r.Options.Second), message.English(r.SecondWhy))
	}
	if r.Unfinished > 0 {
		fmt.Fprintf(out, "%s named .keeplight-….part may be another program's work and stayed.\n", plain.Plural(r.Unfinished, "file", "files"))
	}
	writeLeft(out, &r.Left)
	writeFailures(out, r.Failed)
	return out.Flush()
}

// writeEnd says what became of a run that ended early.
func (r *Report) writeEnd(out io.Writer) {
	done, still := plain.Count(r.Done()), plain.Count(r.Remaining)
	total := plain.Count(r.Done() + r.Remaining)
	switch r.End {
	case NoCard:
		fmt.Fprintf(out, "The card was removed. %s of %s are copied and checked; %s are still on the card: put it back and run it again.\n", done, total, still)
	case NoDestination:
		fmt.Fprintf(out, "%s: %s %s of %s are copied and checked; %s are still on the card: run it again.\n",
			library.Display(r.Options.To), message.English(r.Why), done, total, still)
	case Stopped:
		fmt.Fprintf(out, "Stopped. %s of %s are copied and checked; %s are still on the card: run it again to go on.\n", done, total, still)
	case Complete:
	}
}

// Done is how many photos and videos are copied and checked, now or before.
func (r *Report) Done() int { return r.Copied.Photos + r.Copied.Videos + r.There + r.Known }

func writeLeft(out io.Writer, left *scan.PassedOver) {
	var parts []string
	for _, k := range left.Kinds {
		ext := k.Ext
		if ext == "" {
			ext = "without extension"
		}
		parts = append(parts, plain.Count(k.Files)+" "+ext)
	}
	if left.Other > 0 {
		parts = append(parts, plain.Plural(left.Other, "other file", "other files"))
	}
	if len(parts) > 0 {
		fmt.Fprintf(out, "Not copied, since they are no photos or videos: %s\n", strings.Join(parts, ", "))
	}
}

func writeFailures(out io.Writer, failed []Failure) {
	for _, f := range failed {
		fmt.Fprintf(out, "Not copied: %s: %s\n", library.Display(f.Path), message.English(f.Why))
	}
}

func displayAll(paths []string) string {
	shown := make([]string, len(paths))
	for i, p := range paths {
		shown[i] = library.Display(p)
	}
	return strings.Join(shown, " and ")
}
