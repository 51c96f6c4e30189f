package shoot

import (
	"context"
	"path/filepath"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/picture"
)

// readFile takes in a single photo that was opened by itself.
func (s *Shoot) readFile(ctx context.Context, path string) error {
	photo, err := s.shotOf(ctx, path)
	if err != nil {
		return err
	}
	file, err := s.drives.File(ctx, photo.Path, photo.Format, photo.Companions)
	if err != nil {
		return err
	}
	photos, err := s.cat.PutFiles(ctx, []catalog.File{file})
	if err != nil {
		return err
	}
	if photos, err = s.tryAgain(ctx, photos); err != nil {
		return err
	}
	photo = photos[0]
	if photo.Hash == "" {
		if photo, err = s.readFacts(ctx, photo); err != nil {
			return err
		}
	}
	return s.tellPhotos(ctx, Event{
		Photos: []library.Photo{photo},
		Scan:   &Scan{Folder: path, Files: 1, Done: true},
	})
}

// shotOf gives the photo that a file belongs to, as the catalogue has it: the
// JPEG of a pair is not torn from its RAW file by being opened alone. A file
// that is not known is a photo by itself.
func (s *Shoot) shotOf(ctx context.Context, path string) (library.Photo, error) {
	neighbours, err := s.cat.Photos(ctx, []string{filepath.Dir(path)})
	if err != nil {
		return library.Photo{}, err
	}
	for _, p := range neighbours {
		isPart := func(c library.Companion) bool { return c.Path == path && c.Kind == library.CompanionImage }
		if p.Path == path || slices.ContainsFunc(p.Companions, isPart) {
			return p, nil
		}
	}
	return library.Photo{Path: path, Format: picture.FormatByName(path)}, nil
}

// readFacts reads a photo's file and gives its row with what that told.
func (s *Shoot) readFacts(ctx context.Context, p library.Photo) (library.Photo, error) {
	read := s.factsOf(ctx, &p)
	if err := ctx.Err(); err != nil {
		return library.Photo{}, err
	}
	if err := s.cat.SetRead(ctx, []catalog.Read{read}); err != nil {
		return library.Photo{}, err
	}
	return s.cat.Photo(ctx, p.ID)
}

// factsOf reads a photo's file, once more where that asks for it. It is good for
// nothing once ctx has ended.
func (s *Shoot) factsOf(ctx context.Context, p *library.Photo) catalog.Read {
	facts := reading{s}.Read(ctx, p.Path)
	if facts.Again {
		facts = reading{s}.Read(ctx, p.Path)
	}
	return catalog.Read{
		ID: p.ID, Hash: facts.Hash, Width: facts.Width, Height: facts.Height,
		Capture: facts.Capture, Problem: facts.Problem, Damage: facts.Damage, Size: facts.Size, ModTime: facts.ModTime,
	}
}
