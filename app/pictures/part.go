package pictures

import (
	"context"
	"image"

	"golang.org/x/sync/semaphore"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/filecache"
	"keeplight.app/keeplight/library/picture"
)

// besideRoom is how many bytes the decoders for photos that are shown beside each
// other hold together. What needs more is decoded alone.
const besideRoom = 256 << 20

// Beside gives photos to a person who looks at several of them at once: what they
// are decoded with is bounded together, and photos that are being scored pause meanwhile. Its methods may be called from any goroutine.
type Beside struct {
	reader picture.Reader
	looks  *yield
	whole  *semaphore.Weighted // for parts that take the memory of the whole: one at a time
}

// Beside reads photos that are shown beside each other.
func (ps *Pictures) Beside() *Beside {
	b := &Beside{reader: ps.Reader(filecache.View), looks: &ps.looks, whole: semaphore.NewWeighted(1)}
	b.reader.Room = picture.NewRoom(besideRoom)
	return b
}

// Load gives a photo's picture as Pictures.Load does, once there is room.
func (b *Beside) Load(ctx context.Context, p *library.Photo, side int) (*picture.Picture, error) {
	defer b.looks.begin()()
	return loadTwice(ctx, b.reader, p.Path, side)
}

// Part gives the part of a photo's upright picture that of says, in pixels of the
// whole picture's sides w and h; and where it lies in that, and those sides. Of a
// baseline JPEG only the rows of the part exist at once; what else it costs is that of
// finding them. Everything else, and a JPEG that is damaged, is decoded whole for a
// moment. Errors are those of picture.Reader.
func (b *Beside) Part(ctx context.Context, p *library.Photo, of func(w, h int) image.Rectangle) (part *image.RGBA, at image.Rectangle, whole image.Point, err error) {
	defer b.looks.begin()()
	if part, at, whole, err = b.tile(ctx, p, of); err == nil && part != nil {
		return part, at, whole, nil
	}
	pic, err := b.Load(ctx, p, 0)
	if err != nil {
		return nil, image.Rectangle{}, image.Point{}, err
	}
	whole = pic.Pixels.Rect.Size()
	at = of(whole.X, whole.Y).Intersect(pic.Pixels.Rect)
	part = image.NewRGBA(image.Rect(0, 0, at.Dx(), at.Dy()))
	for y := range at.Dy() {
		from := pic.Pixels.PixOffset(at.Min.X, at.Min.Y+y)
		copy(part.Pix[y*part.Stride:(y+1)*part.Stride], pic.Pixels.Pix[from:])
	}
	return part, at, whole, nil
}

// tile gives the part of a JPEG without the rest of it; nil for other formats. Errors
// are those of picture.Tiles.
func (b *Beside) tile(ctx context.Context, p *library.Photo, of func(w, h int) image.Rectangle) (part *image.RGBA, at image.Rectangle, whole image.Point, err error) {
	if format, err := b.reader.SniffFile(ctx, p.Path); err != nil || format != library.JPEG {
		return nil, at, whole, err
	}
	file, err := b.reader.Open(ctx, p.Path)
	if err != nil {
		return nil, at, whole, err
	}
	defer file.Close()
	tiles, err := picture.NewTiles(ctx, file.Data, p.Path)
	if err != nil {
		return nil, at, whole, err
	}
	if tiles.IsHeldWhole() {
		if err := b.whole.Acquire(ctx, 1); err != nil {
			return nil, at, whole, err
		}
		defer b.whole.Release(1)
	}
	whole.X, whole.Y = tiles.Size()
	at = of(whole.X, whole.Y).Intersect(image.Rectangle{Max: whole})
	part, err = tiles.At(ctx, at)
	return part, at, whole, err
}
