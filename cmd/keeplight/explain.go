package main

import (
	"context"
	"fmt"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/report"
)

// explain has the model write why it gave a row's score, unless the catalogue
// holds that already. A text that could not be written is noted and costs no row.
func (c *scoreCmd) explain(p *program, st *shoot.Shoot, r *report.Row) {
	if !c.Explain || !c.asksModel() || r.Score == nil || p.ctx.Err() != nil {
		return
	}
	form, err := library.ParseExplanationForm(c.ExplainAs)
	if err == nil {
		err = addExplanation(p.ctx, st.Catalog(), r, form)
	}
	if err == nil && r.Explanation == nil && !c.Watch && c.Out == "" {
		var e library.Explanation
		e, err = st.Scorers().Explain(p.ctx, r.Photo, *r.Score, form, func(string) error { return nil })
		if e.Text != "" {
			setExplanation(r, e)
		}
	}
	if err != nil && p.ctx.Err() == nil {
		p.note("keeplight: %s was not explained: %s", library.Display(r.Path), library.Display(err.Error()))
	}
}

// addExplanation adds what is stored about a row's score in a form, if anything
// is. Without a form it adds the newest of whatever model and form.
func addExplanation(ctx context.Context, cat *catalog.Catalog, r *report.Row, form library.ExplanationForm) error {
	found, err := cat.Explanations(ctx, []library.ID{r.Photo.ID})
	if err != nil {
		return fmt.Errorf("looking for an explanation: %w", err)
	}
	for _, e := range found[r.Photo.ID] {
		if form == "" || e.Form == form && e.Explains(r.Score) && e.ScoreKey == r.Score.By.Key() {
			setExplanation(r, e)
			return nil
		}
	}
	return nil
}

func setExplanation(r *report.Row, e library.Explanation) {
	r.Explanation, r.Contradictions = &e, scorers.Contradictions(&e)
}
