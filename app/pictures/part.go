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
// whole picture's sides w and h; and where it lies in that, and those sides. Errors and
// costs are those of Parts.
func (b *Beside) Part(ctx context.Context, p *library.Photo, of func(w, h int) image.Rectangle) (part *image.RGBA, at image.Rectangle, whole image.Point, err error) {
	one := func(w, h int) []image.Rectangle { return []image.Rectangle{of(w, h)} }
	err = b.Parts(ctx, p, one, func(_ int, got *image.RGBA, where image.Rectangle, sides image.Point) {
		part, at, whole = got, where, sides
	})
	return part, at, whole, err
}

// Parts gives several parts of a photo's upright picture to each, with the place of each
// among those that of says. The file is opened, and where that has to be decoded whole,
// only once. Of a baseline JPEG only the rows of some parts exist at once; what else it
// costs is that of finding them. Everything else, and a JPEG that is damaged, is decoded
// whole for a moment. Errors are those of picture.Reader.
func (b *Beside) Parts(
	ctx context.Context, p *library.Photo, of func(w, h int) []image.Rectangle,
	each func(i int, part *image.RGBA, at image.Rectangle, whole image.Point),
) error {
	defer b.looks.begin()()
	given, done := 0, false
	count := func(i int, part *image.RGBA, at image.Rectangle, whole image.Point) {
		given++
		each(i, part, at, whole)
	}
	if done, _ = b.tiles(ctx, p, of, count); done {
		return nil
	}
	pic, err := b.Load(ctx, p, 0)
	if err != nil {
		return err
	}
	whole := pic.Pixels.Rect.Size()
	for i, r := range of(whole.X, whole.Y) {
		if i < given {
			continue
		}
		at := r.Intersect(pic.Pixels.Rect)
		part := image.NewRGBA(image.Rect(0, 0, at.Dx(), at.Dy()))
		for y := range at.Dy() {
			from := pic.Pixels.PixOffset(at.Min.X, at.Min.Y+y)
			copy(part.Pix[y*part.Stride:(y+1)*part.Stride], pic.Pixels.Pix[from:])
		}
		each(i, part, at, whole)
	}
	return ctx.Err()
}

// tiles gives parts of a JPEG without the rest of it; done is false for other formats,
// and where some could not be read. Errors are those of picture.Tiles.
func (b *Beside) tiles(
	ctx context.Context, p *library.Photo, of func(w, h int) []image.Rectangle,
	each func(i int, part *image.RGBA, at image.Rectangle, whole image.Point),
) (done bool, err error) {
	if format, err := b.reader.SniffFile(ctx, p.Path); err != nil || format != library.JPEG {
		return false, err
	}
	file, err := b.reader.Open(ctx, p.Path)
	if err != nil {
		return false, err
	}
	defer file.Close()
	tiles, err := picture.NewTiles(ctx, file.Data, p.Path)
	if err != nil {
		return false, err
	}
	if tiles.IsHeldWhole() {
		if err := b.whole.Acquire(ctx, 1); err != nil {
			return false, err
		}
		defer b.whole.Release(1)
	}
	var whole image.Point
	whole.X, whole.Y = tiles.Size()
	all := of(whole.X, whole.Y)
	for i := range all {
		all[i] = all[i].Intersect(image.Rectangle{Max: whole})
	}
	for from := 0; from < len(all); {
		to := batch(all, from)
		parts, err := tiles.Regions(ctx, all[from:to])
		if err != nil {
			return false, err
		}
		for i, part := range parts {
			each(from+i, part, all[from+i], whole)
		}
		from = to
	}
	return true, nil
}

// atOnce is how many pixels of parts are read in one pass over a JPEG: 64 MB of them. One
// part alone may be larger.
const atOnce = 16 << 20

// batch is the end of those parts from one on that are read together.
func batch(all []image.Rectangle, from int) (to int) {
	pixels := 0
	for to = from; to < len(all); to++ {
		if pixels += all[to].Dx() * all[to].Dy(); pixels > atOnce && to > from {
			break
		}
	}
	return to
}
