package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"keeplight.app/keeplight/app/evaluating"
	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/scoring/local"
)

// evalCmd compares a scorer with what people said.
type evalCmd struct {
	Ratings     string `required:"" placeholder:"FILE.csv" help:"People's ratings: a table of KonIQ-10k, SPAQ, LIVE-C, AVA, TAD66K, EVA, PARA, FLIVE or TID2013, or any CSV with a column of files and one of scores."`
	Dir         string `placeholder:"DIR" help:"Folder that holds the photos, at any depth. Default: the folder of the ratings."`
	FileColumn  string `placeholder:"NAME" help:"Column with the photos' files, by name or number. Default: told by the header."`
	ScoreColumn string `placeholder:"NAME" help:"Column with the scores, by name or number. Default: told by the header."`
	Scorer      string `default:"builtin" enum:"builtin,model" placeholder:"NAME" help:"Which scorer: builtin measures the photo, model asks a vision model on this computer."`
	modelFlags
	Against   string `placeholder:"NAME|OLD.json" help:"Also compare with another scorer (builtin or model), or with an earlier result of 'keeplight eval --json'."`
	Peers     bool   `help:"Also compare with simple measures: variance of the Laplacian, bytes per pixel, colourfulness, brightness, file size."`
	HTML      string `name:"html" placeholder:"OUT.html" help:"Also write a page with a scatter plot."`
	JSON      bool   `name:"json" help:"Print one JSON object with all figures and photos."`
	Bootstrap int    `default:"2000" placeholder:"N" help:"Rounds of the bootstrap that intervals are made with; 0 makes none."`
	Seed      uint64 `default:"1" placeholder:"N" help:"Seed of the bootstrap: the same seed gives the same intervals."`
	NoCatalog bool   `help:"Do not read or write the catalogue."`

	features bool // for 'taste eval'
}

// mostRounds bounds --bootstrap: nobody needs more.
const mostRounds = 1_000_000

// Run scores the rated photos, prints how they agree, and gives status 1 when any of
// them has no score.
func (c *evalCmd) Run(p *program) error {
	if err := c.refuse(p); err != nil {
		return err
	}
	table, err := evaluating.ReadRatings(c.Ratings, evaluating.Columns{File: c.FileColumn, Score: c.ScoreColumn})
	if err != nil {
		return usage("%w", err)
	}
	photos, err := evaluating.Find(p.ctx, table.Ratings, c.dir())
	if err != nil {
		return c.ended(p, err)
	}
	if len(evaluating.Paths(photos)) == 0 {
		return usage("none of the %s in %s is below %s: name the folder of the photos with --dir",
			plain.Plural(len(photos), "photo", "photos"), library.Display(c.Ratings), library.Display(c.dir()))
	}
	in := evaluating.Input{
		File: c.Ratings, Table: table, Photos: photos, Peers: c.Peers, Rounds: c.Bootstrap, Seed: c.Seed,
	}
	if in.Other, err = c.other(p, photos); err != nil {
		return c.ended(p, err)
	}
	if in.Scorer, err = c.score(p, c.Scorer, photos, c.Peers); err != nil {
		return c.ended(p, err)
	}
	result, err := evaluating.Compare(p.ctx, &in)
	if err != nil {
		return c.ended(p, err)
	}
	return c.conclude(p, result)
}

// refuse checks the command line before anything takes time.
func (c *evalCmd) refuse(p *program) error {
	if c.Bootstrap < 0 || c.Bootstrap > mostRounds {
		return usage("--bootstrap %d: rounds go from 0 to %d", c.Bootstrap, mostRounds)
	}
	if c.HTML != "" && !isPageName(c.HTML) {
		return usage("--html %s: the name of the file must end in .html", library.Display(c.HTML))
	}
	for _, path := range []string{c.Ratings, c.dir()} {
		if _, err := statPath(path); err != nil {
			return err
		}
	}
	if c.Against == c.Scorer {
		return usage("--against %s: that is the same scorer", c.Against)
	}
	if !c.isScorer(c.Against) && c.Against != "" {
		if _, err := statPath(c.Against); err != nil {
			return usage("--against %s: name builtin, model, or a file that 'keeplight eval --json' wrote", library.Display(c.Against))
		}
	}
	named := c.Scorer
	if c.Against == modelName {
		named = modelName
	}
	return c.check(p, named)
}

