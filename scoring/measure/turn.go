package measure

import (
	"slices"

	"keeplight.app/keeplight/library"
)

// Turned is the evidence where it is seen once the picture is turned. What was
// measured stays what it was: Degrees is still that of the picture that was scored.
func (e *Evidence) Turned(r library.Rotation) Evidence {
	out := *e
	out.ClippedHigh, out.ClippedLow = e.ClippedHigh.turned(r), e.ClippedLow.turned(r)
	out.Salient = e.Salient.turned(r)
	out.Weight = turnedCells(e.Weight, e.Salient.W, e.Salient.H, r)
	out.SharpestTile, out.SalientBox = e.SharpestTile.turned(r), e.SalientBox.turned(r)
	out.SalientX, out.SalientY = r.Point(e.SalientX, e.SalientY)
	h := &out.Horizon
	h.X1, h.Y1 = r.Point(e.Horizon.X1, e.Horizon.Y1)
	h.X2, h.Y2 = r.Point(e.Horizon.X2, e.Horizon.Y2)
	h.Upright = e.Horizon.Upright != (r%2 == 1)
	return out
}

func (m *Mask) turned(r library.Rotation) Mask {
	w, h := r.Size(m.W, m.H)
	return Mask{W: w, H: h, On: turnedCells(m.On, m.W, m.H, r)}
}

// turnedCells turns cells that lie row by row in a grid of w x h. Where they are not
// as many as that it gives them as they are.
func turnedCells[T any](cells []T, w, h int, r library.Rotation) []T {
	if len(cells) != w*h || r%4 == 0 {
		return slices.Clone(cells)
	}
	out := make([]T, len(cells))
	wide, _ := r.Size(w, h)
	for i, c := range cells {
		x, y := i%w, i/w
		switch r % 4 {
		case 1:
			x, y = h-1-y, x
		case 2:
			x, y = w-1-x, h-1-y
		case 3:
			x, y = y, w-1-x
		}
		out[y*wide+x] = c
	}
	return out
}

func (r Rect) turned(by library.Rotation) Rect {
	if r.Empty() {
		return r
	}
	x0, y0 := by.Point(r.X, r.Y)
	x1, y1 := by.Point(r.X+r.W, r.Y+r.H)
	return Rect{min(x0, x1), min(y0, y1), max(x0, x1) - min(x0, x1), max(y0, y1) - min(y0, y1)}
}
