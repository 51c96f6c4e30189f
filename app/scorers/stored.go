package scorers

import (
	"context"
	"errors"
	"fmt"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/scoring/queue"
)

// Stored is what the catalogue knows of the scores of some photos.
type Stored struct {
	Results []queue.Result // by all scorers
	Earlier []Earlier      // by versions before those of the scorers, where photos are still to be scored

	list     *List
	photos   []library.Photo
	entries  []*entry
	unscored [][]library.Photo // of each entry
}

// Stored looks up what is stored of these photos' scores, for every scorer. Who tells of
// them holds HoldTelling from before until that is done. The error is the catalogue's.
func (l *List) Stored(ctx context.Context, photos []library.Photo) (Stored, error) {
	s := Stored{list: l, photos: photos, entries: l.all()}
	for _, e := range s.entries {
		results, unscored, err := l.storedBy(ctx, e, photos)
		if err != nil {
			return Stored{}, err
		}
		earlier, err := l.earlierBy(ctx, e, photos, unscored)
		if err != nil {
			return Stored{}, err
		}
		s.Results, s.unscored = append(s.Results, results...), append(s.unscored, unscored)
		s.Earlier = append(s.Earlier, earlier...)
	}
	return s, nil
}

// Enqueue has every scorer score the photos that it has no result of. Tell of the
// photos and the results first.
func (s Stored) Enqueue() {
	s.list.rank(s.photos, s.Results)
	for i, e := range s.entries {
		e.queue.Add(s.unscored[i])
	}
}

// storedBy gives what is stored of a scorer's results for these photos, and the
// photos of which nothing is.
func (l *List) storedBy(ctx context.Context, e *entry, photos []library.Photo) (results []queue.Result, unscored []library.Photo, err error) {
	if len(photos) == 0 {
		return nil, nil, nil
	}
	if results, ok, err := reckoned(ctx, e, photos); ok || err != nil {
		return results, nil, err
	}
	scores, problems, err := scoresOf(ctx, l, e.key, photos)
	if err != nil {
		return nil, nil, err
	}
	unscored = queue.Unscored(photos, scores, problems)
	if err := withFacesOf(ctx, l, scores); err != nil {
		return nil, nil, err
	}
	for i := range photos {
		p := &photos[i]
		if score, ok := scores[p.ID]; ok && score.Hash == p.Hash {
			results = append(results, queue.Result{ID: p.ID, By: e.key, Hash: p.Hash, Score: score})
		} else if problem := problems[p.ID]; !problem.IsZero() {
			results = append(results, queue.Result{ID: p.ID, By: e.key, Hash: p.Hash, Problem: problem})
		}
	}
	return results, unscored, nil
}

func scoresOf(ctx context.Context, l *List, key string, photos []library.Photo) (map[library.ID]*library.Score, map[library.ID]library.Message, error) {
	scores, err := l.o.Catalog.Scores(ctx, ids(photos), key)
	if err != nil {
		return nil, nil, fmt.Errorf("looking up stored scores: %w", err)
	}
	unscored := []library.ID{} // a photo with a score has no problem
	for i := range photos {
		if scores[photos[i].ID] == nil {
			unscored = append(unscored, photos[i].ID)
		}
	}
	problems, err := l.o.Catalog.ScoreProblems(ctx, unscored, key)
	if err != nil {
		return nil, nil, fmt.Errorf("looking up photos that could not be scored: %w", err)
	}
	return scores, problems, nil
}

// save stores a scorer's results for good, those apart whose problem may pass. A
// row that cannot be stored, because its photo is no longer in the catalogue, is
// not tried again.
func (l *List) save(ctx context.Context, by library.Provenance, results []queue.Result) error {
	var rows []catalog.ScoreRow
	for _, r := range results {
		switch {
		case r.Score != nil:
			rows = append(rows, catalog.ScoreRow{ID: r.ID, Score: *r.Score})
		case !r.Passing:
			none := library.Score{By: by, Hash: r.Hash}
			rows = append(rows, catalog.ScoreRow{ID: r.ID, Score: none, Problem: r.Problem})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	err := l.o.Catalog.SaveScores(ctx, rows)
	if bad := (*catalog.RowError)(nil); errors.As(err, &bad) {
		l.o.Log("storing scores: " + err.Error())
		return nil
	}
	return err
}
