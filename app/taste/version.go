package taste

import (
	"context"
	"errors"
	"fmt"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	learning "keeplight.app/keeplight/scoring/taste"
)

// noPart is of photos whose shoot taught nothing.
const noPart = -1

// mostParts is into how many parts shoots are put, of which each is told by what was learnt
// from the others.
const mostParts = 8

// Version gives what the used taste says of photos, with what it would say of each had it
// not learnt from the photo's own shoot: held against the very picks that it learnt from, it
// would look better than it is. ok is false while it is silent. The error is the
// catalogue's.
func (t *Tastes) Version(ctx context.Context, photos []library.Photo) (v scorers.Version, ok bool, err error) {
	t.mu.Lock()
	s := t.shown
	t.mu.Unlock()
	if s == nil {
		return v, false, nil
	}
	v = scorers.Version{Name: string(scorers.Taste), ID: scorers.Taste, By: s.Provenance(), Latest: true}
	if v.Scores, err = s.Reckon(ctx, photos); err != nil {
		return v, false, err
	}
	c, err := t.named(ctx, s.name)
	if err != nil {
		return v, false, err
	}
	if isImported(c) {
		return v, true, nil // it learnt from none of them
	}
	v.Unseen, err = t.unseen(ctx, c, photos)
	return v, err == nil, err
}

// unseen learns once for each part of the photos' shoots, without it, and gives what that
// says of the part.
func (t *Tastes) unseen(ctx context.Context, c *catalog.Taste, photos []library.Photo) (map[library.ID]float64, error) {
	g, err := t.gather(ctx, c)
	if err != nil {
		return nil, err
	}
	numbers := map[string]int{}
	for number, folder := range g.folders {
		numbers[folder] = number
	}
	parts := map[int][]int{} // photos of shoots that taught nothing are together
	for i := range photos {
		part := noPart
		if number, teaches := numbers[photos[i].Folder()]; teaches {
			part = number % mostParts
		}
		if photos[i].Hash != "" {
			parts[part] = append(parts[part], i)
		}
	}
	said := make(map[library.ID]float64, len(photos))
	for part, members := range parts {
		var others []learning.Sample
		for i := range g.material.Samples {
			if s := &g.material.Samples[i]; s.Shoot%mostParts != part {
				others = append(others, *s)
			}
		}
		fit, err := learning.Fit(ctx, others, learning.Options{Length: g.material.Length})
		if errors.Is(err, learning.ErrTooFew) || errors.Is(err, learning.ErrAllAlike) {
			continue // nothing can be said of these
		}
		if err != nil {
			return nil, fmt.Errorf("learning from other shoots: %w", err)
		}
		by, err := learning.NewScorer(&fit.Weights)
		if err != nil {
			return nil, err
		}
		ids, hashes := make([]library.ID, len(members)), make([]library.Hash, len(members))
		for k, i := range members {
			ids[k], hashes[k] = photos[i].ID, photos[i].Hash
		}
		known, err := t.numbers(ctx, ids, hashes)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			p := known[id]
			if v := by.Score(&p); v.Known && p.Overall.Known {
				said[id] = v.Mean
			}
		}
	}
	return said, nil
}
