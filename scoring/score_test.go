package scoring_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
)

// forger is a scorer that says of its scores what is not so.
type forger struct{ err error }

func (forger) Provenance() library.Provenance { return library.Provenance{Name: "itself"} }

func (f forger) Score(context.Context, *scoring.Subject) (library.Score, error) {
	return library.Score{By: library.Provenance{Name: "another"}, Hash: "other", Summary: library.Verbatim("good")}, f.err
}

func TestAScoreIsStampedWithItsScorerThePixelsAndTheTime(t *testing.T) {
	subject := &scoring.Subject{Photo: library.Photo{Hash: "h1"}}
	before := time.Now()
	score, err := scoring.Score(t.Context(), forger{}, subject)
	if err != nil || score.By.Key() != (forger{}).Provenance().Key() || score.Hash != "h1" || score.Summary.Text() != "good" {
		t.Errorf("%+v, %v", score, err)
	}
	if score.ScoredAt.Before(before) || score.ScoredAt.After(time.Now()) {
		t.Errorf("it was scored at %v", score.ScoredAt)
	}
	broken := errors.New("broken")
	if score, err := scoring.Score(t.Context(), forger{broken}, subject); !errors.Is(err, broken) || score.Hash != "" {
		t.Errorf("a scorer that fails gave %+v, %v", score, err)
	}
}
