package faces

import (
	"context"
	"fmt"
	"image"
	"math"
)

const (
	// detectorSide is the side in pixels of what the detector sees.
	detectorSide = 192
	// anchorStride is how many of these lie between its anchors.
	anchorStride = 4
	// boxValues is how many numbers it gives for each anchor: middle and size of a
	// box, then six points, the eyes first.
	boxValues = 16
	// leastScore is the score from which a box counts.
	leastScore = 0.6
)

// anchorsIn is how many anchors the detector has.
const anchorsIn = (detectorSide / anchorStride) * (detectorSide / anchorStride)

// look gives the faces that the detector sees in a square of the photo.
func (n *networks) look(l *layer, s square) ([]detection, error) {
	l.sample(s, detectorSide, n.detector.Input(), -1)
	if err := n.detector.Run(); err != nil {
		return nil, fmt.Errorf("looking for faces: %w", err)
	}
	boxes, scores := n.detector.Output(detectorBoxes), n.detector.Output(detectorScores)
	var ds []detection
	for i := range anchorsIn {
		score := logistic(scores[i])
		if !(score >= leastScore) {
			continue
		}
		if d := decoded(boxes[boxValues*i:][:boxValues], i, s); d.usable() {
			d.score = score
			ds = append(ds, d)
		}
	}
	return blended(ds), nil
}

// decoded gives the box at an anchor, of which the detector tells how far it is from
// there and how large, in its pixels.
func decoded(v []float32, anchor int, s square) detection {
	const row = detectorSide / anchorStride
	place := func(i int) (u, v2 float64) {
		u = float64(v[i])/detectorSide + (float64(anchor%row)+0.5)/row
		v2 = float64(v[i+1])/detectorSide + (float64(anchor/row)+0.5)/row
		return u, v2
	}
	x, y := place(0)
	w, h := float64(v[2])/detectorSide, float64(v[3])/detectorSide
	var d detection
	upper, lower := s.at(x-w/2, y-h/2), s.at(x+w/2, y+h/2)
	d.left, d.top, d.right, d.bottom = upper.x, upper.y, lower.x, lower.y
	for i := range d.eyes {
		d.eyes[i] = s.at(place(4 + 2*i))
	}
	return d
}

func logistic(x float32) float64 { return 1 / (1 + math.Exp(-float64(x))) }

const (
	// manyFaces is how many faces make a group, in which smaller ones are looked for.
	manyFaces = 4
	// smallFace is the side of a face in pixels of the preview below which there may
	// be more, too small to be seen.
	smallFace = 24
	// mostFaces bounds the time that a photo takes.
	mostFaces = 150
)

// search looks at the whole photo, at the whole from twice as far, because a face that
// fills the photo is too large for the detector, and at squares of half the side; where
// there are many faces or small ones, at squares of a quarter too.
func (n *networks) search(ctx context.Context, p *photo) ([]detection, error) {
	found, err := n.lookAll(ctx, p, p.usualSquares())
	if err != nil {
		return nil, err
	}
	if isGroup(found, smallFace*p.preview.sx) {
		more, err := n.lookAll(ctx, p, p.smallSquares())
		if err != nil {
			return nil, err
		}
		found = surest(append(found, more...))
	}
	return found[:min(len(found), mostFaces)], nil
}

// usualSquares are those that are looked at of every photo: 8 of one in the shape of
// most.
func (p *photo) usualSquares() []square {
	middle := point{float64(p.size.X) / 2, float64(p.size.Y) / 2}
	side := float64(max(p.size.X, p.size.Y))
	return append([]square{level(middle, side), level(middle, 2*side)}, tiled(p.size, side/2)...)
}

// smallSquares are those in which small faces are looked for: 20 more.
func (p *photo) smallSquares() []square {
	return tiled(p.size, float64(max(p.size.X, p.size.Y))/4)
}

func isGroup(ds []detection, small float64) bool {
	for i := range ds {
		if ds[i].side() < small {
			return true
		}
	}
	return len(ds) >= manyFaces
}

func (n *networks) lookAll(ctx context.Context, p *photo, squares []square) ([]detection, error) {
	var all []detection
	for _, s := range squares {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("looking for faces: %w", err)
		}
		ds, err := n.look(p.preview, s)
		if err != nil {
			return nil, err
		}
		for i := range ds {
			if ds[i].isIn(p.size.X, p.size.Y) && ds[i].isWhole(s, p.size) {
				all = append(all, ds[i])
			}
		}
	}
	return surest(all), nil
}

// tiled lays squares over the photo, each of which shares a quarter of its side with
// the next or more.
func tiled(photo image.Point, side float64) []square {
	xs, ys := places(float64(photo.X), side), places(float64(photo.Y), side)
	var squares []square
	for _, y := range ys {
		for _, x := range xs {
			squares = append(squares, level(point{x, y}, side))
		}
	}
	return squares
}

// places gives the middles of squares along one side of the photo.
func places(length, side float64) []float64 {
	n := max(int(math.Ceil((length-side)/(0.75*side)-1e-9))+1, 1)
	if n == 1 {
		return []float64{length / 2}
	}
	at := make([]float64, n)
	for i := range at {
		at[i] = side/2 + (length-side)*float64(i)/float64(n-1)
	}
	return at
}
