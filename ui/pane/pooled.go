package pane

import (
	"context"
	"image"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
)

func levels(one *image.RGBA) []*image.RGBA { return []*image.RGBA{one} }

// get reads a photo at a size, or gives what was read before. Whole photos are too
// large for the cache.
func (p *Pool) get(ctx context.Context, photo *library.Photo, side int) Loaded {
	k := keyOf(photo, side)
	if got, ok := p.cache.get(k); ok {
		return got
	}
	pic, err := p.read.Decode(ctx, photo, side)
	if err != nil {
		return Loaded{ID: photo.ID, Err: err}
	}
	got := Loaded{ID: photo.ID, Info: pic.Info, Levels: levels(pic.Pixels)}
	got.Full = side == 0 || pic.Pixels.Rect.Dx() >= pic.Width
	if side == 0 {
		got.Levels = picture.NewPyramid(pic.Pixels).Levels
		return got
	}
	p.cache.put(k, got)
	return got
}
