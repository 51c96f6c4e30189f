package studio

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io/fs"
	"os"

	"keeplight/library"
	"keeplight/library/picture"
	"keeplight/library/worker"
	"keeplight/scoring"
	"keeplight/scoring/queue"
)

// load gives the preview that the scorer sees and, since it is decoded now,
// stores the thumbnail made from it.
func (s *Studio) load(ctx context.Context, p *library.Photo) (*image.RGBA, error) {
	pic, err := s.thumbs.pictures.Load(ctx, p.Path, scoring.PreviewSide)
	if err != nil {
		return nil, explain(err)
	}
	// A score belongs to the pixels that were hashed. A file that was
	// written since then is read and queued anew by the intake.
	if info, err := os.Stat(p.Path); err != nil || info.Size() != p.Size || !info.ModTime().Equal(p.ModTime) {
		return nil, fmt.Errorf("the file changed while it was being scored: it is scored again once it has been read: %w", queue.ErrNotNow)
	}
	s.thumbs.keep(ctx, p, pic.Pixels)
	if pic.Damaged != "" {
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
		return fmt.Errorf("%w: %w", err, queue.ErrNotNow)
	case errors.Is(err, picture.ErrEmpty), errors.Is(err, picture.ErrDamaged):
		return fmt.Errorf("%w: copy it again from the card", err)
	}
	if onDisk := (*fs.PathError)(nil); errors.As(err, &onDisk) {
		return fmt.Errorf("%w: check its drive: %w", err, queue.ErrNotNow)
	}
	return err
}

// focused lets a scorer see the full picture of a photo that is larger than its
// preview. It is decoded a second time for that: a preview is decoded at a
// fraction of its size, which costs so little that sharing one decode would save
// less than it costs to keep the full pixels.
type focused struct{ scoring.Scorer }

func (f focused) Score(ctx context.Context, s *scoring.Subject) (library.Score, error) {
	whole := *s
	if preview := s.Preview; preview != nil && max(preview.Rect.Dx(), preview.Rect.Dy()) >= scoring.PreviewSide {
		whole.Full = func(ctx context.Context) (*image.RGBA, error) {
			pic, err := picture.Load(ctx, s.Photo.Path, 0)
			if err != nil {
				return nil, explain(err)
			}
			return pic.Pixels, nil
		}
	}
	return f.Scorer.Score(ctx, &whole)
}
