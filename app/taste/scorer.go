package taste

import (
	"context"
	"errors"
	"fmt"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
	learning "keeplight.app/keeplight/scoring/taste"
)

// scorer scores by the used taste. Its provenance names the taste alone: its scores are
// never stored, and change with every decision.
type scorer struct {
	tastes  *Tastes
	name    string
	version string
	by      *learning.Scorer
}

var _ scoring.Reckoner = (*scorer)(nil)

// Provenance names the taste.
func (s *scorer) Provenance() library.Provenance {
	return library.Provenance{Name: string(scorers.Taste), Version: "1", Settings: map[string]string{"taste": s.name}}
}

// Score scores one photo of what is stored of it.
func (s *scorer) Score(ctx context.Context, of *scoring.Subject) (library.Score, error) {
	all, err := s.Reckon(ctx, []library.Photo{of.Photo})
	if err != nil {
		return library.Score{}, err
	}
	if score := all[of.Photo.ID]; score != nil {
		return *score, nil
	}
	return library.Score{}, errors.New("the built-in scorer has not scored this photo yet: score it first")
}

// Reckon scores photos of what is stored of them.
func (s *scorer) Reckon(ctx context.Context, photos []library.Photo) (map[library.ID]*library.Score, error) {
	ids, hashes := make([]library.ID, len(photos)), make([]library.Hash, len(photos))
	for i := range photos {
		ids[i], hashes[i] = photos[i].ID, photos[i].Hash
	}
	known, err := s.tastes.numbers(ctx, ids, hashes)
	if err != nil {
		return nil, err
	}
	scores := make(map[library.ID]*library.Score, len(photos))
	for i, id := range ids {
		p := known[id]
		if !p.Overall.Known || hashes[i] == "" {
			continue
		}
		if v := s.by.Score(&p); v.Known {
			scores[id] = &library.Score{By: s.Provenance(), Hash: hashes[i], Overall: v}
		}
	}
	return scores, nil
}

// offer puts the used taste into the list where it has proved itself, and takes it out
// where it has not. The error is the catalogue's.
func (t *Tastes) offer(ctx context.Context) error {
	fresh, err := t.speaking(ctx)
	if err != nil {
		return err
	}
	t.mu.Lock()
	old := t.shown
	t.shown, t.kept = fresh, nil
	t.mu.Unlock()
	switch list := t.o.List; {
	case list == nil:
		return nil
	case old != nil && fresh != nil && old.name == fresh.name:
		if old.version == fresh.version {
			return nil
		}
		if err := list.Remove(scorers.Taste); err != nil {
			return err
		}
		return list.Add(ctx, scorers.Spec{ID: scorers.Taste, Title: fresh.name, Scorer: fresh, PreviewOnly: true})
	}
	if err := t.o.List.Remove(scorers.Taste); err != nil {
		return err
	}
	if fresh == nil {
		return nil
	}
	return t.o.List.Add(ctx, scorers.Spec{ID: scorers.Taste, Title: fresh.name, Scorer: fresh, PreviewOnly: true})
}

// speaking gives the scorer of the used taste, nil while it is silent.
func (t *Tastes) speaking(ctx context.Context) (*scorer, error) {
	_, used, err := t.Names(ctx)
	if err != nil || !t.On() {
		return nil, err
	}
	c, err := t.named(ctx, used)
	if err != nil {
		return nil, err
	}
	s, gate := t.parse(c)
	if !gate.Open || s.Weights == nil || !t.fits(&s) {
		return nil, nil
	}
	by, err := learning.NewScorer(s.Weights)
	if err != nil {
		return nil, fmt.Errorf("reading what was learnt: %w", err)
	}
	return &scorer{tastes: t, name: c.Name, version: s.Version, by: by}, nil
}

// fits is true where the features that weights were learnt from are those that are made
// now, or they need none.
func (t *Tastes) fits(s *stored) bool {
	if s.Weights.Length == 0 {
		return true
	}
	return t.o.Features != nil && t.o.Features.Version() == s.Features && t.o.Features.Length() == s.Weights.Length
}
