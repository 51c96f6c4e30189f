package faces

import (
	"cmp"
	"context"
	"fmt"
	"image"

	"keeplight.app/keeplight/library"
)

const (
	// surelyFace is the score from which a face whose features cannot be seen is
	// taken for one that is turned away.
	surelyFace = sureScore
	// plainPixels is the side of a crop in pixels of the preview from which the mesh
	// sees all that it can see there.
	plainPixels = 256
	// cropMargin is how much more than a crop is read, for the second one may sit
	// elsewhere.
	cropMargin = 1.25
)

// seenFace is a face with where its eyes are, in pixels of the photo at full size.
type seenFace struct {
	library.Face
	eyes    [2]square // in which focus is measured
	wasFull bool      // it was read at full size, and so were its eyes
}

// inspect looks closely at the faces that the detector found, and leaves out what is
// none. Small ones are read from the full picture, some at a time.
func (n *networks) inspect(ctx context.Context, p *photo, found []detection) ([]seenFace, error) {
	var seen []seenFace
	for len(found) > 0 {
		some, rs := p.batch(found)
		var parts []*image.RGBA
		if len(rs) > 0 {
			var err error
			if parts, err = p.read(ctx, rs); err != nil {
				return nil, err
			}
		}
		for _, d := range some {
			if err := ctx.Err(); err != nil {
				return nil, fmt.Errorf("looking at faces: %w", err)
			}
			var part *layer
			if p.needsFull(&d) {
				part = newLayer(parts[0], rs[0])
				parts, rs = parts[1:], rs[1:]
			}
			face, ok, err := n.face(p, part, &d)
			if err != nil {
				return nil, err
			}
			if !ok {
				continue
			}
			if at := p.fullLayer(part); at != nil {
				face.wasFull = true
				at.measureFocus(&face, p.size)
				at.measureDetail(&face, p)
			}
			seen = append(seen, face)
		}
		found = found[len(some):]
	}
	return seen, nil
}

// batch gives as many of the first faces as may be in memory at once, at least one,
// and the parts of the full picture that those among them lie in that need it.
func (p *photo) batch(found []detection) (some []detection, rs []image.Rectangle) {
	pixels := 0
	for i := range found {
		if p.needsFull(&found[i]) {
			r := found[i].crop().bounds(cropMargin).Intersect(p.whole())
			if pixels += area(r); pixels > partPixels && i > 0 {
				return found[:i], rs
			}
			rs = append(rs, r)
		}
	}
	return found, rs
}

// needsFull is true for a face of which the full picture shows the mesh more.
func (p *photo) needsFull(d *detection) bool {
	s := d.crop()
	return p.parts != nil && !p.isFull() && s.side < plainPixels*p.preview.sx &&
		!s.bounds(cropMargin).Intersect(p.whole()).Empty()
}

// face looks closely at one; ok is false for what is none.
func (n *networks) face(p *photo, part *layer, d *detection) (f seenFace, ok bool, err error) {
	m, err := n.fit(p, part, d)
	if err != nil {
		return seenFace{}, false, err
	}
	f.Face = library.Face{Box: boxOf(d.left, d.top, d.right, d.bottom, p.size), Score: d.score, Cut: d.cut(p.size)}
	if m.present == 0 {
		f.Turned = true
		return f, d.score >= surelyFace && f.Box.Width > 0 && f.Box.Height > 0, nil
	}
	m.leftFirst()
	f.Eyes = m.eyes(p.layerFor(m.crop(), part), p.size)
	for i := range f.eyes {
		f.eyes[i] = m.lids[i].square()
	}
	return f, f.Box.Width > 0 && f.Box.Height > 0, nil
}

// leftFirst puts the eye that is further left in the picture first, also of a face
// that is upside down.
func (m *mesh) leftFirst() {
	if m.lids[0].middle().x > m.lids[1].middle().x {
		m.lids[0], m.lids[1] = m.lids[1], m.lids[0]
		m.yaw = -m.yaw
	}
}

// leftFirst orders faces as they stand in the picture.
func leftFirst(a, b library.Face) int {
	return cmp.Or(
		cmp.Compare(a.Box.X+a.Box.Width/2, b.Box.X+b.Box.Width/2),
		cmp.Compare(a.Box.Y, b.Box.Y))
}
