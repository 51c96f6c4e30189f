package faces

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Below puts the strip below something: as large as the room allows, and not at all
// where the person does not want it, where there are no faces, or where the room is less
// than least. The container is refreshed when any of that has changed.
func (s *Strip) Below(top fyne.CanvasObject, least fyne.Size, wanted func() bool) *fyne.Container {
	return container.New(&below{strip: s, top: top, least: least, wanted: wanted}, top, s)
}

type below struct {
	strip  *Strip
	top    fyne.CanvasObject
	least  fyne.Size
	wanted func() bool
}

var _ fyne.Layout = (*below)(nil)

// Layout is called by Fyne.
func (b *below) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	s, high := b.strip, float32(0)
	if b.wanted() && size.Width >= b.least.Width && size.Height >= b.least.Height {
		high = s.FitIn(size)
	} else {
		s.Leave()
	}
	if high > 0 {
		place(s, 0, size.Height-high, size.Width, high)
		s.arrange() // it may have been hidden at this size
	}
	place(b.top, 0, 0, size.Width, size.Height-high)
}

// MinSize is called by Fyne.
func (b *below) MinSize([]fyne.CanvasObject) fyne.Size { return b.top.MinSize() }

// FitIn has the strip stand below a photo in a room of a size, and gives how high it is:
// 0 where there are no faces, and then it is not to be seen.
func (s *Strip) FitIn(room fyne.Size) (high float32) {
	if !s.HasFaces() {
		s.Leave()
		return 0
	}
	hidden := !s.Visible()
	s.high = closeupHigh(room)
	setVisible(s, true)
	if hidden {
		s.arrange() // what was set meanwhile
	}
	return highOf(s.high)
}

// Leave takes the strip away, and ends the reading of its close-ups.
func (s *Strip) Leave() {
	setVisible(s, false)
	s.loader.stop()
}

// closeupHigh is how high a close-up is where photo and strip have a size.
func closeupHigh(size fyne.Size) float32 {
	switch {
	case size.Height >= 620 && size.Width >= 700:
		return 96
	case size.Height >= 440 && size.Width >= 480:
		return 72
	}
	return 48
}
