package shoot

import (
	"context"
	"errors"
	"testing"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
)

// author is a model that explains too.
type author struct {
	opinion
	end library.ExplanationEnd
	err error
}

func (a *author) Explain(ctx context.Context, s *scoring.Subject, score *library.Score, form library.ExplanationForm, emit func(string) error) (library.Explanation, error) {
	e := library.Explanation{
		Text: "It is calm.", Form: form, End: a.end, Hash: s.Photo.Hash, By: library.Provenance{Name: "explanation", Model: a.model},
		ScoreKey: score.By.Key(), Overall: score.Overall, Values: score.Values,
	}
	return e, errors.Join(a.err, emit(e.Text), ctx.Err())
}

func TestAnExplanationIsStoredAndChangesNoScore(t *testing.T) {
	dir := shoot(t, 1)
	st := open(t, Options{CatalogDir: t.TempDir(), Scorer: &counter{}, Folders: []string{dir}})
	if _, err := st.Scorers().Explain(t.Context(), library.Photo{}, library.Score{}, library.Prose, nil); !errors.Is(err, scorers.ErrNoExplainer) {
		t.Errorf("without a model: %v", err)
	}
	model := &author{opinion: opinion{model: "m"}, end: library.Whole}
	if err := st.Scorers().Add(t.Context(), slow(model, 1)); err != nil {
		t.Fatal(err)
	}
	if err := st.Run(t.Context(), func(Event) {}); err != nil {
		t.Fatal(err)
	}
	photos, err := st.Catalog().Photos(t.Context(), nil)
	if err != nil || len(photos) != 1 {
		t.Fatalf("%v, %v", photos, err)
	}
	key := model.Provenance().Key()
	before, err := st.Catalog().Scores(t.Context(), nil, key)
	if err != nil || len(before) != 1 {
		t.Fatalf("%v, %v", before, err)
	}
	st.InView([]library.ID{photos[0].ID})
	if todo, _, err := st.Scorers().Unexplained(t.Context(), library.Prose); err != nil || len(todo) != 1 {
		t.Errorf("%d photos are to be explained, %v", len(todo), err)
	}
	model.end = library.Stopped
	emit := func(string) error { return nil }
	explain := func() {
		if _, err := st.Scorers().Explain(t.Context(), photos[0], *before[photos[0].ID], library.Prose, emit); err != nil {
			t.Fatal(err)
		}
	}
	explain()
	if got, err := st.Catalog().Explanations(t.Context(), nil); err != nil || len(got) != 0 {
		t.Errorf("a stopped text was stored: %v, %v", got, err)
	}
	model.end = library.Whole
	explain()
	got, err := st.Catalog().Explanations(t.Context(), nil)
	if err != nil || len(got[photos[0].ID]) != 1 || got[photos[0].ID][0].Text != "It is calm." {
		t.Errorf("%v, %v", got, err)
	}
	if todo, _, err := st.Scorers().Unexplained(t.Context(), library.Prose); err != nil || len(todo) != 0 {
		t.Errorf("%d photos are still to be explained, %v", len(todo), err)
	}
	after, err := st.Catalog().Scores(t.Context(), nil, key)
	if err != nil || after[photos[0].ID].Overall.Mean != before[photos[0].ID].Overall.Mean || !after[photos[0].ID].ScoredAt.Equal(before[photos[0].ID].ScoredAt) {
		t.Errorf("the score was changed: %v, %v", after, err)
	}
	if err := st.Scorers().Remove(scorers.Model); err != nil {
		t.Fatal(err)
	}
	if got, err := st.Catalog().Explanations(t.Context(), nil); err != nil || len(got) != 1 {
		t.Errorf("the text went with its model: %v, %v", got, err)
	}
}
