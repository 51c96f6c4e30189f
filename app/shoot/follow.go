package shoot

import (
	"context"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/library/export/follow"
)

// Follow takes in that an export moved a photo, as soon as it did: decisions and
// scores stay with it wherever its new folder is, also if the program ends before
// the export does. The photo is told of at its new path, or as missing where that
// is not read.
func (s *Shoot) Follow(ctx context.Context, done *export.Done) error {
	ctx = context.WithoutCancel(ctx) // what has moved has moved
	photo, moved, err := follow.Photo(ctx, s.cat, done)
	if err != nil || !moved {
		return err
	}
	if s.IsOpen(photo.Path) {
		return s.tellPhotos(ctx, Event{Photos: []library.Photo{photo}})
	}
	gone := []library.ID{photo.ID}
	s.scorers.Drop(gone)
	return s.tellPhotos(ctx, Event{Missing: gone})
}
