package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"keeplight.app/keeplight/app/sidecars"
	"keeplight.app/keeplight/library"
)

// sidecarCmd is about the XMP sidecars of other programs.
type sidecarCmd struct {
	Read sidecarReadCmd `cmd:"" help:"List what the sidecars of a folder say. Nothing is changed."`
	Diff sidecarDiffCmd `cmd:"" help:"List what writing the catalogue's decisions into sidecars would change. Nothing is written."`

	Write   sidecarWriteCmd   `cmd:"" help:"Write the catalogue's decisions into the sidecars of a folder."`
	Restore sidecarRestoreCmd `cmd:"" help:"Put sidecars back as they were before Keeplight first wrote into them."`
}

type sidecarReadCmd struct {
	Folder string `arg:"" name:"dir" help:"Folder of photos, read at any depth."`
	JSON   bool   `name:"json" help:"One JSON object per line."`
}

// Run prints one line per sidecar. The exit status is 1 where one cannot be read.
func (c *sidecarReadCmd) Run(p *program) error {
	failed := 0
	print, flush := c.printer(p)
	err := sidecars.List(p.ctx, c.Folder, sidecars.Labels(), func(e sidecars.Entry) error {
		if e.Problem != nil {
			failed++
		}
		return print(&e)
	})
	return p.sidecarsDone(errors.Join(err, flush()), failed)
}

// sidecarsDone gives the exit status of both commands.
func (p *program) sidecarsDone(err error, failed int) error {
	switch {
	case p.ctx.Err() != nil:
		return quiet(exitInterrupted)
	case err != nil:
		return err
	case failed > 0:
		return quiet(exitProblems)
	}
	return nil
}

func (c *sidecarReadCmd) printer(p *program) (print func(*sidecars.Entry) error, flush func() error) {
	if c.JSON {
		out := json.NewEncoder(p.stdout)
		out.SetEscapeHTML(false)
		return func(e *sidecars.Entry) error { return out.Encode(sidecars.RowOf(e)) }, func() error { return nil }
	}
	w := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	return func(e *sidecars.Entry) error {
		_, err := fmt.Fprintf(w, "%s\t%s\n", library.Display(nameUnder(c.Folder, e.Path)), sidecarText(e))
		return err
	}, w.Flush
}

// sidecarText says what a sidecar says, and whose it is.
func sidecarText(e *sidecars.Entry) string {
	if e.Problem != nil {
		return "not read: " + library.Display(e.Problem.Error())
	}
	text := decisionText(e.Said.Decision())
	if e.Said.Words.Label != "" {
		text += fmt.Sprintf(", label %q", library.Display(e.Said.Words.Label))
	}
	switch {
	case len(e.Photos) == 0:
		text += "\tno photo"
	default:
		var names []string
		for _, photo := range e.Photos {
			names = append(names, library.Display(filepath.Base(photo)))
		}
		text += "\tfor " + strings.Join(names, ", ")
	}
	if e.Older {
		text += ", older than another sidecar"
	}
	return text
}

// decisionText writes a decision, "nothing" where nothing is decided.
func decisionText(d library.Decision) string {
	var parts []string
	if d.Flag != library.Undecided {
		parts = append(parts, d.Flag.String())
	}
	switch {
	case d.Rating == 1:
		parts = append(parts, "1 star")
	case d.Rating > 1:
		parts = append(parts, fmt.Sprintf("%d stars", d.Rating))
	}
	if d.Label != library.NoLabel {
		parts = append(parts, d.Label.String())
	}
	if len(parts) == 0 {
		return "nothing"
	}
	return strings.Join(parts, ", ")
}
