package shoot

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

// errPaused says that scoring is paused, and with it whatever nobody asked for.
var errPaused = errors.New("scoring is paused")

// Explain has the model write why it gave a photo this score, hands over each
// piece of plain text as it comes, and stores the explanation. One that ctx ended
// is given and not stored; a whole one that is stored already is only replaced by
// a whole one. No score is changed.
//
// The model takes one photo at a time: Explain waits for the one that is being
// scored, and scoring waits for it. Errors: ErrNoExplainer, and those of reading
// the photo, of scoring.Explainer and of the catalogue.
func (s *Shoot) Explain(
	ctx context.Context, photo library.Photo, score library.Score, form library.ExplanationForm, emit func(piece string) error,
) (library.Explanation, error) {
	l, x, err := s.explainer()
	if err != nil {
		return library.Explanation{}, err
	}
	defer l.explaining.Done()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(l.life, cancel)()
	preview, err := s.loadPreview(ctx, &photo)
	if err != nil {
		return library.Explanation{}, err
	}
	e, err := x.Explain(ctx, &scoring.Subject{Photo: photo, Preview: preview}, &score, form, emit)
	if e.Text == "" || e.End == library.Stopped || s.cat.ReadOnly() {
		return e, err
	}
	if _, saveErr := s.cat.SaveExplanation(context.WithoutCancel(ctx), e, false); saveErr != nil {
		err = errors.Join(err, saveErr)
	}
	return e, err
}

// explainer gives the line whose model explains its scores, which it counts as
// explaining.
func (s *Shoot) explainer() (*line, scoring.Explainer, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, l := range []*line{s.model, s.main} {
		if l == nil {
			continue
		}
		if x, ok := l.scorer.(scoring.Explainer); ok {
			l.explaining.Add(1)
			return l, x, nil
		}
	}
	return nil, nil, ErrNoExplainer
}

// WaitIdle returns nil when the model has nothing to score and is not paused, so
// that it may write what nobody asked for. Errors: ErrNoExplainer, why it cannot
// score, or the context's.
func (s *Shoot) WaitIdle(ctx context.Context) error {
	q := s.Model()
	if q == nil {
		return ErrNoExplainer
	}
	if err := q.Wait(ctx); err != nil {
		return err
	}
	if q.Progress().Paused {
		return errPaused
	}
	return nil
}

// WaitBusy returns nil as soon as the model has something to score, and at once
// where there is no model. The error is the context's.
func (s *Shoot) WaitBusy(ctx context.Context) error {
	q := s.Model()
	if q == nil {
		return nil
	}
	return q.WaitForWork(ctx)
}

// WaitViewScored returns nil when the model has scored what is in view or scores
// nothing now, so that a person's wish delays nothing that they look at. The error
// is the context's.
func (s *Shoot) WaitViewScored(ctx context.Context) error {
	if q := s.Model(); q != nil {
		return q.WaitForView(ctx, false)
	}
	return ctx.Err()
}

// WaitViewBusy returns nil as soon as the model has something in view to score. The
// error is the context's.
func (s *Shoot) WaitViewBusy(ctx context.Context) error {
	if q := s.Model(); q != nil {
		return q.WaitForView(ctx, true)
	}
	<-ctx.Done()
	return ctx.Err()
}

// Unexplained gives the photos in view, the most important first, that the model
// has scored and of which nothing is stored in this form that explains that
// score, and the scores. The error is the catalogue's.
func (s *Shoot) Unexplained(ctx context.Context, form library.ExplanationForm) ([]library.Photo, []library.Score, error) {
	s.mu.Lock()
	ids, model := slices.Clone(s.inView), s.model
	s.mu.Unlock()
	if model == nil || s.cat.ReadOnly() {
		return nil, nil, nil
	}
	scores, err := s.cat.Scores(ctx, ids, model.key)
	if err != nil {
		return nil, nil, fmt.Errorf("looking for what to explain: %w", err)
	}
	written, err := s.cat.Explanations(ctx, ids)
	if err != nil {
		return nil, nil, fmt.Errorf("looking for what to explain: %w", err)
	}
	var photos []library.Photo
	var theirs []library.Score
	for _, id := range ids {
		score, ok := scores[id]
		if !ok || slices.ContainsFunc(written[id], func(e library.Explanation) bool {
			return e.Form == form && e.Explains(&score)
		}) {
			continue
		}
		p, err := s.cat.Photo(ctx, id)
		if err != nil {
			return nil, nil, fmt.Errorf("looking for what to explain: %w", err)
		}
		if !p.Missing {
			photos, theirs = append(photos, p), append(theirs, score)
		}
	}
	return photos, theirs, nil
}
