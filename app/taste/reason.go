package taste

import (
	"context"
	"slices"

	"keeplight.app/keeplight/library"
	learning "keeplight.app/keeplight/scoring/taste"
)

// keepers are the person's own picks, to which photos are likened.
type keepers struct {
	of     *scorer
	ids    []library.ID
	photos []learning.Photo
}

const (
	mostKeepers = 4000 // the newest: as much as some memory holds
	likened     = 6
)

// Reason says why the used taste scores a photo as it does.
func (t *Tastes) Reason(ctx context.Context, id library.ID) (Reason, bool, error) {
	t.mu.Lock()
	s := t.shown
	t.mu.Unlock()
	if s == nil {
		return Reason{}, false, nil
	}
	p, err := t.o.Catalog.Photo(ctx, id)
	if err != nil {
		return Reason{}, false, err
	}
	known, err := t.numbers(ctx, []library.ID{id}, []library.Hash{p.Hash})
	if err != nil {
		return Reason{}, false, err
	}
	photo := known[id]
	if !photo.Overall.Known {
		return Reason{}, false, nil
	}
	k, err := t.keepers(ctx, s)
	if err != nil {
		return Reason{}, false, err
	}
	r := Reason{Score: s.by.Score(&photo)}
	for _, n := range s.by.Nearest(&photo, k.photos, likened+1) {
		if k.ids[n.Index] != id && len(r.Like) < likened {
			r.Like = append(r.Like, Like{k.ids[n.Index], n.Similarity})
		}
	}
	for a, adds := range s.by.Parts(&photo) {
		r.Parts = append(r.Parts, Part{library.Attribute(a), adds})
	}
	return r, r.Score.Known, nil
}

// keepers gives the picks of the used taste's shoots, read once for each time it is learnt.
func (t *Tastes) keepers(ctx context.Context, s *scorer) (*keepers, error) {
	t.mu.Lock()
	k := t.kept
	t.mu.Unlock()
	if k != nil && k.of == s {
		return k, nil
	}
	c, err := t.named(ctx, s.name)
	if err != nil {
		return nil, err
	}
	g, err := t.gather(ctx, c)
	if err != nil {
		return nil, err
	}
	k = &keepers{of: s}
	for i := range slices.Backward(g.ids) {
		if g.material.Samples[i].Flag == library.Pick && len(k.ids) < mostKeepers {
			k.ids, k.photos = append(k.ids, g.ids[i]), append(k.photos, g.material.Samples[i].Photo)
		}
	}
	t.mu.Lock()
	t.kept = k
	t.mu.Unlock()
	return k, nil
}
