package filmstrip

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"keeplight.app/keeplight/ui/style"
)

// brace is a line over the photos of a stack, with its ends turned down.
type brace struct{ parts [3]*canvas.Rectangle }

func newBrace() *brace {
	b := &brace{}
	for i := range b.parts {
		b.parts[i] = canvas.NewRectangle(style.Muted)
	}
	return b
}

// drop is how far the ends come down.
const drop float32 = 4

func (b *brace) place(from, to, y float32) {
	place(b.parts[0], from, y, to-from, style.Hairline)
	place(b.parts[1], from, y, style.Hairline, drop)
	place(b.parts[2], to-style.Hairline, y, style.Hairline, drop)
	for _, p := range b.parts {
		setVisible(p, true)
	}
}

func (b *brace) hide() {
	for _, p := range b.parts {
		setVisible(p, false)
	}
}

func (b *brace) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{b.parts[0], b.parts[1], b.parts[2]}
}