func (c *evalCmd) isScorer(name string) bool {
	return slices.Contains([]string{"builtin", modelName}, name)
}

// dir is where the photos are looked for.
func (c *evalCmd) dir() string { return firstOf(c.Dir, filepath.Dir(c.Ratings)) }

// other gives the scores to compare with, nil where none were asked for.
func (c *evalCmd) other(p *program, photos []evaluating.Photo) (*evaluating.Other, error) {
	switch {
	case c.Against == "":
		return nil, nil
	case c.isScorer(c.Against):
		again := slices.Clone(photos)
		by, err := c.score(p, c.Against, again, false)
		if err != nil {
			return nil, err
		}
		return evaluating.OthersOf(again, by), nil
	}
	other, err := evaluating.ReadEarlierFile(c.Against)
	if err != nil {
		return nil, usage("--against: %w", err)
	}
	return other, nil
}

// score has the photos scored by the scorer of this name, as 'keeplight score' does.
func (c *evalCmd) score(p *program, name string, photos []evaluating.Photo, peers bool) (by library.Provenance, err error) {
	opts := shoot.Options{
		CatalogDir: p.catalogDir, Files: evaluating.Paths(photos), Scorer: p.scorer,
		Log: func(text string) { p.note("%s", text) },
	}
	files := newOwnFiles(p)
	if name == modelName {
		scorer, err := c.startRemembering(p, files, c.NoCatalog)
		if err != nil {
			return by, err
		}
		defer func() { err = errors.Join(err, scorer.Close()) }()
		opts.Scorer, opts.PreviewOnly, opts.Workers = scorer, true, local.AtOnce
	}
	st, err := p.openShoot(opts, c.NoCatalog)
	if err != nil {
		return by, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	if err := files.keep(p.ctx, st.Catalog()); err != nil {
		return by, err
	}
	return st.Provenance(), evaluating.Score(p.ctx, st, photos, evaluating.Options{
		Peers: peers, Features: c.features, Log: func(text string) { p.note("%s", text) },
		Watch: func(st *shoot.Shoot) func() { return showProgress(p.ctx, p.stderr, "scored", progressOf(st)) },
	})
}

// ended says how to go on where the run was interrupted.
func (c *evalCmd) ended(p *program, err error) error {
	if p.ctx.Err() == nil || !errors.Is(err, context.Canceled) {
		return err
	}
	if c.NoCatalog {
		p.note("keeplight: interrupted")
	} else {
		p.note("keeplight: interrupted; run the same command again to continue: photos that were scored are not scored again")
	}
	return quiet(exitInterrupted)
}

// conclude prints the result and gives the exit status.
func (c *evalCmd) conclude(p *program, result *evaluating.Result) error {
	if c.HTML != "" {
		if err := writeWhole(c.HTML, result.WritePage); err != nil {
			return fmt.Errorf("writing %s: %w", library.Display(c.HTML), err)
		}
		p.note("keeplight: wrote %s", library.Display(c.HTML))
	}
	write := func(w io.Writer) error { return writeEval(w, result) }
	if c.JSON {
		write = result.WriteJSON
	}
	if err := write(p.stdout); err != nil {
		return fmt.Errorf("printing: %w", err)
	}
	if result.Failed > 0 {
		p.note("keeplight: %s of %s could not be scored", plain.Count(result.Failed), plain.Plural(result.Ratings.Photos, "rated photo", "rated photos"))
		return quiet(exitProblems)
	}
	return nil
}
