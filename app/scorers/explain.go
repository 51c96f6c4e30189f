package scorers

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
)

// ErrNoExplainer says that no model runs that could explain a score.
var ErrNoExplainer = errors.New("no model runs that could explain a score: start one first")

// Explain has the model write why it gave a photo this score, hands over each
// piece of plain text as it comes, and stores the explanation. One that ctx ended
// is given and not stored; a whole one that is stored already is only replaced by
// a whole one. No score is changed.
//
// The model takes one photo at a time: Explain waits for the one that is being
// scored, and scoring waits for it. Errors: ErrNoExplainer, and those of reading
// the photo, of scoring.Explainer and of the catalogue.
func (l *List) Explain(
	ctx context.Context, photo library.Photo, score library.Score, form library.ExplanationForm, emit func(piece string) error,
) (library.Explanation, error) {
	return explain(ctx, l, &score, form, emit, func(ctx context.Context) (*scoring.Subject, error) {
		preview, err := l.o.Pictures.Preview(ctx, &photo)
		return &scoring.Subject{Photo: photo, Preview: preview}, err
	})
}

// explain has the scorer of a list that explains a score write about what open gives.
func explain(
	ctx context.Context, l *List, score *library.Score, form library.ExplanationForm, emit func(piece string) error,
	open func(context.Context) (*scoring.Subject, error),
) (library.Explanation, error) {
	by, x := l.beginExplaining(score.By.Key())
	if by == nil {
		return library.Explanation{}, ErrNoExplainer
	}
	defer by.explaining.Done()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(by.life, cancel)()
	subject, err := open(ctx)
	if err != nil {
		return library.Explanation{}, err
	}
	e, err := x.Explain(ctx, subject, score, form, emit)
	if e.Text == "" || e.End == library.Stopped || l.o.Catalog.ReadOnly() {
		return e, err
	}
	if _, saveErr := l.o.Catalog.SaveExplanation(context.WithoutCancel(ctx), e, false); saveErr != nil {
		err = errors.Join(err, saveErr)
	}
	return e, err
}

// beginExplaining gives the scorer that explains the scores stored under a key,
// which it counts as explaining until Done; nil where there is none.
func (l *List) beginExplaining(key string) (*entry, scoring.Explainer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e := explainerIn(l.entries, key)
	if e == nil {
		return nil, nil
	}
	e.explaining.Add(1)
	return e, e.spec.Scorer.(scoring.Explainer)
}

func (l *List) explainer(key string) *entry { return explainerIn(l.all(), key) }

// explainerIn gives the scorer that explains the scores stored under a key: the one
// that made them, else the last one added that explains any; nil where there is
// none.
func explainerIn(entries []*entry, key string) *entry {
	var found *entry
	for _, e := range entries {
		if _, ok := e.spec.Scorer.(scoring.Explainer); !ok {
			continue
		}
		if found = e; e.key == key {
			break
		}
	}
	return found
}

// Unexplained gives the photos in view, the most important first, and their scores
// by the scorer that explains, of which no stored explanation in this form is. The
// error is the catalogue's.
func (l *List) Unexplained(ctx context.Context, form library.ExplanationForm) ([]library.Photo, []library.Score, error) {
	l.mu.Lock()
	ids := slices.Clone(l.inView)
	l.mu.Unlock()
	by := l.explainer("")
	if by == nil || l.o.Catalog.ReadOnly() {
		return nil, nil, nil
	}
	scores, err := l.o.Catalog.Scores(ctx, ids, by.key)
	if err != nil {
		return nil, nil, fmt.Errorf("finding photos to explain: %w", err)
	}
	written, err := l.o.Catalog.Explanations(ctx, ids)
	if err != nil {
		return nil, nil, fmt.Errorf("finding photos to explain: %w", err)
	}
	var photos []library.Photo
	var theirs []library.Score
	for _, id := range ids {
		score, ok := scores[id]
		if !ok || slices.ContainsFunc(written[id], func(e library.Explanation) bool {
			return e.Form == form && e.Explains(score)
		}) {
			continue
		}
		p, err := l.o.Catalog.Photo(ctx, id)
		if err != nil {
			return nil, nil, fmt.Errorf("finding photos to explain: %w", err)
		}
		if !p.Missing {
			photos, theirs = append(photos, p), append(theirs, *score)
		}
	}
	return photos, theirs, nil
}
