package scoring

import (
	"context"
	"errors"

	"keeplight.app/keeplight/library"
)

// ErrNoCloseUps says that a model cannot be shown a close-up beside a photo.
var ErrNoCloseUps = errors.New("this model cannot be shown a face beside the photo")

// Explainer says in words why a score is as it is. A Scorer that can do so is one
// too. It may be called from several goroutines at once.
type Explainer interface {
	// Explain writes about a score that was read before, and hands over each
	// piece of clean text as it comes. The explanation holds what was written,
	// also where there is an error or ctx ended it. It changes no score. Where the
	// subject has the close-up of a face it is about that face, says so by its
	// provenance, and fails with ErrNoCloseUps where it cannot be shown one.
	Explain(ctx context.Context, s *Subject, score *library.Score, form library.ExplanationForm,
		emit func(piece string) error) (library.Explanation, error)
}
