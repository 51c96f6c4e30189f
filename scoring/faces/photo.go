package faces

import (
	"context"
	"fmt"
	"image"

	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/scoring"
)

// errNoPreview says that a photo came without pixels.
var errNoPreview error = message.NewError(message.NoPreview)

// partPixels is how many pixels of the full picture are held at a time: 64 MB of
// them. One part that is asked for may be larger.
const partPixels = 16 << 20

// photo is what is seen of a photo. Places in it are in pixels of its full size.
type photo struct {
	size    image.Point
	preview *layer
	pixels  *image.RGBA   // of the preview
	parts   scoring.Parts // nil where the preview is all there is
	tiles   Tiles
}

func newPhoto(s *scoring.Subject) (*photo, error) {
	if s == nil || s.Preview == nil || s.Preview.Rect.Empty() {
		return nil, errNoPreview
	}
	p := &photo{size: s.Preview.Rect.Size(), pixels: s.Preview}
	if s.Full != nil && s.Full.Parts != nil {
		p.parts = s.Full.Parts
		if w, h := p.parts.Size(); w >= p.size.X && h >= p.size.Y {
			p.size = image.Pt(w, h)
		}
	} else {
		p.size = fullSize(p.size, image.Pt(s.Photo.Width, s.Photo.Height))
	}
	p.preview = newLayer(s.Preview, image.Rectangle{Max: p.size})
	return p, nil
}

// fullSize gives the size of the photo whose preview is of the size seen, by what is
// known of it, which may be nothing or that of a picture that lies on its side.
func fullSize(seen, known image.Point) image.Point {
	if (known.X > known.Y) != (seen.X > seen.Y) {
		known.X, known.Y = known.Y, known.X
	}
	if known.X <= seen.X || known.Y <= seen.Y {
		return seen
	}
	return known
}

// isFull is true where the preview is the photo at full size.
func (p *photo) isFull() bool { return p.size == p.pixels.Rect.Size() }

// hasFull is true where pixels at full size can be had.
func (p *photo) hasFull() bool { return p.parts != nil || p.isFull() }

// whole is the photo's rectangle.
func (p *photo) whole() image.Rectangle { return image.Rectangle{Max: p.size} }

// layerFor gives the pixels to read a square from: those of a part of the full picture
// where it holds all of it, else the preview's.
func (p *photo) layerFor(s square, part *layer) *layer {
	if part != nil && part.covers(s, p.size.X, p.size.Y) {
		return part
	}
	return p.preview
}

// fullLayer gives what shows a face at full size: the part that was read for it, or the
// preview where that is the photo; else nil.
func (p *photo) fullLayer(part *layer) *layer {
	if part == nil && p.isFull() {
		return p.preview
	}
	return part
}

// regions gives several parts of a picture at less cost than one by one.
// picture.Tiles is one.
type regions interface {
	Regions(ctx context.Context, rs []image.Rectangle) ([]*image.RGBA, error)
}

// read gives parts of the photo at full size, which lie in it; hasFull is true.
func (p *photo) read(ctx context.Context, rs []image.Rectangle) ([]*image.RGBA, error) {
	if p.isFull() {
		parts := make([]*image.RGBA, len(rs))
		for i, r := range rs {
			parts[i] = p.pixels.SubImage(r.Add(p.pixels.Rect.Min)).(*image.RGBA)
		}
		return parts, nil
	}
	if many, ok := p.parts.(regions); ok {
		parts, err := many.Regions(ctx, rs)
		return parts, reading(err)
	}
	parts := make([]*image.RGBA, len(rs))
	for _, g := range grouped(rs) {
		img, err := p.parts.At(ctx, g.around)
		if err != nil {
			return nil, reading(err)
		}
		for _, i := range g.of {
			at := rs[i].Sub(g.around.Min).Add(img.Rect.Min)
			parts[i] = img.SubImage(at).(*image.RGBA)
		}
	}
	return parts, nil
}

func reading(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("reading the full picture to see the faces in it: %w", err)
}

// group is rectangles that are read at once.
type group struct {
	around image.Rectangle
	of     []int
}

// grouped puts rectangles together while what is around them stays small enough: each
// part costs up to half of what decoding the whole picture does.
func grouped(rs []image.Rectangle) []group {
	var groups []group
next:
	for i, r := range rs {
		for k := range groups {
			if g := &groups[k]; area(g.around.Union(r)) <= partPixels {
				g.around, g.of = g.around.Union(r), append(g.of, i)
				continue next
			}
		}
		groups = append(groups, group{r, []int{i}})
	}
	return groups
}

func area(r image.Rectangle) int { return r.Dx() * r.Dy() }
