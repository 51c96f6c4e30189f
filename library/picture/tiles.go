package picture

import (
	"context"
	"errors"
	"image"

	"keeplight.app/keeplight/library"
)

// TileSide is the side in pixels of the tiles that Each gives.
const TileSide = 512

// Tiles gives a picture at its full size in pieces, upright and in sRGB. Of a
// baseline JPEG only the rows that are asked for exist at once: 24 megapixels in
// tiles take 13 MB in place of 96, and no longer than whole. A progressive JPEG's
// coefficients, 3 bytes a pixel, come on top. Other formats are decoded whole at
// the first piece: their decoders offer nothing else.
//
// The rows above a piece have to be unpacked to find it, so that one from far
// down costs as much as half a full decode: to read many, call Each.
//
// It is for one goroutine at a time.
type Tiles struct {
	data        []byte
	name        string
	format      library.Format
	frame       frame
	orientation int
	whole       *image.RGBA // upright, nil unless the picture was decoded at once
}

// NewTiles gets ready to read the picture in data, which has to stay as it is.
// Of a RAW file that is the largest preview. Errors are Decode's.
func NewTiles(ctx context.Context, data []byte, name string) (*Tiles, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	t := &Tiles{data: data, name: name, format: Sniff(data, name)}
	if t.format != library.JPEG {
		return t, t.decodeWhole(ctx)
	}
	var err error
	if t.frame, err = readFrame(data); err != nil {
		return nil, err
	}
	if err := t.frame.check(); err != nil {
		return nil, err
	}
	t.orientation = orientationOf(data, library.JPEG)
	return t, nil
}

func (t *Tiles) decodeWhole(ctx context.Context) error {
	pic, err := Decode(ctx, t.data, t.name, 0)
	if err != nil {
		return err
	}
	t.whole = pic.Pixels
	return nil
}

// Size gives the picture's sides in pixels.
func (t *Tiles) Size() (w, h int) {
	switch {
	case t.whole != nil:
		return t.whole.Rect.Dx(), t.whole.Rect.Dy()
	case swapsSides(t.orientation):
		return t.frame.height, t.frame.width
	}
	return t.frame.width, t.frame.height
}

// IsHeldWhole is true where a piece takes memory for all of the picture while it is
// read: of everything but a JPEG whose rows stand one after the other.
func (t *Tiles) IsHeldWhole() bool { return t.format != library.JPEG || t.frame.isHeldWhole() }

// At gives the part of the upright picture that lies within r, its origin at
// (0,0). Errors are Decode's; a part that the file does not hold whole is
// ErrDamaged.
func (t *Tiles) At(ctx context.Context, r image.Rectangle) (*image.RGBA, error) {
	parts, err := t.Regions(ctx, []image.Rectangle{r})
	if err != nil {
		return nil, err
	}
	return parts[0], nil
}

// Regions gives several parts as At does, in one pass over the file from its first
// row to the last that is asked for: many cost little more than the lowest alone.
func (t *Tiles) Regions(ctx context.Context, rs []image.Rectangle) ([]*image.RGBA, error) {
	w, h := t.Size()
	parts := make([]*image.RGBA, len(rs))
	var asked []int // of rs that are not empty
	var lie []image.Rectangle
	for i, r := range rs {
		if r = r.Intersect(image.Rect(0, 0, w, h)); r.Empty() {
			parts[i] = &image.RGBA{}
			continue
		}
		asked, lie = append(asked, i), append(lie, stored(r, w, h, t.orientation))
	}
	if err := ctx.Err(); err != nil || len(asked) == 0 {
		return parts, err
	}
	if t.whole == nil {
		read, err := readRegions(t.data, t.frame, lie, true)
		if err == nil {
			for i, part := range read {
				parts[asked[i]] = t.finish(part)
			}
			return parts, nil
		}
		if !errors.Is(err, errNoFastDecoder) {
			return nil, err
		}
		if err := t.decodeWhole(ctx); err != nil {
			return nil, err
		}
	}
	for _, i := range asked {
		parts[i] = cut(t.whole, rs[i].Intersect(image.Rect(0, 0, w, h)))
	}
	return parts, nil
}

// Each calls fn with tiles that cover the picture once, from one end to the
// other: where a tile lies in the upright picture, and its pixels. They have
// TileSide pixels a side, fewer at the borders. fn's error ends it and is given.
func (t *Tiles) Each(ctx context.Context, fn func(at image.Rectangle, tile *image.RGBA) error) error {
	w, h := t.Size()
	if t.whole == nil {
		err := readBands(t.data, t.frame, TileSide, func(y int, band *image.RGBA) error {
			for x := 0; x < t.frame.width; x += TileSide {
				if err := ctx.Err(); err != nil {
					return err
				}
				place := image.Rect(x, y, min(x+TileSide, t.frame.width), y+band.Rect.Dy())
				tile := cut(band, place.Sub(image.Pt(0, y)))
				if err := fn(shown(place, t.frame.width, t.frame.height, t.orientation), t.finish(tile)); err != nil {
					return err
				}
			}
			return nil
		})
		if !errors.Is(err, errNoFastDecoder) {
			return err
		}
		if err := t.decodeWhole(ctx); err != nil {
			return err
		}
	}
	for y := 0; y < h; y += TileSide {
		for x := 0; x < w; x += TileSide {
			if err := ctx.Err(); err != nil {
				return err
			}
			place := image.Rect(x, y, min(x+TileSide, w), min(y+TileSide, h))
			if err := fn(place, cut(t.whole, place)); err != nil {
				return err
			}
		}
	}
	return nil
}

// finish turns a part of the file's pixels into one of the upright picture.
func (t *Tiles) finish(part *image.RGBA) *image.RGBA {
	toSRGB(part, t.data, t.format)
	return orient(part, t.orientation)
}

// cut copies a part of a picture.
func cut(img *image.RGBA, r image.Rectangle) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
	for y := range r.Dy() {
		from := img.PixOffset(r.Min.X, r.Min.Y+y)
		copy(out.Pix[y*out.Stride:(y+1)*out.Stride], img.Pix[from:])
	}
	return out
}

// shown gives where a part of a stored picture of w x h pixels lies in the
// upright one.
func shown(r image.Rectangle, w, h, orientation int) image.Rectangle {
	mirroredX := image.Rect(w-r.Max.X, r.Min.Y, w-r.Min.X, r.Max.Y)
	flip := func(r image.Rectangle) image.Rectangle { return image.Rect(r.Min.X, h-r.Max.Y, r.Max.X, h-r.Min.Y) }
	swap := func(r image.Rectangle) image.Rectangle { return image.Rect(r.Min.Y, r.Min.X, r.Max.Y, r.Max.X) }
	switch orientation {
	case 2:
		return mirroredX
	case 3:
		return flip(mirroredX)
	case 4:
		return flip(r)
	case 5:
		return swap(r)
	case 6:
		return swap(flip(r))
	case 7:
		return swap(flip(mirroredX))
	case 8:
		return swap(mirroredX)
	}
	return r
}

// stored undoes shown; w and h are the upright picture's.
func stored(r image.Rectangle, w, h, orientation int) image.Rectangle {
	switch orientation {
	case 6:
		orientation = 8
	case 8:
		orientation = 6
	}
	return shown(r, w, h, orientation)
}
