package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/library/report"
	"keeplight.app/keeplight/scoring/local"
)

// explainCmd has a model say in words why photos have their scores, or what a face has
// to do with it.
type explainCmd struct {
	Paths []string `arg:"" name:"photo" help:"Photos, or folders of photos."`
	modelFlags
	Face      int    `placeholder:"N" help:"Write about this face of each photo, counted from the left: the model sees its close-up beside the photo."`
	As        string `default:"prose" enum:"prose,fields" placeholder:"FORM" help:"Form of the explanations: prose, or numbered fields."`
	JSON      bool   `name:"json" help:"Print one JSON object per line."`
	NoCatalog bool   `help:"Do not read or write the catalogue."`
}

// Run explains each photo and gives status 1 when any could not be explained.
func (c *explainCmd) Run(p *program) (err error) {
	if c.Face < 0 {
		return usage("--face counts from 1, from the left")
	}
	if err := c.check(p, modelName); err != nil {
		return err
	}
	for _, path := range c.Paths {
		if _, err := statPath(path); err != nil {
			return err
		}
	}
	files := newOwnFiles(p)
	scorer, err := c.startRemembering(p, files, c.NoCatalog)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, scorer.Close()) }()
	p.scorer = scorer
	opts := shoot.Options{
		CatalogDir: p.catalogDir, Folders: c.Paths, Scorer: scorer, PreviewOnly: true, Workers: local.AtOnce,
		Log: func(text string) { p.note("%s", text) },
	}
	if c.Face > 0 {
		opts.Faces = shoot.NewFaceFinder()
	}
	st, err := p.openShoot(opts, c.NoCatalog)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	if err := files.keep(p.ctx, st.Catalog()); err != nil {
		return err
	}
	if c.Face > 0 && !st.Faces().On() {
		return errFacesOff()
	}
	return c.explainAll(p, st)
}

// errFacesOff says that no faces are looked for.
func errFacesOff() error {
	return &exitError{status: exitProblems, text: "the search for faces is switched off: switch it on in the window's menu (Look for faces), or use --no-catalog, which keeps nothing"}
}

// explainAll scores what has no score, and then explains the photos in order of path.
func (c *explainCmd) explainAll(p *program, st *shoot.Shoot) error {
	collected := newCollector(c.Paths, func(text string) { p.note("%s", text) })
	stopProgress := showProgress(p.ctx, p.stderr, "scored", progressOf(st))
	err := st.Run(p.ctx, collected.receive)
	stopProgress()
	if err != nil {
		return fmt.Errorf("scoring: %w", err)
	}
	rows, failed := collected.rows(), 0
	for i := range rows {
		r := &rows[i]
		e, face, err := c.explainRow(p, st, r)
		switch {
		case p.ctx.Err() != nil:
			p.note("keeplight: interrupted; run the same command again to continue")
			return quiet(exitInterrupted)
		case err != nil:
			failed++
			p.note("keeplight: %s was not explained: %s", library.Display(r.Path), library.Display(err.Error()))
		default:
			if err := c.print(p, r.Path, &e, face); err != nil {
				return err
			}
		}
	}
	if failed+collected.problems > 0 {
		p.note("keeplight: %s of %s could not be explained", plain.Count(failed+collected.problems), plain.Count(len(rows)+collected.problems))
		return quiet(exitProblems)
	}
	if len(rows) == 0 {
		p.note("keeplight: no photos were found")
	}
	return nil
}

// explainRow gives what is stored about a photo, or its face, else has it written. face is
// zero for the whole photo.
func (c *explainCmd) explainRow(p *program, st *shoot.Shoot, r *report.Row) (e library.Explanation, face library.Box, err error) {
	if r.Score == nil {
		return e, face, errors.New(r.Err)
	}
	stored := st.Catalog().Explanations
	if c.Face > 0 {
		if face, err = c.face(st, &r.Photo); err != nil {
			return e, face, err
		}
		stored = st.Catalog().FaceExplanations
	}
	form, err := library.ParseExplanationForm(c.As)
	if err != nil {
		return e, face, err
	}
	found, err := stored(p.ctx, []library.ID{r.Photo.ID})
	if err != nil {
		return e, face, fmt.Errorf("looking for an explanation: %w", err)
	}
	for _, e := range found[r.Photo.ID] {
		if e.Form == form && e.Explains(r.Score) && e.ScoreKey == r.Score.By.Key() && (c.Face == 0 || e.IsAbout(face)) {
			return e, face, nil
		}
	}
	emit := func(string) error { return nil }
	if c.Face > 0 {
		e, err = st.Scorers().ExplainFace(p.ctx, r.Photo, *r.Score, form, face, emit)
	} else {
		e, err = st.Scorers().Explain(p.ctx, r.Photo, *r.Score, form, emit)
	}
	return e, face, err
}

// face gives where the face is that was asked for.
func (c *explainCmd) face(st *shoot.Shoot, photo *library.Photo) (library.Box, error) {
	found, looked := st.Faces().Of(photo)
	switch {
	case !looked:
		return library.Box{}, errors.New("nobody could look for faces in it")
	case c.Face > len(found):
		return library.Box{}, fmt.Errorf("it has no face %d: %s found", c.Face, plain.Plural(len(found), "face was", "faces were"))
	}
	return found[c.Face-1].Box, nil
}

// explainedPhoto is the JSON of an explanation. The box is as in the command faces, and
// null for the whole photo.
type explainedPhoto struct {
	Path     string   `json:"path"`
	Face     *boxJSON `json:"face"`
	Text     string   `json:"text"`
	Complete bool     `json:"complete"`
}

func (c *explainCmd) print(p *program, path string, e *library.Explanation, face library.Box) error {
	if c.JSON {
		o := explainedPhoto{Path: path, Text: e.Text, Complete: e.End == library.Whole}
		if c.Face > 0 {
			box := boxJSON(face)
			o.Face = &box
		}
		return json.NewEncoder(p.stdout).Encode(o)
	}
	name := library.Display(path)
	if c.Face > 0 {
		name = fmt.Sprintf("%s, face %d", name, c.Face)
	}
	_, err := fmt.Fprintf(p.stdout, "%s:\n%s\n\n", name, e.Text)
	return err
}
