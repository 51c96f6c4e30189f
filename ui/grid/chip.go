package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"keeplight.app/keeplight/ui/style"
)

// chip is a word on a ground that lies on the photo.
type chip struct {
	ground *canvas.Rectangle
	text   *canvas.Text
}

func newChip(ground, ink style.Color) chip {
	c := chip{canvas.NewRectangle(ground), style.Text("", style.TextTiny, ink, true)}
	c.ground.CornerRadius = style.Radius
	return c
}

// say shows a word; "" hides the chip.
func (c chip) say(word string, ground style.Color) {
	setText(c.text, word)
	setFill(c.ground, ground)
	show(c.ground, word != "")
	show(c.text, word != "")
}

// width is how wide the chip is, 0 where it is hidden.
func (c chip) width() float32 {
	if !c.ground.Visible() {
		return 0
	}
	return c.text.MinSize().Width + 2*badgeSide
}

// put places the chip with its left upper corner at a point.
func (c chip) put(x, y float32) {
	word := c.text.MinSize()
	place(c.ground, x, y, word.Width+2*badgeSide, word.Height+2*badgeAbove)
	place(c.text, x+badgeSide, y+badgeAbove, word.Width, word.Height)
}

func (c chip) objects() []fyne.CanvasObject { return []fyne.CanvasObject{c.ground, c.text} }

// chips are those of a cell.
type chips struct {
	badge    chip // the flag's
	conflict chip // that of another program's decision
	eyes     chip // that some look closed; its colour is that of no decision
}

func newChips() chips {
	return chips{
		badge: newChip(style.Pick, style.OnFlag), conflict: newChip(style.Warning, style.OnAccent),
		eyes: newChip(style.Scrim, style.OnPhoto),
	}
}

// putRight places the chips at the right, one below the other, with their right upper
// corner at a point.
func (c *chips) putRight(x, y float32) {
	for _, one := range []chip{c.conflict, c.eyes} {
		width := one.width()
		one.put(x-width, y)
		if width > 0 {
			y += one.ground.Size().Height + badgeAbove
		}
	}
}
