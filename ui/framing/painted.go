package framing

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// Painted tells when the window was drawn: by a pixel that nobody sees, which has to be
// made anew for that.
type Painted struct {
	pixel   *canvas.Raster
	later   func(func()) // runs something on fyne's goroutine, after the frame
	waiting []func()
}

// NewPainted is given what runs something on fyne's goroutine after the frame.
func NewPainted(later func(func())) *Painted {
	p := &Painted{later: later}
	p.pixel = canvas.NewRaster(p.paint)
	p.pixel.Resize(fyne.NewSquareSize(1))
	return p
}

// Object is to be on the window's canvas. It takes no room from anything.
func (p *Painted) Object() fyne.CanvasObject { return container.NewWithoutLayout(p.pixel) }

// Next calls f once the next frame is on the screen.
func (p *Painted) Next(f func()) {
	p.waiting = append(p.waiting, f)
	p.pixel.Refresh()
}

func (p *Painted) paint(w, h int) image.Image {
	for _, f := range p.waiting {
		p.later(f) // which comes after the frame
	}
	p.waiting = nil
	return image.NewNRGBA(image.Rect(0, 0, w, h))
}
