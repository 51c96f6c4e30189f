package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"keeplight.app/keeplight/app/evaluating"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/plain"
)

// tasteEvalCmd evaluates learning on people's ratings.
type tasteEvalCmd struct {
	Ratings     string `required:"" placeholder:"FILE.csv" help:"People's ratings, as 'keeplight eval' reads them."`
	Group       string `placeholder:"COLUMN" help:"Column that says which photos belong together, such as by theme, by name or number: whole groups are left out. Default: five parts, in which photos of one scene may lie on both sides."`
	Dir         string `placeholder:"DIR" help:"Folder that holds the photos, at any depth. Default: the folder of the ratings."`
	FileColumn  string `placeholder:"NAME" help:"Column with the photos' files, by name or number. Default: told by the header."`
	ScoreColumn string `placeholder:"NAME" help:"Column with the scores, by name or number. Default: told by the header."`
	JSON        bool   `name:"json" help:"Print one JSON object."`
	Bootstrap   int    `default:"2000" placeholder:"N" help:"Rounds of the bootstrap that intervals are made with; 0 makes none."`
	Seed        uint64 `default:"1" placeholder:"N" help:"Seed of the bootstrap and of pairs: the same seed gives the same figures."`
	NoCatalog   bool   `help:"Do not read or write the catalogue."`
}

// Run scores the rated photos, learns from some groups and predicts the others.
func (c *tasteEvalCmd) Run(p *program) error {
	by := evalCmd{
		Ratings: c.Ratings, Dir: c.Dir, FileColumn: c.FileColumn, ScoreColumn: c.ScoreColumn, Scorer: "builtin",
		Bootstrap: c.Bootstrap, Seed: c.Seed, NoCatalog: c.NoCatalog, features: true,
	}
	if err := by.refuse(p); err != nil {
		return err
	}
	table, err := evaluating.ReadRatings(c.Ratings, evaluating.Columns{File: c.FileColumn, Score: c.ScoreColumn, Group: c.Group})
	if err != nil {
		return usage("%w", err)
	}
	photos, err := evaluating.Find(p.ctx, table.Ratings, by.dir())
	if err != nil {
		return by.ended(p, err)
	}
	if _, err := by.score(p, by.Scorer, photos, false); err != nil {
		return by.ended(p, err)
	}
	r, err := evaluating.Taste(p.ctx, &evaluating.TasteInput{
		File: c.Ratings, Column: c.Group, Photos: photos, Rounds: c.Bootstrap, Seed: c.Seed,
	})
	if errors.Is(err, evaluating.ErrFewRated) {
		return usage("%s: %w", library.Display(filepath.Base(c.Ratings)), err)
	}
	if err != nil {
		return by.ended(p, err)
	}
	if c.JSON {
		return r.WriteJSON(p.stdout)
	}
	printTasteEval(p.stdout, r)
	return nil
}

// printTasteEval prints the result for people.
func printTasteEval(w io.Writer, r *evaluating.TasteResult) {
	by := "five parts"
	if r.Column != "" {
		by = plain.Plural(r.Groups, "group", "groups") + " by " + library.Display(r.Column)
	}
	fmt.Fprintf(w, "%s, %s in %d folds; %s with features\n", plain.Plural(r.Photos, "photo", "photos"), by, r.Folds, plain.Count(r.Features))
	for _, way := range r.Ways {
		fmt.Fprintf(w, "  %-24s SRCC %s   pairs right %s\n", way.Name, way.SRCC.Text(), way.Pairs.Text())
	}
	for _, t := range r.Tests {
		chance := ""
		if t.P != nil {
			chance = fmt.Sprintf(", p = %.2g", *t.P)
		}
		fmt.Fprintf(w, "  against %s: %s%s\n", t.Against, t.Difference.Text(), chance)
	}
}
