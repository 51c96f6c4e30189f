package mllm

import (
	"context"
	"fmt"
	"image"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
)

// batching is an engine as a server is one that batches: it answers nothing
// before all of its views are open, and each view by its own picture.
type batching struct {
	*fakeEngine
	missing  atomic.Int32  // views that are still to be opened
	complete chan struct{} // closed when none is
}

func (e *batching) Prefill(ctx context.Context, picture *image.RGBA, prefix string) (View, error) {
	v, err := e.fakeEngine.Prefill(ctx, picture, prefix)
	if err == nil && e.missing.Add(-1) == 0 {
		close(e.complete)
	}
	return &batchedView{View: v, engine: e, digit: picture.Rect.Dx() / 16}, err
}

// batchedView answers with the digit that is the picture's width in 16 pixels.
type batchedView struct {
	View
	engine *batching
	digit  int
}

func (v *batchedView) wait(ctx context.Context) error {
	select {
	case <-v.engine.complete:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (v *batchedView) Ask(ctx context.Context, questions []Question) ([]Reading, error) {
	if err := v.wait(ctx); err != nil {
		return nil, err
	}
	readings := make([]Reading, len(questions))
	for i, q := range questions {
		readings[i] = surely(q, fmt.Sprint(v.digit))
	}
	return readings, nil
}

func (v *batchedView) Write(ctx context.Context, _ Question, _ WriteLimit, emit func(string) error) (Written, error) {
	if err := v.wait(ctx); err != nil {
		return Written{}, err
	}
	return Written{Tokens: 1, Ended: true}, emit(fmt.Sprintf("It is %d tiles wide.", v.digit))
}

func TestPhotosAreScoredAndExplainedInViewsThatAreOpenAtOnce(t *testing.T) {
	e := &batching{fakeEngine: says(), complete: make(chan struct{})}
	e.model.ImageTokens = 0 // pictures are shown as they are
	s := scorerOf(t, e, Options{})
	x, err := NewExplainer(e)
	if err != nil {
		t.Fatal(err)
	}
	of := func(digit int) *scoring.Subject {
		return &scoring.Subject{Preview: image.NewRGBA(image.Rect(0, 0, 16*digit, 96))}
	}
	digits := []int{2, 5, 8}
	e.missing.Store(int32(len(digits) + 1))
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var all sync.WaitGroup
	for _, digit := range digits {
		all.Go(func() {
			score, err := s.Score(ctx, of(digit))
			want := float64(digit-1) / 8 * 10
			if v := score.Of(library.Clarity); err != nil || !near(v.Mean, want) || !near(score.Overall.Mean, want) {
				t.Errorf("the photo of %d gave %v, %v", digit, v.Mean, err)
			}
		})
	}
	all.Go(func() {
		var score library.Score
		score.Values[library.Clarity] = library.Value{Known: true, Mean: 5}
		text, err := x.Explain(ctx, of(6), &score, library.Prose, nil)
		if err != nil || text.Text == "" {
			t.Errorf("explaining gave %q, %v", text.Text, err)
		}
	})
	all.Wait()
	if e.open != 0 {
		t.Errorf("%d views are left open", e.open)
	}
}
