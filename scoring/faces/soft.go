package faces

import (
	"context"
	"fmt"
	"image"

	"keeplight.app/keeplight/library"
)

const (
	// softBelow is the focus below which an eye may be soft: of eyes as they were shot
	// a tenth had less than 0.051, and a blur of one pixel takes two thirds away
	// (docs/faces.md).
	softBelow = 0.045
	// sharperTimes is how many times as sharp another part has to be to show that the
	// photo could have been sharp at the eye, and sharpFrom how sharp at least.
	sharperTimes = 2
	sharpFrom    = 2 * softBelow
)

// measureFocus fills in the focus of the face's eyes that this layer shows at full
// size.
func (l *layer) measureFocus(f *seenFace, photo image.Point) {
	for i := range f.Eyes {
		e := &f.Eyes[i]
		if f.isMeasurable(i) && !e.Sharp {
			e.Focus, e.Sharp = l.focus(spotOf(f.eyes[i], photo))
		}
	}
}

// isMeasurable is true for an eye that is large enough to see blur, and in the photo.
func (f *seenFace) isMeasurable(i int) bool {
	return !f.Turned && f.Eyes[i].Width >= leastFocusWidth && f.Eyes[i].Box.Width > 0 && f.Eyes[i].Box.Height > 0
}

// eyesAtATime is how many eyes are read from the full picture at once.
const eyesAtATime = 8

// measureLeft measures at full size the eyes of the faces that were seen well enough on
// the preview.
func (p *photo) measureLeft(ctx context.Context, seen []seenFace) error {
	if !p.hasFull() {
		return nil
	}
	var of []*seenFace
	var rs []image.Rectangle
	for i := range seen {
		for e := range seen[i].eyes {
			if !seen[i].wasFull && seen[i].isMeasurable(e) {
				around := spotOf(seen[i].eyes[e], p.size).around
				if e == seen[i].nearer() {
					around = around.Union(seen[i].eyeTile(p.size))
				}
				of, rs = append(of, &seen[i]), append(rs, around)
			}
		}
	}
	for len(rs) > 0 {
		n := min(len(rs), eyesAtATime)
		parts, err := p.read(ctx, rs[:n])
		if err != nil {
			return err
		}
		for i, part := range parts {
			at := newFlatLayer(part, rs[i])
			at.measureFocus(of[i], p.size)
			at.measureDetail(of[i], p)
		}
		of, rs = of[n:], rs[n:]
	}
	return nil
}

// findSoft says which faces are soft at the nearer open eye while another part of the
// photo is sharper, one where the camera focused among them. Where there is no full
// picture, none is.
func (p *photo) findSoft(ctx context.Context, seen []seenFace, focus library.Focus) error {
	softest := sharpFrom / sharperTimes
	var soft []*seenFace
	for i := range seen {
		if e := nearerOpen(&seen[i].Face); e != nil && e.Focus < softBelow {
			soft, softest = append(soft, &seen[i]), min(softest, e.Focus)
		}
	}
	if len(soft) == 0 {
		return nil
	}
	sharpest, err := p.sharpestElsewhere(ctx, seen, focus)
	if err != nil {
		return err
	}
	for _, f := range soft {
		f.SoftEye = sharpest >= max(sharpFrom, sharperTimes*nearerOpen(&f.Face).Focus)
	}
	return nil
}

// nearerOpen gives the wider of the eyes that look open and whose focus is known, nil
// for none.
func nearerOpen(f *library.Face) *library.Eye {
	var near *library.Eye
	for i := range f.Eyes {
		e := &f.Eyes[i]
		if e.State == library.EyeOpen && e.Sharp && (near == nil || e.Width > near.Width) {
			near = e
		}
	}
	return near
}

// sharpestElsewhere gives the highest focus, 0..1, of some places outside the eyes.
func (p *photo) sharpestElsewhere(ctx context.Context, seen []seenFace, focus library.Focus) (float64, error) {
	spots := p.places(seen, focus)
	rs := make([]image.Rectangle, len(spots))
	for i, s := range spots {
		rs[i] = s.around
	}
	best := 0.0
	// One after the other where each may be as large as it likes: together they lie all
	// over the photo.
	parts, err := p.read(ctx, rs)
	if err != nil {
		return 0, fmt.Errorf("looking for what is sharp: %w", err)
	}
	for i, part := range parts {
		if share, ok := newFlatLayer(part, rs[i]).focus(spots[i]); ok {
			best = max(best, share)
		}
	}
	return best, nil
}
