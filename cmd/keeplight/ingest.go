package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/library/plain"
)

// ingestCmd copies a memory card.
type ingestCmd struct {
	Card   string `arg:"" name:"card" help:"The card, or a folder on it. It is only read."`
	To     string `required:"" placeholder:"DIR" help:"Folder to copy to. It is created if missing."`
	Second string `placeholder:"DIR" help:"A second folder for a backup, on another disk. The card is read once for both."`
	Name   string `placeholder:"TEMPLATE" help:"Template for file names, such as '{year4}/{month0}/{original}_{seq:4}'. Default: {year4}-{month0}-{day0}/{original}."`
	First  int    `placeholder:"N" default:"1" help:"The first number of {seq}."`
	Again  bool   `help:"Copy also what was copied in before."`
	DryRun bool   `help:"Print what would be done, without doing it."`
	JSON   bool   `name:"json" help:"Print one JSON object."`
}

// Help lists what a template can hold.
func (*ingestCmd) Help() string {
	var b strings.Builder
	b.WriteString("A slash in a template makes a folder. It can hold:")
	for _, f := range export.Fields() {
		fmt.Fprintf(&b, "\n  %-12s %s", f[0], f[1])
	}
	return b.String()
}

// Run copies and prints a report. The status is 1 where something was not copied.
func (c *ingestCmd) Run(p *program) (err error) {
	if c.First < 1 {
		return usage("--first %d: give a number, 1 or more", c.First)
	}
	cat, err := c.open(p)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cat.Close()) }()
	told := time.Now()
	job := &jobs.Ingest{
		Options: jobs.IngestOptions{Card: c.Card, To: c.To, Second: c.Second, Template: c.Name, First: c.First, Again: c.Again},
		Catalog: cat, NeverRead: cat.AddDestinations,
		Found: func(n int) {
			if time.Since(told) >= lineEvery {
				told = time.Now()
				p.note("%s found on the card", plain.Plural(n, "photo", "photos"))
			}
		},
	}
	plan, err := job.Plan(p.ctx)
	if err != nil {
		return fmt.Errorf("nothing was copied: %w", err)
	}
	short := len(plan.Short()) > 0
	if c.DryRun || short {
		err := c.print(p.stdout, plan.WriteText, plan.Row())
		if short && err == nil {
			return &exitError{status: exitProblems, text: "nothing was copied: there is not enough free space"}
		}
		return p.afterExport(len(plan.Failed), err)
	}
	report, err := jobs.Do(p.ctx, &p.jobs, job, plan, c.teller(p))
	p.noteIngest(&report)
	printErr := c.print(p.stdout, report.WriteText, report.Row())
	switch {
	case p.ctx.Err() != nil:
		return quiet(exitInterrupted)
	case err != nil:
		return fmt.Errorf("copying: %w", errors.Join(err, printErr))
	}
	return p.afterExport(len(report.Failed)+report.Remaining+report.NotInSecond, printErr)
}

// open opens the catalogue, for a dry run beside a window where there is one already.
func (c *ingestCmd) open(p *program) (*catalog.Catalog, error) {
	if c.DryRun {
		if cat, err := p.openToRead(); err == nil {
			return cat, nil
		}
	}
	return p.openToWrite()
}

// teller notes from time to time how far the job is.
func (c *ingestCmd) teller(p *program) func(jobs.Progress) {
	told := time.Now()
	return func(now jobs.Progress) {
		if time.Since(told) < lineEvery {
			return
		}
		told = time.Now()
		what := "copied"
		if now.Phase == jobs.Verifying {
			what = "copied and compared"
		}
		p.note("%s of %s %s, %s/s, %s", plain.Bytes(now.Done), plain.Bytes(now.Total), what, plain.Bytes(int64(now.Rate)), plain.Left(now.Left))
	}
}

// noteIngest tells what the catalogue could not take note of.
func (p *program) noteIngest(r *jobs.IngestReport) {
	if r.NotedErr != nil {
		p.note("keeplight: the catalogue could not note all that was copied: the next run recognises it by its names and contents: %v", r.NotedErr)
	}
	if r.ApartErr != nil {
		p.note("keeplight: the catalogue could not note that %s holds a backup: if you open a folder around it, its photos will show up twice: %v",
			library.Display(r.Options.Second), r.ApartErr)
	}
}

func (c *ingestCmd) print(out io.Writer, text func(io.Writer) error, row any) error {
	if !c.JSON {
		return text(out)
	}
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	return enc.Encode(row)
}
