package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/library/report"
	"keeplight.app/keeplight/scoring/local"
)

// explainCheckCmd tells whether a model's explanations are about their own photos.
type explainCheckCmd struct {
	Dir string `arg:"" help:"Folder of one shoot."`
	modelFlags
	Pairs     int    `default:"100" placeholder:"N" help:"Use at most N pairs of photos, spread over the shoot. Under 100 the window shows no figure."`
	As        string `default:"prose" enum:"prose,fields" placeholder:"FORM" help:"Form of the explanations: prose, or numbered fields."`
	JSON      bool   `name:"json" help:"Print one JSON object."`
	NoCatalog bool   `help:"Do not read or write the catalogue."`
}

// Run scores and explains what is not yet, as 'keeplight explain' does, and then holds
// each explanation against its own photo and another one of the shoot.
func (c *explainCheckCmd) Run(p *program) (err error) {
	if c.Pairs < 1 {
		return usage("--pairs counts from 1")
	}
	if err := c.check(p, modelName); err != nil {
		return err
	}
	if _, err := statPath(c.Dir); err != nil {
		return err
	}
	files := newOwnFiles(p)
	scorer, err := c.startRemembering(p, files, c.NoCatalog)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, scorer.Close()) }()
	p.scorer = scorer
	st, err := p.openShoot(shoot.Options{
		CatalogDir: p.catalogDir, Folders: []string{c.Dir}, Scorer: scorer, PreviewOnly: true, Workers: local.AtOnce,
		Log: func(text string) { p.note("%s", text) },
	}, c.NoCatalog)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	if err := files.keep(p.ctx, st.Catalog()); err != nil {
		return err
	}
	explained, err := c.explained(p, st)
	if err != nil {
		return err
	}
	return c.hold(p, st, explained)
}

// explained scores the shoot, and has what is to be checked explained, in order of path.
func (c *explainCheckCmd) explained(p *program, st *shoot.Shoot) (all []scorers.Explained, err error) {
	collected := newCollector([]string{c.Dir}, func(text string) { p.note("%s", text) })
	stopProgress := showProgress(p.ctx, p.stderr, "scored", progressOf(st))
	err = st.Run(p.ctx, collected.receive)
	stopProgress()
	if err != nil {
		return nil, fmt.Errorf("scoring: %w", err)
	}
	explain := &explainCmd{As: c.As}
	for _, r := range spread(collected.rows(), 2*c.Pairs) {
		e, _, err := explain.explainRow(p, st, &r)
		switch {
		case p.ctx.Err() != nil:
			p.note("keeplight: interrupted; run the same command again to continue")
			return nil, quiet(exitInterrupted)
		case err != nil:
			p.note("keeplight: %s was not explained: %s", library.Display(r.Path), library.Display(err.Error()))
		default:
			all = append(all, scorers.Explained{Photo: r.Photo, Text: e})
		}
	}
	return all, nil
}

// spread takes at most so many rows that have a score, evenly over all of them.
func spread(rows []report.Row, most int) (some []report.Row) {
	var scored []report.Row
	for _, r := range rows {
		if r.Score != nil {
			scored = append(scored, r)
		}
	}
	n := min(most, len(scored))
	for i := range n {
		some = append(some, scored[i*len(scored)/n])
	}
	return some
}

// hold checks explanations, prints what came of it and keeps it.
func (c *explainCheckCmd) hold(p *program, st *shoot.Shoot, all []scorers.Explained) error {
	const fewest = 2
	if len(all) < fewest {
		return &exitError{status: exitProblems, text: fmt.Sprintf("%s explained: there is no other photo to hold it against", plain.Plural(len(all), "photo is", "photos are"))}
	}
	p.note("keeplight: each of %d explanations is held against its own photo and another", len(all))
	result, err := scorers.CheckExplanations(p.ctx, st.Scorers(), all, func(_, _ int, err error) {
		if err != nil {
			p.note("keeplight: a photo was left out: %s", library.Display(err.Error()))
		}
	})
	switch {
	case p.ctx.Err() != nil:
		return quiet(exitInterrupted)
	case err != nil:
		return fmt.Errorf("checking explanations: %w", err)
	}
	if !c.NoCatalog && !st.Catalog().ReadOnly() {
		if err := scorers.KeepPhotoCheck(p.ctx, st.Catalog(), &all[0].Text, result); err != nil {
			return err
		}
	}
	if err := c.print(p, &result); err != nil {
		return fmt.Errorf("printing: %w", err)
	}
	if result.Told.Pairs == 0 {
		return quiet(exitProblems)
	}
	return nil
}

func (c *explainCheckCmd) print(p *program, r *scorers.PhotoCheck) error {
	if c.JSON {
		return json.NewEncoder(p.stdout).Encode(r)
	}
	_, err := fmt.Fprintf(p.stdout, `Told rightly:     %s; chance is 50 %%
Shuffled control: %s; it must lie at chance
A token of a text: mean log-likelihood %.3f with its own photo, %.3f with the other
Contradictions:    %.2f a text beside its own photo's values, %.2f beside the other's
`, r.Told, r.Shuffled, r.OwnPerToken, r.OtherPerToken, r.OwnMarks, r.OtherMarks)
	if !r.Enough() {
		p.note("keeplight: under %d pairs the window shows no figure beside the explanations", scorers.FewestPairs)
	}
	return err
}
