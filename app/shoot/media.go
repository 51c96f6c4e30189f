package shoot

import (
	"context"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/exiftool"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/reconcile"
	"keeplight.app/keeplight/library/worker"
	"keeplight.app/keeplight/scoring/queue"
)

// openMedia gets ready to decode in another process what no library in this one
// should see. dir is the catalogue's folder, which keeps the list of the files
// that are set aside.
func (s *Shoot) openMedia(dir string) {
	opts := s.opts.Media
	opts.Log = s.opts.Log
	var err error
	if opts.Quarantine, err = worker.OpenQuarantine(dir); err != nil {
		s.opts.Log(err.Error()) // without the list, a bad file costs its time again
	}
	if s.cat.ReadOnly() {
		opts.Quarantine.KeepInMemory()
	}
	s.media = worker.New(opts)
	if tool, ok := exiftool.Find(); ok {
		s.previews = tool
	}
}

// Pictures reads photos of all formats, those too that another process decodes,
// and RAW files in which only ExifTool finds a preview.
func (s *Shoot) Pictures() picture.Reader {
	r := picture.Reader{Foreign: s.media}
	if s.previews != nil {
		r.Previews = s.previews
	}
	return r
}

func (s *Shoot) fileReader() reconcile.FileReader {
	return reconcile.FileReader{Pictures: s.Pictures()}
}

// tryAgain has photos read again that could not be, and are of a format for
// which there is a decoder now: it may not have been there then, it may be a
// better one, or the quarantine was cleared. There are few such photos and a
// worker sees at once what is wrong with most, so no record is kept of what has
// been tried with which. It gives the photos as they are in the catalogue then.
func (s *Shoot) tryAgain(ctx context.Context, photos []library.Photo) ([]library.Photo, error) {
	if s.cat.ReadOnly() {
		return photos, nil
	}
	var ids []library.ID
	for i := range photos {
		if p := &photos[i]; !p.Problem.IsZero() && !p.Missing && s.isForeign(p.Path) {
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

// isForeign is true for a file that another process decodes, whatever its name
// says, where there is such a process.
func (s *Shoot) isForeign(path string) bool {
	format, err := picture.SniffFile(path)
	return err == nil && s.Pictures().Reads(format)
}

// passing is an error that may be gone at the next start, without the file
// having changed.
type passing struct{ error }

func (p passing) Unwrap() []error { return []error{p.error, queue.ErrNotNow} }
