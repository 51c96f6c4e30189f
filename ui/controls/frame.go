package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// NewFrame puts bars around a centre, edge to edge: Fyne's Border leaves a gap
// between them that shows as a seam. Any bar may be nil.
func NewFrame(top, bottom, left, right, centre fyne.CanvasObject) *fyne.Container {
	f := &frame{top, bottom, left, right, centre}
	c := container.New(f)
	for _, o := range []fyne.CanvasObject{centre, left, right, top, bottom} {
		if o != nil {
			c.Add(o)
		}
	}
	return c
}

type frame struct{ top, bottom, left, right, centre fyne.CanvasObject }

var _ fyne.Layout = (*frame)(nil)

func (f *frame) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	x, y, w, h := float32(0), float32(0), size.Width, size.Height
	if s, ok := least(f.top); ok {
		place(f.top, 0, 0, w, s.Height)
		y, h = s.Height, h-s.Height
	}
	if s, ok := least(f.bottom); ok {
		h -= s.Height
		place(f.bottom, 0, y+h, w, s.Height)
	}
	if s, ok := least(f.left); ok {
		place(f.left, 0, y, s.Width, h)
		x, w = s.Width, w-s.Width
	}
	if s, ok := least(f.right); ok {
		w -= s.Width
		place(f.right, x+w, y, s.Width, h)
	}
	if f.centre != nil {
		place(f.centre, x, y, w, h)
	}
}

func (f *frame) MinSize([]fyne.CanvasObject) fyne.Size {
	size, _ := least(f.centre)
	for _, o := range []fyne.CanvasObject{f.left, f.right} {
		s, _ := least(o)
		size.Width, size.Height = size.Width+s.Width, max(size.Height, s.Height)
	}
	for _, o := range []fyne.CanvasObject{f.top, f.bottom} {
		s, _ := least(o)
		size.Width, size.Height = max(size.Width, s.Width), size.Height+s.Height
	}
	return size
}

// least is the room an object needs; ok is false when it is hidden or not there.
func least(o fyne.CanvasObject) (size fyne.Size, ok bool) {
	if o == nil || !o.Visible() {
		return fyne.Size{}, false
	}
	return o.MinSize(), true
}
