package scorers

import (
	"context"
	"fmt"

	"keeplight.app/keeplight/app/faces"
	"keeplight.app/keeplight/library"
)

// ProblemStore also knows why photos could not be scored.
type ProblemStore interface {
	VersionStore
	faces.Findings
	// ScoreProblems says why the scorer with this key could not score photos; nil means all.
	ScoreProblems(ctx context.Context, photos []library.ID, key string) (map[library.ID]library.Message, error)
}

// Settled are the scores of one version of a scorer.
type Settled struct {
	Scores  map[library.ID]*library.Score
	By      library.Provenance // the present version, or the earlier one
	Pending int                // photos that the present version is still to score; 0 where By is that
}

// SettledScores gives the photos' scores of the present version of a scorer, or those
// of the newest earlier one while photos that it scored are still to be scored again:
// scores of two versions are never mixed. Those of the present one are judged by the
// faces that the finder with this provenance key found; "" judges by none. The error is
// the catalogue's.
func SettledScores(ctx context.Context, in ProblemStore, photos []library.Photo, now library.Provenance, finder []string) (Settled, error) {
	s, err := settled(ctx, in, photos, now)
	if err != nil {
		return Settled{}, err
	}
	return s, WithFaces(ctx, in, finder, s.Scores)
}

func settled(ctx context.Context, in ProblemStore, photos []library.Photo, now library.Provenance) (Settled, error) {
	all := ids(photos)
	scores, err := in.Scores(ctx, all, now.Key())
	if err != nil {
		return Settled{}, fmt.Errorf("looking up scores: %w", err)
	}
	present := Settled{Scores: scores, By: now}
	if len(scores) == len(photos) {
		return present, nil
	}
	problems, err := in.ScoreProblems(ctx, all, now.Key())
	if err != nil {
		return Settled{}, fmt.Errorf("looking up photos that could not be scored: %w", err)
	}
	versions, err := EarlierVersions(ctx, in, now)
	if err != nil {
		return Settled{}, err
	}
	for _, v := range versions {
		old := Settled{By: v}
		if old.Scores, err = in.Scores(ctx, all, v.Key()); err != nil {
			return Settled{}, fmt.Errorf("looking up scores of version %s: %w", library.Display(v.Version), err)
		}
		for id := range old.Scores {
			if _, scored := scores[id]; !scored && problems[id].IsZero() {
				old.Pending++
			}
		}
		if old.Pending > 0 {
			return old, nil
		}
	}
	return present, nil
}
