package scorers

import (
	"context"
	"fmt"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/calibration"
)

// StoredScores is where scores are looked up by the provenance that made them.
type StoredScores interface {
	// Scores gives the scores under a key of these photos; nil means all photos.
	Scores(ctx context.Context, ids []library.ID, key string) (map[library.ID]*library.Score, error)
}

// Calibrate learns how the scores under a provenance's key lie over the whole
// catalogue and gives the map that spreads them out, nil where they are to stay as
// they were given. The error is the catalogue's.
func Calibrate(ctx context.Context, in StoredScores, key string) (func(library.Score) library.Score, error) {
	stored, err := in.Scores(ctx, nil, key)
	if err != nil {
		return nil, fmt.Errorf("learning how the scores are distributed: %w", err)
	}
	scores := make([]library.Score, 0, len(stored))
	for _, s := range stored {
		scores = append(scores, *s)
	}
	set := calibration.Learn(scores)
	if set.IsIdentity() {
		return nil, nil
	}
	return set.Apply, nil
}
