package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"keeplight.app/keeplight/app/sidecars"
	"keeplight.app/keeplight/library"
)

// sidecarCmd is about the XMP sidecars of other programs.
type sidecarCmd struct {
	Read sidecarReadCmd `cmd:"" help:"List what the sidecars of a folder say. Nothing is changed."`
	Diff sidecarDiffCmd `cmd:"" help:"List what writing the catalogue's decisions into sidecars would change. Nothing is written."`
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

type sidecarDiffCmd struct {
	Folder string `arg:"" name:"dir" help:"Folder of photos that the catalogue knows."`
	JSON   bool   `name:"json" help:"One JSON object per line."`
}

// Run prints one line per sidecar that would change or be made. The exit status is 1
// where one could not be written.
func (c *sidecarDiffCmd) Run(p *program) (err error) {
	cat, err := p.openToRead()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cat.Close()) }()
	folder, err := filepath.Abs(c.Folder)
	if err != nil {
		return fmt.Errorf("finding the folder: %w", err)
	}
	photos, err := cat.PhotosOf(p.ctx, folder)
	if err != nil {
		return fmt.Errorf("listing %s: %w", library.Display(c.Folder), err)
	}
	failed, out := 0, json.NewEncoder(p.stdout)
	out.SetEscapeHTML(false)
	err = sidecars.Plan(p.ctx, photos, sidecars.WriteOptions(time.Now()), func(x sidecars.Change) error {
		if x.Problem != nil {
			failed++
		}
		if c.JSON {
			return out.Encode(sidecars.ChangeRowOf(&x))
		}
		_, err := fmt.Fprintf(p.stdout, "%s: %s\n", library.Display(nameUnder(c.Folder, x.Path)), changeText(&x))
		return err
	})
	return p.sidecarsDone(err, failed)
}

func changeText(x *sidecars.Change) string {
	switch {
	case x.Problem != nil:
		return "cannot be written: " + library.Display(x.Problem.Error())
	case x.New:
		return "new, with " + decisionText(x.Will)
	case x.Was == x.Will:
		return decisionText(x.Will) + ", in the fields that are missing"
	}
	return decisionText(x.Was) + " → " + decisionText(x.Will)
}
