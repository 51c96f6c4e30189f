package controls

import "fyne.io/fyne/v2"

// Parts is the half that all renderers share: a fixed list of objects and
// nothing to free. A renderer embeds it and adds Layout, MinSize and Refresh.
type Parts struct{ All []fyne.CanvasObject }

// Objects gives the list, back to front.
func (p *Parts) Objects() []fyne.CanvasObject { return p.All }

// Destroy frees nothing.
func (p *Parts) Destroy() {}

// place moves and resizes o.
func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// PlaceText puts o at its own height in the vertical middle of a strip.
func PlaceText(o fyne.CanvasObject, x, top, width, height float32) {
	h := o.MinSize().Height
	place(o, x, top+(height-h)/2, width, h)
}
