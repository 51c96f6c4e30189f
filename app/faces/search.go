package faces

import (
	"context"
	"errors"
	"fmt"
	"image"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/queue"
)

// search looks at the photos of the pass's queue. To the queue, which knows order,
// view, pause, tries and progress, it is a scorer: its score says nothing, and what
// was found goes another way.
type search struct{ pass *Pass }

var _ scoring.Scorer = search{}

// noPreview is what the queue loads: search opens photos itself.
func noPreview(context.Context, *library.Photo) (*image.RGBA, error) { return nil, nil }

// Provenance says how faces are found.
func (s search) Provenance() library.Provenance { return s.pass.o.Finder.Provenance() }

// Score looks for faces in one photo. Its score is empty. Errors are those of opening
// the photo and of the finder.
func (s search) Score(ctx context.Context, subject *scoring.Subject) (library.Score, error) {
	photo := &subject.Photo
	if _, looked := s.pass.Of(photo); looked { // a copy of it
		return library.Score{}, nil
	}
	found, err := s.find(ctx, photo)
	if err != nil {
		if ctx.Err() == nil && !errors.Is(err, queue.ErrLater) {
			s.pass.o.Log(fmt.Sprintf("looking for faces in %s: %v", library.Display(photo.Path), err))
		}
		return library.Score{}, err
	}
	s.pass.mu.Lock()
	defer s.pass.mu.Unlock()
	s.pass.fresh[seenIn(photo)] = found
	return library.Score{}, nil
}

func (s search) find(ctx context.Context, photo *library.Photo) ([]library.Face, error) {
	opened, release, err := s.pass.o.Pictures.Subject(ctx, photo)
	if err != nil {
		return nil, err
	}
	defer release()
	found, err := s.pass.o.Finder.Find(ctx, turned(opened, photo.Rotation))
	if err != nil {
		return nil, err
	}
	return within(turnedBack(found, photo.Rotation)), nil
}

// save stores what was found in the photos of these results. Nothing is stored once it
// was switched off.
func (p *Pass) save(ctx context.Context, results []queue.Result) error {
	found := p.unstored(results)
	if len(found) == 0 {
		return nil
	}
	rows := make([]catalog.Searched, 0, len(found))
	for s, faces := range found {
		rows = append(rows, catalog.Searched{
			Search: catalog.Search{By: provenance(p.o.Finder, s.turn), Hash: s.hash, Kind: catalog.Faces},
			Found:  findings(faces),
		})
	}
	if err := p.o.Catalog.PutFindings(ctx, rows...); err != nil {
		p.o.Log("storing where faces are: " + err.Error())
		p.retry.fails() // until then the search stands still
		return err
	}
	p.retry.works()
	p.mu.Lock()
	defer p.mu.Unlock()
	for s, faces := range found {
		if p.on {
			p.known[s] = faces
		}
		delete(p.fresh, s)
	}
	return nil
}

// unstored gives what was found in the photos of these results and is not stored.
func (p *Pass) unstored(results []queue.Result) map[seen][]library.Face {
	p.mu.Lock()
	defer p.mu.Unlock()
	found := map[seen][]library.Face{}
	if !p.on {
		return found
	}
	for i := range results {
		s := seen{results[i].Hash, p.photos[results[i].ID].turn}
		if faces, ok := p.fresh[s]; ok && results[i].Score != nil {
			found[s] = faces
		}
	}
	return found
}

// done tells of photos that were looked at, and notes those that could not be.
func (p *Pass) done(results []queue.Result) {
	var ids []library.ID
	p.mu.Lock()
	for i := range results {
		r := &results[i]
		if r.Score == nil {
			p.wrong[r.ID] = r.Problem
			continue
		}
		delete(p.wrong, r.ID)
		ids = append(ids, r.ID)
	}
	on, alike := p.on, p.alike(results)
	p.mu.Unlock()
	if on && len(ids) > 0 {
		p.o.Tell(ids)
		p.o.Changed(alike)
	}
}

// alike gives the photos that were looked at, and exact copies of them; never nil. The
// caller holds mu.
func (p *Pass) alike(results []queue.Result) []library.ID {
	ids := []library.ID{}
	looked := make(map[library.Hash]bool, len(results))
	for i := range results {
		if results[i].Score != nil {
			looked[results[i].Hash] = true
		}
	}
	for id, s := range p.photos {
		if looked[s.hash] {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}
