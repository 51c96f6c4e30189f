package compare

import "fyne.io/fyne/v2"

// below is what stands in a cell below the photo.
type below struct {
	object fyne.CanvasObject
	high   func(cell fyne.Size) float32 // nil where nothing stands there
}

// SetBelow puts something below the photo, before the cell is drawn first. high says how
// high it is in a cell of a size, 0 where it is not to be seen; Refresh asks for it anew.
func (c *Cell) SetBelow(o fyne.CanvasObject, high func(cell fyne.Size) float32) {
	c.below = below{o, high}
}

// arrange places it within the cell's frame, and gives what room is left.
func (b *below) arrange(size fyne.Size) fyne.Size {
	if b.high == nil {
		return size
	}
	high := b.high(size)
	if high > 0 {
		b.object.Move(fyne.NewPos(focusWidth, size.Height-high-focusWidth))
		b.object.Resize(fyne.NewSize(size.Width-2*focusWidth, high))
		high += focusWidth
	}
	size.Height -= high
	return size
}
