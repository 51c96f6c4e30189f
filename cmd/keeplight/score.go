package main

import (
	"context"
	"errors"
	"fmt"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/library/report"
	"keeplight.app/keeplight/scoring/local"
	"keeplight.app/keeplight/scoring/queue"
)

// scoreCmd scores photos and prints one line for each.
type scoreCmd struct {
	Paths  []string `arg:"" name:"dir" help:"Folders of photos, or single photos."`
	Scorer string   `default:"builtin" enum:"builtin,model" placeholder:"NAME" help:"What scores them: builtin measures, model asks a vision model on this machine."`
	modelFlags
	Calibrated bool   `help:"Spread a model's scores out over the catalogue, as the window does."`
	JSON       bool   `name:"json" xor:"format" help:"Print one JSON object a line."`
	CSV        bool   `name:"csv" xor:"format" help:"Print comma-separated values with a heading."`
	Explain    bool   `help:"Print the reasons too. A model also writes in words why, which takes longer than scoring (with --watch only what it wrote before is printed)."`
	ExplainAs  string `default:"prose" enum:"prose,fields" placeholder:"FORM" help:"How it writes: prose, or fields that are numbered."`
	Watch      bool   `help:"Go on: print a line for every photo as it comes."`
	NoCatalog  bool   `help:"Neither use nor store anything in the catalogue."`
}

// Run scores everything and gives status 1 when any file could not be scored.
func (c *scoreCmd) Run(p *program) (err error) {
	if err := c.check(p, c.Scorer); err != nil {
		return err
	}
	for _, path := range c.Paths {
		if _, err := statPath(path); err != nil {
			return err
		}
	}
	opts := shoot.Options{
		CatalogDir: p.catalogDir, Folders: c.Paths, Scorer: p.scorer, Watch: c.Watch,
		Log: func(text string) { p.note("%s", text) },
	}
	files := newOwnFiles(p)
	if c.Scorer == modelName {
		scorer, err := c.startModel(p, files)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, scorer.Close()) }()
		p.scorer, opts.Scorer = scorer, scorer
		opts.PreviewOnly, opts.Workers = true, local.AtOnce
	}
	st, err := c.openShoot(p, opts)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	if err := files.keep(p.ctx, st.Catalog()); err != nil {
		return err
	}

	for _, folder := range st.LeftOut() {
		p.note("keeplight: %s is left out, because it holds exported copies: name it to score it too", library.Display(folder))
	}
	heard, err := c.listen(p, st)
	if err != nil {
		return err
	}
	return c.conclude(p, heard)
}

// listen runs the shoot to its end, prints the rows, and gives what was heard.
func (c *scoreCmd) listen(p *program, st *shoot.Shoot) (*collector, error) {
	ctx, stop := context.WithCancelCause(p.ctx)
	defer stop(nil)
	out := p.rowWriter(rowFormat{JSON: c.JSON, CSV: c.CSV, Explain: c.Explain})
	var spread func(library.Score) library.Score // nil prints scores as they were given
	learn := func() (err error) {
		if c.Calibrated && c.Scorer == modelName {
			spread, err = scorers.Calibrate(p.ctx, st.Catalog(), st.Provenance().Key())
		}
		return err
	}
	if c.Watch { // rows are printed as they come, by what was scored before
		if err := learn(); err != nil {
			return nil, err
		}
	}
	print := func(r report.Row) {
		c.explain(p, st, &r) // before the score is spread out: that is what it explains
		if r.Score != nil && spread != nil {
			score := spread(*r.Score)
			r.Score = &score
		}
		// Whoever reads the rows may have gone: there is no point in going on.
		if err := out.Write(r); err != nil {
			stop(fmt.Errorf("printing: %w", err))
		}
	}
	heard := newCollector(c.Paths, func(text string) { p.note("%s", text) })
	if c.Watch {
		heard.live = print
	}
	stopProgress := showProgress(ctx, p.stderr, progressOf(st))
	err := st.Run(ctx, heard.hear)
	stopProgress()
	if err != nil {
		return nil, fmt.Errorf("scoring: %w", err)
	}
	if !c.Watch {
		if err := learn(); err != nil {
			return nil, err
		}
		for _, r := range heard.rows() {
			print(r)
		}
	}
	if cause := context.Cause(ctx); cause != nil && p.ctx.Err() == nil {
		return nil, cause
	}
	return heard, out.Close()
}

// progressOf gives how far the shoot's scorer is.
func progressOf(st *shoot.Shoot) func() queue.Progress {
	return func() (p queue.Progress) {
		for _, e := range st.Scorers().All() {
			p = e.Progress
		}
		return p
	}
}

// conclude sums up and gives the exit status.
func (c *scoreCmd) conclude(p *program, heard *collector) error {
	rows := heard.rows()
	failed := heard.problems
	for _, r := range rows {
		if r.Err != "" {
			failed++
		}
	}
	switch {
	case p.ctx.Err() != nil && c.Watch:
		return quiet(exitInterrupted)
	case p.ctx.Err() != nil:
		p.note("keeplight: interrupted; %s done, run the same command to go on", plain.Plural(len(rows), "photo is", "photos are"))
		return quiet(exitInterrupted)
	case failed > 0:
		p.note("keeplight: %s of %s could not be scored", plain.Count(failed), plain.Count(len(rows)+heard.problems))
		return quiet(exitProblems)
	case len(rows) == 0:
		p.note("keeplight: there are no photos here")
	}
	return nil
}

// startModel loads the model, and says when its files are others than before.
func (c *scoreCmd) startModel(p *program, files *ownFiles) (*local.Scorer, error) {
	if c.NoCatalog {
		return c.start(p, nil)
	}
	return c.start(p, files)
}

// openShoot opens the catalogue for writing, or works without it while the
// window has it: scoring does not have to wait for that.
func (c *scoreCmd) openShoot(p *program, opts shoot.Options) (*shoot.Shoot, error) {
	if c.NoCatalog {
		opts.Mode = shoot.Scratch
	}
	st, err := shoot.Open(p.ctx, opts)
	if errors.Is(err, catalog.ErrLocked) {
		p.note("keeplight: the catalogue in %s is open in another program, so these scores are printed and not stored", library.Display(p.catalogDir))
		opts.Mode = shoot.Scratch
		st, err = shoot.Open(p.ctx, opts)
	}
	if errors.Is(err, context.Canceled) {
		return nil, quiet(exitInterrupted)
	}
	return st, err
}
