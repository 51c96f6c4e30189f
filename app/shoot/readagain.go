package shoot

import (
	"context"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/filecache"
	"keeplight.app/keeplight/library/reconcile"
)

// reading reads the photos' files for whoever works with the shoot now: their bytes
// are kept for the scorers while these work, and a window finds their thumbnails
// made.
type reading struct{ shoot *Shoot }

var (
	_ reconcile.Reader     = reading{}
	_ reconcile.HeadReader = reading{}
)

func (r reading) ReadHead(ctx context.Context, path string) reconcile.Facts {
	reader := reconcile.FileReader{Pictures: r.shoot.pictures.Reader(filecache.Background)}
	return reader.ReadHead(ctx, path)
}

func (r reading) Read(ctx context.Context, path string) reconcile.Facts {
	s, purpose := r.shoot, filecache.Background
	if s.scorers.AreWorking() {
		purpose = filecache.Ahead
	}
	reader := reconcile.FileReader{Pictures: s.pictures.Reader(purpose)}
	if s.opts.Watch {
		reader.Then = s.pictures.Prepare
	}
	return reader.Read(ctx, path)
}

// tryAgain has photos read again that could not be, and are of a format for
// which there is a decoder now: it may not have been there then, it may be a
// better one, or the quarantine was cleared. JPEGs and PNGs that are damaged are among
// them, as older versions did not show those. There are few such photos and what is
// wrong with most is seen at once, so no record is kept of what has been tried
// with which. It gives the photos as they are in the catalogue then.
func (s *Shoot) tryAgain(ctx context.Context, photos []library.Photo) ([]library.Photo, error) {
	if s.cat.ReadOnly() {
		return photos, nil
	}
	var ids []library.ID
	for i := range photos {
		if p := &photos[i]; !p.Problem.IsZero() && !p.Missing && s.pictures.MayShow(ctx, p) {
			ids = append(ids, p.ID)
		}
	}
	again, err := s.cat.ReadAgain(ctx, ids)
	if err != nil {
		return nil, err
	}
	renewed := map[library.ID]library.Photo{}
	for _, p := range again {
		renewed[p.ID] = p
	}
	for i := range photos {
		if p, ok := renewed[photos[i].ID]; ok {
			photos[i] = p
		}
	}
	return photos, nil
}

// TryAgain has photos decoded again whose decoder broke down, those that are set
// aside too, and scored if that works now. What comes of each is told as an event,
// one photo after the other. Errors are the catalogue's, or the context's; a file
// that cannot be read is told of as any other.
func (s *Shoot) TryAgain(ctx context.Context, photos []library.Photo) error {
	if s.cat.ReadOnly() {
		return nil
	}
	for i := range photos {
		p := &photos[i]
		if err := s.pictures.TryAgain(ctx, p.Path); err != nil {
			s.opts.Log("trying a photo again: " + err.Error()) // reading it says so to the person
		}
		if _, err := s.cat.ReadAgain(ctx, []library.ID{p.ID}); err != nil {
			return err
		}
		renewed, err := s.readFacts(ctx, *p)
		if err != nil {
			return err
		}
		if err := s.tellPhotos(ctx, Event{Photos: []library.Photo{renewed}}); err != nil {
			return err
		}
	}
	return nil
}
