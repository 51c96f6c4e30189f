package pictures

import (
	"context"
	"image"
	"runtime"
	"sync"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
)

const (
	// leastScanRoom is how many bytes photos that are being scored may hold in any
	// case: two that were decoded whole of 24 megapixels, or one of 45.
	leastScanRoom = 256 << 20
	// workerScanRoom is what each processor adds to that: the rows and the file's
	// bytes of a JPEG of 45 megapixels.
	workerScanRoom = 64 << 20
)

func scanRoom() *picture.Room {
	return picture.NewRoom(max(leastScanRoom, int64(runtime.NumCPU())*workerScanRoom))
}

// WithFull gives a scorer in a form that sees each photo at full size too, and what
// loads the photos for it. Each photo that was loaded has to be scored next, for it
// is held until then.
func (ps *Pictures) WithFull(s scoring.Looker) (
	scoring.Scorer, func(ctx context.Context, p *library.Photo) (*image.RGBA, error),
) {
	w := &withFull{Looker: s, pictures: ps, of: map[library.ID]loaded{}}
	return w, w.load
}

// withFull hands the full pictures that it loads to a scorer.
type withFull struct {
	scoring.Looker
	pictures *Pictures

	mu sync.Mutex
	of map[library.ID]loaded // photos that are not yet scored
}

// loaded is a photo's full picture.
type loaded struct {
	scan  *picture.Scan
	scout picture.RowSink
}

// load is Pictures.Preview, but for what it keeps.
func (w *withFull) load(ctx context.Context, p *library.Photo) (*image.RGBA, error) {
	scout := w.Scout(p)
	if scout == nil {
		return w.pictures.Preview(ctx, p)
	}
	scan, err := w.pictures.scan(ctx, p, scout)
	if err != nil {
		return nil, err
	}
	w.drop(p.ID)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.of[p.ID] = loaded{scan, scout}
	return scan.Preview, nil
}

// take gives a photo's full picture to who closes it; ok is false where there is none.
func (w *withFull) take(id library.ID) (full loaded, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	full, ok = w.of[id]
	delete(w.of, id)
	return full, ok
}

func (w *withFull) drop(id library.ID) {
	if full, ok := w.take(id); ok {
		full.scan.Close()
	}
}

func (w *withFull) Score(ctx context.Context, s *scoring.Subject) (library.Score, error) {
	whole := *s
	if full, ok := w.take(s.Photo.ID); ok {
		defer full.scan.Close()
		whole.Full = &scoring.Full{Parts: full.scan, Scout: full.scout}
	}
	return w.Looker.Score(ctx, &whole)
}
