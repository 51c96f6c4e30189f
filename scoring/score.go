package scoring

import (
	"context"
	"time"

	"keeplight.app/keeplight/library"
)

// Score has a scorer judge one photo and stamps what it gives: by whom, of which
// pixels and when. It is the one place that does. Errors are the scorer's.
func Score(ctx context.Context, scorer Scorer, subject *Subject) (library.Score, error) {
	score, err := scorer.Score(ctx, subject)
	if err != nil {
		return library.Score{}, err
	}
	score.By = scorer.Provenance()
	score.Hash = subject.Photo.Hash
	score.ScoredAt = time.Now()
	return score, nil
}
