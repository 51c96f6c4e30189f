package shoot

import (
	"context"

	"keeplight.app/keeplight/app/faces"
	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// FaceFinder is what finds faces in photos.
type FaceFinder = faces.Finder

// NewFaceFinder gives the finder that comes with the program.
func NewFaceFinder() FaceFinder { return faces.NewFinder() }

// CountFaces sums up what the catalogue knows of the faces in photos, without an open
// shoot. A photo at which nobody has looked is not among them. The error is the
// catalogue's.
func CountFaces(ctx context.Context, cat *catalog.Catalog, by FaceFinder, photos []library.Photo) (map[library.ID]*faces.Count, error) {
	return faces.CountStored(ctx, cat, by, photos)
}

// Faces are what is known of the faces in the photos; nil where none are looked for.
func (s *Shoot) Faces() *faces.Pass { return s.faces }

// openFaces gets ready to look for faces, where the options name who finds them.
func openFaces(ctx context.Context, s *Shoot) {
	if s.opts.Faces == nil {
		return
	}
	s.faces = faces.New(ctx, faces.Options{
		Catalog: s.cat, Pictures: s.pictures, Finder: s.opts.Faces, Rest: scorers.NewLater(s.scorers), Log: s.opts.Log,
		Tell: func(ids []library.ID) { s.told.tell(Event{Faces: ids}) },
		Changed: func(ids []library.ID) {
			if err := s.scorers.FacesChanged(context.WithoutCancel(ctx), ids); err != nil {
				s.opts.Log(err.Error()) // the next start judges by them
			}
		},
	})
}

// finderKeys say by whose faces scores are judged, also where none are looked for.
func finderKeys(o *Options) []string {
	if o.Faces != nil {
		return faces.Keys(o.Faces)
	}
	return FaceFinderKeys()
}

// FaceFinderKeys are the keys under which what NewFaceFinder finds is stored.
func FaceFinderKeys() []string { return faces.Keys(NewFaceFinder()) }

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

// holdFaces lets no photo be looked at until release is called: what is known of a
// folder is shown first, and the folder listed.
func holdFaces(s *Shoot) (release func()) {
	if s.faces == nil {
		return func() {}
	}
	return s.faces.Hold()
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
