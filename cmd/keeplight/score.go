package main

import (
	"context"
	"errors"
	"fmt"

	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/library/report"
	"keeplight.app/keeplight/scoring/local"
	"keeplight.app/keeplight/scoring/queue"
)

// scoreCmd scores photos and prints one line for each.
type scoreCmd struct {
	Paths  []string `arg:"" name:"dir" help:"Folders of photos, or single photos."`
	Scorer string   `default:"builtin" placeholder:"NAME" help:"Which scorer: builtin measures the photo, model asks a vision model on this computer, and an address such as http://127.0.0.1:8080/v1 sends the pictures to that OpenAI-compatible server (--model names the model there)."`
	modelFlags
	serverFlags
	Calibrated bool   `help:"Spread a model's scores over the whole scale, as the window does; for measured photos, say where they stand among those named and among all in the catalogue."`
	JSON       bool   `name:"json" xor:"format" help:"Print one JSON object per line."`
	Summary    bool   `help:"With --json, end with a line that counts photos, and what was passed over."`
	CSV        bool   `name:"csv" xor:"format" help:"Print comma-separated values with a header line."`
	Explain    bool   `help:"Print the reasons too. A model also writes an explanation, which takes longer than scoring (with --watch or --out, only explanations written earlier are printed)."`
	ExplainAs  string `default:"prose" enum:"prose,fields" placeholder:"FORM" help:"Form of the explanations: prose, or numbered fields."`
	Watch      bool   `help:"Keep running and print a line for every new photo."`
	NoCatalog  bool   `help:"Do not read or write the catalogue."`
	batchFlags
}

// Run scores everything and gives status 1 when any file could not be scored.
func (c *scoreCmd) Run(p *program) (err error) {
	if err := errors.Join(c.checkServer(), c.check(p, c.Scorer)); err != nil {
		return err
	}
	for _, path := range c.Paths {
		if _, err := statPath(path); err != nil {
			return err
		}
	}
	batch, err := c.openBatch(p)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, batch.close()) }()
	opts := shoot.Options{
		CatalogDir: p.catalogDir, Folders: batch.toOpen(c.Paths), Scorer: p.scorer, Watch: c.Watch, Skip: batch.skips,
		Log: func(text string) { p.note("%s", text) },
	}
	files := newOwnFiles(p)
	if c.Scorer == modelName {
		scorer, err := c.startRemembering(p, files, c.NoCatalog)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, scorer.Close()) }()
		p.scorer, opts.Scorer = scorer, scorer
		opts.PreviewOnly, opts.Workers = true, local.AtOnce
	}
	if isServer(c.Scorer) {
		photosAtOnce, stop, err := c.startServer(p)
		if err != nil {
			return err
		}
		defer stop()
		opts.Scorer, opts.PreviewOnly, opts.Workers = p.scorer, true, photosAtOnce
	}
	st, err := p.openShoot(opts, c.NoCatalog)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	err = errors.Join(files.keep(p.ctx, st.Catalog()), batch.scoredBy(p.scorer.Provenance()), batch.learn(p.ctx, st.Catalog()))
	if err != nil {
		return err
	}

	for _, folder := range st.LeftOut() {
		p.note("keeplight: %s was left out because it holds exported copies: name it on the command line to score it too", library.Display(folder))
	}
	collected, err := c.listen(p, st, batch)
	batch.conclude(p)
	if err != nil {
		return err
	}
	return c.conclude(p, collected, batch)
}

// listen runs the shoot to its end, prints the rows, and gives what was collected.
func (c *scoreCmd) listen(p *program, st *shoot.Shoot, b *batch) (*collector, error) {
	ctx, stop := context.WithCancelCause(context.WithoutCancel(p.ctx))
	defer stop(nil)
	defer p.finishInHand(ctx, st, stop)()
	go picture.LimitMemory(ctx, softMemory, collectedAtOnce)
	out := p.rowWriter(rowFormat{JSON: c.JSON, CSV: c.CSV, Explain: c.Explain, Standing: c.Calibrated && !c.asksModel()})
	var calibrate func(*report.Row) // nil prints scores as they were given
	print := func(r report.Row) {
		c.explain(p, st, &r) // before the score is spread out: that is what it explains
		if calibrate != nil {
			calibrate(&r)
		}
		// The reader of a pipe may have gone: there is no point in going on.
		if err := out.Write(r); err != nil {
			stop(fmt.Errorf("printing: %w", err))
		}
	}
	collected := newCollector(c.Paths, func(text string) { p.note("%s", text) })
	var err error
	if c.Watch || c.Out != "" { // rows are printed as they come, by what was scored before
		if calibrate, err = c.calibration(p, st, nil); err != nil {
			return nil, err
		}
		collected.live = b.taking(func(r *report.Row) { c.explain(p, st, r) }, print, stop)
	}
	stopProgress := showProgress(ctx, p.stderr, "scored", progressOf(st))
	err = st.Run(ctx, collected.receive)
	stopProgress()
	if err != nil {
		return nil, fmt.Errorf("scoring: %w", err)
	}
	if collected.live == nil {
		rows := collected.rows()
		if calibrate, err = c.calibration(p, st, rows); err != nil {
			return nil, err
		}
		for _, r := range rows {
			print(r)
		}
	}
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, context.Canceled) {
		return nil, cause
	}
	if c.Summary && c.JSON && p.ctx.Err() == nil {
		return collected, p.writeSummary(collected)
	}
	return collected, out.Close()
}

// writeSummary ends the lines of JSON.
func (p *program) writeSummary(collected *collector) error {
	passedOver := collected.allPassedOver()
	photos, failed := collected.count()
	return report.NewJSONLines(p.stdout).WriteSummary(summaryOf(photos, failed, &passedOver))
}

func countErrors(rows []report.Row) (n int) {
	for i := range rows {
		if rows[i].Err != "" {
			n++
		}
	}
	return n
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
func (c *scoreCmd) conclude(p *program, collected *collector, b *batch) error {
	photos, failed := collected.count()
	failed += collected.problems
	if p.ctx.Err() == nil {
		passedOver := collected.allPassedOver()
		p.notePassedOver(&passedOver)
	}
	switch {
	case p.ctx.Err() != nil && c.Watch:
		return quiet(exitInterrupted)
	case p.ctx.Err() != nil:
		p.note("keeplight: interrupted; %s done, run the same command again to continue", plain.Plural(photos, "photo is", "photos are"))
		return quiet(exitInterrupted)
	case failed > 0:
		p.note("keeplight: %s of %s could not be scored", plain.Count(failed), plain.Count(photos+collected.problems))
		return quiet(exitProblems)
	case photos == 0 && len(b.done) == 0 && b.shard.Of <= 1:
		p.note("keeplight: no photos were found")
	}
	return nil
}

// openShoot opens the catalogue for writing, or works without it while the
// window has it: scoring does not have to wait for that.
func (p *program) openShoot(opts shoot.Options, noCatalog bool) (*shoot.Shoot, error) {
	if noCatalog {
		opts.Mode = shoot.Scratch
	}
	st, err := shoot.Open(p.ctx, opts)
	if errors.Is(err, catalog.ErrLocked) {
		p.note("keeplight: the catalogue in %s is open in another program, so what is found is printed but not stored", library.Display(p.catalogDir))
		opts.Mode = shoot.Scratch
		st, err = shoot.Open(p.ctx, opts)
	}
	if errors.Is(err, context.Canceled) {
		return nil, quiet(exitInterrupted)
	}
	return st, err
}
