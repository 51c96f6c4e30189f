package pane

import (
	"context"
	"image"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
)

func levels(one *image.RGBA) []*image.RGBA { return []*image.RGBA{one} }

// get reads a photo at a size, or gives what was read before. Who asks for what is
// being read waits for that. Whole photos are too large for the cache.
func (p *Pool) get(ctx context.Context, photo *library.Photo, side int) Loaded {
	return p.once(ctx, keyOf(photo, side), func() Loaded {
		pic, err := p.read.Decode(ctx, photo, side)
		if err != nil {
			return Loaded{ID: photo.ID, Err: err}
		}
		got := Loaded{ID: photo.ID, Info: pic.Info, Levels: levels(pic.Pixels)}
		// Where a RAW's preview is all there is, it is all that can be read.
		got.Full = side == 0 || pic.Pixels.Rect.Dx() >= pic.Width
		if side == 0 {
			got.Levels = picture.NewPyramid(pic.Pixels).Levels
		}
		return got
	})
}

// cut reads a part of a photo at all its pixels, or gives what was read before.
func (p *Pool) cut(ctx context.Context, photo *library.Photo, at Share) Loaded {
	if part := p.cache.part(photo, at); part != nil {
		return Loaded{ID: photo.ID, Part: part}
	}
	part, err := p.read.Part(ctx, photo, at)
	if err != nil {
		return Loaded{ID: photo.ID, Err: err}
	}
	got := Loaded{ID: photo.ID, Part: part}
	p.cache.put(keyOf(photo, partSide), got)
	return got
}

// once reads a picture unless another worker does so.
func (p *Pool) once(ctx context.Context, k levelKey, read func() Loaded) Loaded {
	for {
		if got, ok := p.cache.get(k); ok {
			return got
		}
		p.mu.Lock()
		other := p.reading[k]
		if other == nil {
			break
		}
		p.mu.Unlock()
		select {
		case <-other:
		case <-ctx.Done():
			return Loaded{ID: k.id, Err: ctx.Err()}
		}
	}
	done := make(chan struct{})
	p.reading[k] = done
	p.mu.Unlock()
	got := read()
	if got.Err == nil && k.side != 0 {
		p.cache.put(k, got)
	}
	p.mu.Lock()
	delete(p.reading, k)
	p.mu.Unlock()
	close(done)
	return got
}
