package scorers

import (
	"context"
	"fmt"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/queue"
)

// reckoned gives the scores that a scorer makes of what is stored; ok is false for one
// that does not.
func reckoned(ctx context.Context, e *entry, photos []library.Photo) (results []queue.Result, ok bool, err error) {
	r, ok := e.spec.Scorer.(scoring.Reckoner)
	if !ok || len(photos) == 0 {
		return nil, ok, nil
	}
	scores, err := r.Reckon(ctx, photos)
	if err != nil {
		return nil, true, fmt.Errorf("scoring by %s: %w", e.spec.Title, err)
	}
	for i := range photos {
		p := &photos[i]
		if s := scores[p.ID]; s != nil {
			results = append(results, queue.Result{ID: p.ID, By: e.key, Hash: p.Hash, Score: s})
		}
	}
	return results, true, nil
}

// reckonAfter tells what those that make their scores of others' make of new ones.
func reckonAfter(ctx context.Context, l *List, of *entry, results []queue.Result) {
	if of.spec.ID != BuiltIn {
		return
	}
	var ids []library.ID
	for _, r := range results {
		if r.Score != nil {
			ids = append(ids, r.ID)
		}
	}
	for _, e := range l.all() {
		if _, ok := e.spec.Scorer.(scoring.Reckoner); ok && len(ids) > 0 {
			photos, err := l.o.Catalog.PhotosByID(ctx, ids)
			if err == nil {
				err = tellReckoned(ctx, l, e, photos)
			}
			if err != nil {
				l.o.Log(err.Error()) // they are told when the folder is opened again
			}
		}
	}
}

// Reckon tells anew what a scorer that makes its scores of what is stored says of all
// open photos, because it would say something else now. One that is not in the list, or
// is none of those, has nothing to tell. The error is the catalogue's.
func Reckon(ctx context.Context, l *List, id ID) error {
	for _, e := range l.all() {
		if e.spec.ID != id {
			continue
		}
		for _, folder := range l.o.Folders() {
			photos, err := l.o.Catalog.PhotosOf(ctx, folder)
			if err != nil {
				return err
			}
			if err := tellReckoned(ctx, l, e, photos); err != nil {
				return err
			}
		}
	}
	return nil
}

func tellReckoned(ctx context.Context, l *List, e *entry, photos []library.Photo) error {
	results, _, err := reckoned(ctx, e, photos)
	if err != nil || len(results) == 0 {
		return err
	}
	defer HoldTelling(l)()
	l.o.Tell(results)
	return nil
}
