package shoot

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/scan"
)

// fileBatch is how many photos of Options.Files are recorded in one transaction.
const fileBatch = 64

// readFiles takes in the photos of Options.Files, some at a time.
func (s *Shoot) readFiles(ctx context.Context, paths []string) {
	known, err := s.knownOf(ctx, paths)
	if err != nil {
		if ctx.Err() == nil {
			s.told.tell(Event{Problem: fmt.Sprintf("looking up the photos: %v", err)})
		}
		return
	}
	for batch := range slices.Chunk(paths, fileBatch) {
		if err := s.readBatch(ctx, batch, known); err != nil {
			if ctx.Err() == nil {
				s.told.tell(Event{Problem: fmt.Sprintf("the photos could not be recorded: %v", err)})
			}
			return
		}
	}
}

// knownOf gives the photos that the files belong to, as the catalogue has them, by
// the path of each of their pictures: the JPEG of a pair is not torn from its RAW
// file.
func (s *Shoot) knownOf(ctx context.Context, paths []string) (map[string]library.Photo, error) {
	folders := map[string]bool{}
	for _, p := range paths {
		folders[filepath.Dir(p)] = true
	}
	photos, err := s.cat.Photos(ctx, slices.Sorted(maps.Keys(folders)))
	if err != nil {
		return nil, err
	}
	known := map[string]library.Photo{}
	for _, p := range photos {
		known[p.Path] = p
		for _, c := range p.Companions {
			if c.Kind == library.CompanionImage {
				known[c.Path] = p
			}
		}
	}
	return known, nil
}

// readBatch records files and tells of their photos. A file that is not there
// becomes a problem; the error is the catalogue's.
func (s *Shoot) readBatch(ctx context.Context, paths []string, known map[string]library.Photo) error {
	var files []catalog.File
	for _, path := range paths {
		p, ok := known[path]
		if !ok {
			p = library.Photo{Path: path, Format: picture.FormatByName(path)}
		}
		file, err := scan.Stat(p.Path, p.Format, p.Companions)
		if err != nil {
			s.told.tell(Event{Problem: fmt.Sprintf("%s could not be read: %v", library.Display(path), err)})
			continue
		}
		files = append(files, file)
	}
	photos, err := s.cat.PutFiles(ctx, files)
	if err != nil {
		return err
	}
	if photos, err = s.tryAgain(ctx, photos); err != nil {
		return err
	}
	if photos, err = s.readAllFacts(ctx, photos); err != nil {
		return err
	}
	return s.tellPhotos(ctx, Event{Photos: photos})
}

// readAllFacts reads those of the photos that have not been, on all processors, and
// gives all as they are then.
func (s *Shoot) readAllFacts(ctx context.Context, photos []library.Photo) ([]library.Photo, error) {
	var unread []int
	for i := range photos {
		if photos[i].Hash == "" {
			unread = append(unread, i)
		}
	}
	reads := make([]catalog.Read, len(unread))
	next := make(chan int)
	var reading sync.WaitGroup
	for range min(len(unread), runtime.GOMAXPROCS(0)) {
		reading.Go(func() {
			for k := range next {
				reads[k] = s.factsOf(ctx, &photos[unread[k]])
			}
		})
	}
	for k := range unread {
		next <- k
	}
	close(next)
	reading.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := s.cat.SetRead(ctx, reads); err != nil {
		return nil, err
	}
	for _, i := range unread {
		p, err := s.cat.Photo(ctx, photos[i].ID)
		if err != nil {
			return nil, err
		}
		photos[i] = p
	}
	return photos, nil
}
