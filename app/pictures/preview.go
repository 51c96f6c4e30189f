package pictures

import (
	"context"
	"fmt"
	"image"
	"io/fs"
	"os"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/filecache"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/queue"
)

// Preview gives the preview that a scorer sees and, since it is decoded now, stores
// the thumbnail made from it. Errors are for people and do not name the file; those
// that may pass are queue.ErrNotNow.
func (ps *Pictures) Preview(ctx context.Context, p *library.Photo) (*image.RGBA, error) {
	pic, err := ps.thumbs.pictures.Load(ctx, p.Path, scoring.PreviewSide)
	if err != nil {
		return nil, explain(err)
	}
	if err := ps.judge(ctx, p, pic.Damage, pic.Pixels); err != nil {
		return nil, err
	}
	sound := pic.Sound()
	ps.thumbs.keep(ctx, p, sound)
	return sound, nil
}

// scan does the same in a scan, whose rows a scout sees. The caller closes it.
func (ps *Pictures) scan(ctx context.Context, p *library.Photo, scout picture.RowSink) (*picture.Scan, error) {
	s, err := ps.scans.Scan(ctx, p.Path, picture.ScanWant{
		Side: scoring.PreviewSide, Pixels: int64(p.Width) * int64(p.Height), Sink: scout,
		GiveWay: ps.looks.between(),
	})
	if err != nil {
		return nil, explain(err)
	}
	if err := ps.judge(ctx, p, s.Damage, s.Preview); err != nil {
		s.Close()
		return nil, err
	}
	ps.thumbs.keep(ctx, p, s.Preview)
	return s, nil
}

// judge says why a photo cannot be scored. Of one that is not nearly whole it stores
// the thumbnail all the same.
func (ps *Pictures) judge(ctx context.Context, p *library.Photo, damage picture.Damage, preview *image.RGBA) error {
	if err := ps.isAsRead(ctx, p); err != nil {
		return err
	}
	if !damage.IsNearlyWhole() {
		ps.thumbs.keep(ctx, p, preview)
		return message.NewError(message.NotScored, message.Of("damage", damage.Message()))
	}
	return nil
}

// isAsRead is nil where the file is the one that was hashed, to whose pixels scores and
// faces belong. One that was written since then is read and queued again by the
// reconciler.
func (ps *Pictures) isAsRead(ctx context.Context, p *library.Photo) error {
	info, err := filecache.Ask(ctx, ps.thumbs.pictures.Files, p.Path, func() (fs.FileInfo, error) { return os.Stat(p.Path) })
	if err != nil || info.Size() != p.Size || !info.ModTime().Equal(p.ModTime) {
		return fmt.Errorf("the file changed while it was being scored: it is scored again once it has been read: %w", queue.ErrNotNow)
	}
	return nil
}
