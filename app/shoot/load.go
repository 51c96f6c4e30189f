package shoot

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io/fs"
	"os"
	"sync"

	"golang.org/x/sync/semaphore"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/worker"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/queue"
)

// fullSide is the long side in pixels up to which a photo is decoded whole, which
// is that of a 45 megapixel camera; a larger one is shrunk to it to bound memory.
const fullSide = 8192

// loadFull gives the preview that the scorer sees and, since it is decoded now,
// stores the thumbnail made from it. The full picture is kept for the scorer,
// which is called next: decoding a preview alone costs more than half as much.
func (s *Shoot) loadFull(ctx context.Context, p *library.Photo) (preview *image.RGBA, err error) {
	if err := s.full.reserve(ctx, p); err != nil {
		return nil, err
	}
	defer func() {
		if preview == nil {
			s.full.release(p.ID) // there will be no scoring that does
		}
	}()
	full, err := s.decode(ctx, p, fullSide)
	if err != nil {
		return nil, err
	}
	preview = picture.Fit(full, scoring.PreviewSide)
	s.thumbs.keep(ctx, p, preview)
	if preview != full {
		s.full.put(p.ID, full)
	}
	return preview, nil
}

// loadPreview gives the preview alone, for a scorer that sees nothing else.
func (s *Shoot) loadPreview(ctx context.Context, p *library.Photo) (*image.RGBA, error) {
	preview, err := s.decode(ctx, p, scoring.PreviewSide)
	if err == nil {
		s.thumbs.keep(ctx, p, preview)
	}
	return preview, err
}

// decode gives a photo's pixels for scoring. Its errors are for people.
func (s *Shoot) decode(ctx context.Context, p *library.Photo, side int) (*image.RGBA, error) {
	pic, err := s.thumbs.pictures.Load(ctx, p.Path, side)
	if err != nil {
		return nil, explain(err)
	}
	// A score belongs to the pixels that were hashed. A file that was
	// written since then is read and queued anew by the reconciler.
	if info, err := os.Stat(p.Path); err != nil || info.Size() != p.Size || !info.ModTime().Equal(p.ModTime) {
		return nil, fmt.Errorf("the file changed while it was being scored: it is scored again once it has been read: %w", queue.ErrNotNow)
	}
	if pic.Damaged != "" {
		s.thumbs.keep(ctx, p, picture.Fit(pic.Pixels, scoring.PreviewSide))
		return nil, fmt.Errorf("%s: it is not scored, because the missing part would count against it; copy it again from the card", pic.Damaged)
	}
	return pic.Pixels, nil
}

// explain adds to an error of reading a photo what a person can do about it.
func explain(err error) error {
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("the file is not there: connect its drive or put it back: %w", queue.ErrNotNow)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("the file may not be read: change its permissions: %w", queue.ErrNotNow)
	case errors.Is(err, worker.ErrUnavailable), errors.Is(err, worker.ErrQuarantined), errors.Is(err, worker.ErrInterrupted):
		// An installation or a command mends these, without the file changing.
		return passing{err}
	case errors.Is(err, picture.ErrEmpty), errors.Is(err, picture.ErrDamaged):
		return fmt.Errorf("%w: copy it again from the card", err)
	}
	if onDisk := (*fs.PathError)(nil); errors.As(err, &onDisk) {
		return fmt.Errorf("%w: check its drive: %w", err, queue.ErrNotNow)
	}
	return err
}

// fullRoom is how many bytes of full pixels may be held at once, whatever the
// number of workers: two pictures of 24 megapixels, or one of 45.
const fullRoom = 208 << 20

// fullPictures holds the full pixels of the photos between their loading and
// the end of their scoring, in a room that is bounded in bytes.
type fullPictures struct {
	room *semaphore.Weighted

	mu       sync.Mutex
	of       map[library.ID]*image.RGBA
	reserved map[library.ID]int64
}

func newFullPictures() *fullPictures {
	return &fullPictures{
		room: semaphore.NewWeighted(fullRoom),
		of:   map[library.ID]*image.RGBA{}, reserved: map[library.ID]int64{},
	}
}

// reserve waits until there is room for a photo's pixels. release gives it back.
func (f *fullPictures) reserve(ctx context.Context, p *library.Photo) error {
	n := min(int64(p.Width)*int64(p.Height)*4, fullRoom)
	if n <= 0 {
		n = fullRoom / 2 // not known yet
	}
	if err := f.room.Acquire(ctx, n); err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.reserved[p.ID] += n
	return nil
}

func (f *fullPictures) put(id library.ID, img *image.RGBA) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.of[id] = img
}

// get gives the pixels, nil where there are none.
func (f *fullPictures) get(id library.ID) *image.RGBA {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.of[id]
}

// release lets go of a photo's pixels and their room.
func (f *fullPictures) release(id library.ID) {
	f.mu.Lock()
	n := f.reserved[id]
	delete(f.of, id)
	delete(f.reserved, id)
	f.mu.Unlock()
	if n > 0 {
		f.room.Release(n)
	}
}

// focused lets a scorer see the full picture of a photo that is larger than its
// preview. The queue calls it once for each photo that was loaded.
type focused struct {
	scoring.Scorer
	full *fullPictures
}

func (f focused) Score(ctx context.Context, s *scoring.Subject) (library.Score, error) {
	defer f.full.release(s.Photo.ID)
	whole := *s
	if img := f.full.get(s.Photo.ID); img != nil {
		whole.Full = func(context.Context) (*image.RGBA, error) { return img, nil }
	}
	return f.Scorer.Score(ctx, &whole)
}
