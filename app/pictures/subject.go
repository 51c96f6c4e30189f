package pictures

import (
	"context"
	"fmt"
	"image"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/filecache"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/queue"
)

// Subject opens a photo for one that looks at a few parts of it at full size, after the
// preview has told which. release gives back what it holds. Of a sound JPEG the parts
// are read from the file one row after the other; other photos, and progressive JPEGs,
// which take memory for the whole, one at a time. Errors are Preview's.
func (ps *Pictures) Subject(ctx context.Context, p *library.Photo) (s *scoring.Subject, release func(), err error) {
	file, err := ps.Reader(filecache.Background).Open(ctx, p.Path)
	if err != nil {
		return nil, nil, explain(err)
	}
	if !isOf(file, p) {
		file.Close()
		return nil, nil, fmt.Errorf("the file changed: it is looked at again once it has been read: %w", queue.ErrNotNow)
	}
	if picture.Sniff(file.Data, p.Path) == library.JPEG {
		if s, release, err = ps.tiled(ctx, p, file); err != nil || s != nil {
			return s, release, err
		}
	}
	file.Close()
	return ps.scanned(ctx, p)
}

// tiled opens a JPEG whose parts can be read; it is nil where it has to be scanned. The
// file is closed with it, or by the caller.
func (ps *Pictures) tiled(ctx context.Context, p *library.Photo, file *filecache.File) (*scoring.Subject, func(), error) {
	tiles, err := picture.NewTiles(ctx, file.Data, p.Path)
	if err != nil || tiles.IsHeldWhole() {
		return nil, nil, nil
	}
	pic, err := ps.thumbs.pictures.Decode(ctx, file.Data, p.Path, scoring.PreviewSide)
	if err != nil || pic.Damage.Kind != picture.Undamaged {
		return nil, nil, nil
	}
	s := &scoring.Subject{Photo: *p, Preview: pic.Pixels, Full: &scoring.Full{Parts: upright{tiles}}}
	return s, file.Close, nil
}

// upright are tiles, whose parts stand upright already.
type upright struct{ *picture.Tiles }

// Upright gives a part as it is.
func (upright) Upright(part *image.RGBA) *image.RGBA { return part }

// scanned opens a photo of any format by decoding it from its first row to its last.
func (ps *Pictures) scanned(ctx context.Context, p *library.Photo) (*scoring.Subject, func(), error) {
	if err := ps.whole.Acquire(ctx, 1); err != nil {
		return nil, nil, err
	}
	scan, err := ps.scans.Scan(ctx, p.Path, picture.ScanWant{
		Side: scoring.PreviewSide, Pixels: int64(p.Width) * int64(p.Height), Sink: anyPart{},
		GiveWay: ps.looks.between(),
	})
	if err != nil {
		ps.whole.Release(1)
		return nil, nil, explain(err)
	}
	release := func() {
		scan.Close()
		ps.whole.Release(1)
	}
	if err := ps.isAsRead(ctx, p); err != nil {
		release()
		return nil, nil, err
	}
	if !scan.Damage.IsNearlyWhole() {
		release()
		return nil, nil, message.NewError(message.NotSearched, message.Of("damage", scan.Damage.Message()))
	}
	return &scoring.Subject{Photo: *p, Preview: scan.Preview, Full: &scoring.Full{Parts: scan}}, release, nil
}

// anyPart lets all rows pass and may ask for any part later.
type anyPart struct{}

// Begin keeps nothing at hand.
func (anyPart) Begin(picture.Shape, func() *image.RGBA) image.Rectangle { return image.Rectangle{} }

// Rows lets them pass.
func (anyPart) Rows(*picture.Recent) {}

// End says that parts may be asked for.
func (anyPart) End() bool { return true }
