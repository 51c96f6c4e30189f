package pictures

import (
	"context"
	"image"
	"sync"

	"golang.org/x/sync/semaphore"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
)

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

// release drops a photo's pixels and gives their room back.
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

// WithFull gives the scorer in a form that sees the full picture of each photo that
// PreviewWithFull has loaded.
func (ps *Pictures) WithFull(s scoring.Scorer) scoring.Scorer { return withFull{s, ps.full} }

// withFull lets a scorer see the full picture of a photo that is larger than its
// preview. The queue calls it once for each photo that was loaded.
type withFull struct {
	scoring.Scorer
	full *fullPictures
}

func (f withFull) Score(ctx context.Context, s *scoring.Subject) (library.Score, error) {
	defer f.full.release(s.Photo.ID)
	whole := *s
	if img := f.full.get(s.Photo.ID); img != nil {
		whole.Full = func(context.Context) (*image.RGBA, error) { return img, nil }
	}
	return f.Scorer.Score(ctx, &whole)
}
