package faces

import (
	"context"
	"errors"
	"fmt"
	"image"

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
	if _, looked := s.pass.Of(photo.Hash); looked { // a copy of it
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
	s.pass.fresh[photo.Hash] = found
	return library.Score{}, nil
}

func (s search) find(ctx context.Context, photo *library.Photo) ([]library.Face, error) {
	opened, release, err := s.pass.o.Pictures.Subject(ctx, photo)
	if err != nil {
		return nil, err
	}
	defer release()
	found, err := s.pass.o.Finder.Find(ctx, opened)
	if err != nil {
		return nil, err
	}
	return within(found), nil
}

// save stores what was found in the photos of these results. Nothing is stored once it
// was switched off.
func (p *Pass) save(ctx context.Context, results []queue.Result) error {
	found := p.unstored(results)
	if len(found) == 0 {
		return nil
	}
	rows := make([]catalog.Searched, 0, len(found))
	for h, faces := range found {
		rows = append(rows, catalog.Searched{
			Search: catalog.Search{By: p.o.Finder.Provenance(), Hash: h, Kind: catalog.Faces},
			Found:  findings(faces),
		})
	}
	if err := p.o.Catalog.PutFindings(ctx, rows...); err != nil {
		p.o.Log("storing where faces are: " + err.Error()) // the search stands still until it is resumed
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for h, faces := range found {
		if p.on {
			p.known[h] = faces
		}
		delete(p.fresh, h)
	}
	return nil
}

// unstored gives what was found in the photos of these results and is not stored.
func (p *Pass) unstored(results []queue.Result) map[library.Hash][]library.Face {
	p.mu.Lock()
	defer p.mu.Unlock()
	found := map[library.Hash][]library.Face{}
	if !p.on {
		return found
	}
	for i := range results {
		if faces, ok := p.fresh[results[i].Hash]; ok && results[i].Score != nil {
			found[results[i].Hash] = faces
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
	on := p.on
	p.mu.Unlock()
	if on && len(ids) > 0 {
		p.o.Tell(ids)
		p.o.Changed(ids)
	}
}
