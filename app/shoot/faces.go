package shoot

import (
	"context"

	"keeplight.app/keeplight/app/faces"
	"keeplight.app/keeplight/library"
)

// FaceFinder is what finds faces in photos.
type FaceFinder = faces.Finder

// NewFaceFinder gives the finder that comes with the program. The error is that it
// cannot be used.
func NewFaceFinder() (FaceFinder, error) { return faces.NewFinder() }

// Faces are what is known of the faces in the photos; nil where none are looked for.
func (s *Shoot) Faces() *faces.Pass { return s.faces }

// openFaces gets ready to look for faces, where the options name who finds them.
func openFaces(ctx context.Context, s *Shoot) {
	if s.opts.Faces == nil {
		return
	}
	s.faces = faces.New(ctx, faces.Options{
		Catalog: s.cat, Pictures: s.pictures, Finder: s.opts.Faces, Rest: s.scorers, Log: s.opts.Log,
		Tell: func(ids []library.ID) { s.told.tell(Event{Faces: ids}) },
	})
}

// tellFaces keeps the search for faces up to date with photos that are told of.
func tellFaces(s *Shoot, e *Event) {
	if s.faces == nil {
		return
	}
	s.faces.Drop(e.Missing)
	if len(e.Photos) > 0 {
		s.faces.Put(e.Photos)
	}
}

// startFaces starts the search. What it gives stops it, once ctx has ended.
func startFaces(ctx context.Context, s *Shoot) (stop func() error) {
	if s.faces == nil {
		return func() error { return nil }
	}
	s.faces.Start(ctx)
	return s.faces.Stop
}

// waitForAll waits until all photos are scored, and looked at for faces. An end of ctx
// is no error.
func waitForAll(ctx context.Context, s *Shoot) error {
	if err := s.scorers.Wait(ctx); err != nil || s.faces == nil {
		return err
	}
	return s.faces.Wait(ctx)
}
