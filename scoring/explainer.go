package scoring

import (
	"context"

	"keeplight.app/keeplight/library"
)

// Explainer says in words why a score is as it is. A Scorer that can do so is one
// too. It may be called from several goroutines at once.
type Explainer interface {
	// Explain writes about a score that was read before, and hands over each
	// piece of clean text as it comes. The explanation holds what was written,
	// also where there is an error or ctx ended it. It changes no score.
	Explain(ctx context.Context, s *Subject, score *library.Score, form library.ExplanationForm,
		emit func(piece string) error) (library.Explanation, error)
}
