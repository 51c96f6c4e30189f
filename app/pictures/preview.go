package pictures

import (
	"context"
	"fmt"
	"image"
	"os"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/queue"
)

// fullSide is the long side in pixels up to which a photo is decoded whole, which
// is that of a 45 megapixel camera; a larger one is shrunk to it to bound memory.
const fullSide = 8192

// PreviewWithFull gives the preview that the scorer sees and, since it is decoded now,
// stores the thumbnail made from it. The full picture is kept for the scorer that
// WithFull gives, which has to be called next: decoding a preview alone costs more
// than half as much. Errors are for people and do not name the file; those that may
// pass are queue.ErrNotNow.
func (ps *Pictures) PreviewWithFull(ctx context.Context, p *library.Photo) (preview *image.RGBA, err error) {
	if err := ps.full.reserve(ctx, p); err != nil {
		return nil, err
	}
	defer func() {
		if preview == nil {
			ps.full.release(p.ID) // there will be no scoring that does
		}
	}()
	full, err := ps.decode(ctx, p, fullSide)
	if err != nil {
		return nil, err
	}
	preview = picture.Fit(full, scoring.PreviewSide)
	ps.thumbs.keep(ctx, p, preview)
	if preview != full {
		ps.full.put(p.ID, full)
	}
	return preview, nil
}

// Preview gives the preview alone, for a scorer that sees nothing else, and stores
// the thumbnail. Its errors are those of PreviewWithFull.
func (ps *Pictures) Preview(ctx context.Context, p *library.Photo) (*image.RGBA, error) {
	preview, err := ps.decode(ctx, p, scoring.PreviewSide)
	if err == nil {
		ps.thumbs.keep(ctx, p, preview)
	}
	return preview, err
}

// decode gives a photo's pixels for scoring. Its errors are for people.
func (ps *Pictures) decode(ctx context.Context, p *library.Photo, side int) (*image.RGBA, error) {
	pic, err := ps.thumbs.pictures.Load(ctx, p.Path, side)
	if err != nil {
		return nil, explain(err)
	}
	// A score belongs to the pixels that were hashed. A file that was
	// written since then is read and queued again by the reconciler.
	if info, err := os.Stat(p.Path); err != nil || info.Size() != p.Size || !info.ModTime().Equal(p.ModTime) {
		return nil, fmt.Errorf("the file changed while it was being scored: it is scored again once it has been read: %w", queue.ErrNotNow)
	}
	if !pic.Damage.IsNearlyWhole() {
		ps.thumbs.keep(ctx, p, picture.Fit(pic.Pixels, scoring.PreviewSide))
		return nil, message.NewError(message.NotScored, message.Of("damage", pic.Damage.Message()))
	}
	return pic.Sound(), nil
}
