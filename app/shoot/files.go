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
)

// fileBatch is how many photos of Options.Files are recorded in one transaction.
const fileBatch = 64

// fileReading takes in the photos of Options.Files, some at a time.
type fileReading struct {
	shoot *Shoot
	known map[string]library.Photo // those that the catalogue has, by the path of each of their pictures
}

// run reads all files. What goes wrong is told.
func (r *fileReading) run(ctx context.Context) {
	paths := r.shoot.opts.Files
	err := r.lookUp(ctx, paths)
	for batch := range slices.Chunk(paths, fileBatch) {
		if err == nil {
			err = r.batch(ctx, batch)
		}
	}
	if err != nil && ctx.Err() == nil {
		r.shoot.told.tell(Event{Problem: fmt.Sprintf("the photos could not be recorded: %v", err)})
	}
}

// lookUp finds the photos that the files belong to: the JPEG of a pair is not torn
// from its RAW file.
func (r *fileReading) lookUp(ctx context.Context, paths []string) error {
	folders := map[string]bool{}
	for _, p := range paths {
		folders[filepath.Dir(p)] = true
	}
	photos, err := r.shoot.cat.Photos(ctx, slices.Sorted(maps.Keys(folders)))
	if err != nil {
		return err
	}
	r.known = map[string]library.Photo{}
	for _, p := range photos {
		r.known[p.Path] = p
		for _, c := range p.Companions {
			if c.Kind == library.CompanionImage {
				r.known[c.Path] = p
			}
		}
	}
	return nil
}

// batch records files and tells of their photos. A file that is not there becomes a
// problem; the error is the catalogue's.
func (r *fileReading) batch(ctx context.Context, paths []string) error {
	s := r.shoot
	var files []catalog.File
	for _, path := range paths {
		p, ok := r.known[path]
		if !ok {
			p = library.Photo{Path: path, Format: picture.FormatByName(path)}
		}
		file, err := s.drives.File(ctx, p.Path, p.Format, p.Companions)
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
	if err := r.facts(ctx, photos); err != nil {
		return err
	}
	return s.tellPhotos(ctx, Event{Photos: photos})
}

// facts reads those of the photos that have not been, on all processors, and makes
// them what the catalogue then has.
func (r *fileReading) facts(ctx context.Context, photos []library.Photo) error {
	var unread []int
	for i := range photos {
		if photos[i].Hash == "" {
			unread = append(unread, i)
		}
	}
	reads := make([]catalog.Read, len(unread))
	next := make(chan int)
	var reading sync.WaitGroup
	for range min(len(unread), runtime.NumCPU()) {
		reading.Go(func() {
			for k := range next {
				reads[k] = r.shoot.factsOf(ctx, &photos[unread[k]])
			}
		})
	}
	for k := range unread {
		next <- k
	}
	close(next)
	reading.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := r.shoot.cat.SetRead(ctx, reads); err != nil {
		return err
	}
	for _, i := range unread {
		p, err := r.shoot.cat.Photo(ctx, photos[i].ID)
		if err != nil {
			return err
		}
		photos[i] = p
	}
	return nil
}
