package faces

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// cell draws one column: the close-up, what the eyes look like, and their focus.
type cell struct {
	face  int // place in View.Faces, -1 where the column is empty
	of    key
	crop  Crop
	shown *image.RGBA
	sharp bool // shown has the photo's own pixels

	well, ring   *canvas.Rectangle
	img          *canvas.Image
	ground       *canvas.Rectangle // of badge
	badge        *canvas.Text
	stepGround   *canvas.Rectangle
	step         *canvas.Text // how large the close-up is where it is not 1:1
	track, focus *canvas.Rectangle
}

// The badge's room around its words.
const (
	badgeSide float32 = 5
	badgeEdge float32 = 4
)

func newCell() *cell {
	c := &cell{
		face: -1, well: canvas.NewRectangle(style.Mat), ring: canvas.NewRectangle(style.Alpha(style.Accent, 0)),
		img:    &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleFastest},
		ground: canvas.NewRectangle(style.Scrim), badge: style.Text("", style.TextTiny, style.OnPhoto, true),
		stepGround: canvas.NewRectangle(style.Scrim), step: style.Text("", style.TextTiny, style.OnPhotoMuted, false),
		track: canvas.NewRectangle(style.Track), focus: canvas.NewRectangle(style.Measured),
	}
	c.ring.StrokeWidth, c.ring.StrokeColor, c.ring.CornerRadius = 2, style.Accent, 3
	c.ground.CornerRadius, c.stepGround.CornerRadius = 3, 3
	c.track.CornerRadius, c.focus.CornerRadius = style.MeterThickness/2, style.MeterThickness/2
	for _, o := range c.objects()[1:] {
		o.Hide()
	}
	return c
}

func (c *cell) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{c.well, c.img, c.stepGround, c.step, c.ground, c.badge, c.track, c.focus, c.ring}
}

// closedWords is what is said of eyes that look closed.
func closedWords() string { return lang.L("looks closed") }

// badgeWidth is how wide a close-up has to be for its badge.
func badgeWidth() float32 {
	return style.TextWidth(closedWords(), style.TextTiny, true) + 2*(badgeSide+badgeEdge)
}

// put puts the cell at a place. What it shows stays.
func (c *cell) put(x, width, high float32) {
	place(c.well, x, above, width, high)
	place(c.ring, x-2, above-2, width+4, high+4)
	if size := c.img.Size(); size.Width > 0 {
		place(c.img, x+(width-size.Width)/2, above+(high-size.Height)/2, size.Width, size.Height)
	}
	place(c.track, x, above+high+barGap, width, style.MeterThickness)
}

// show says what is known of a face, -1 for an empty column.
func (c *cell) show(v *View, face int, chosen bool) {
	c.face = face
	at, size := c.well.Position(), c.well.Size()
	closed, share := false, -1.0
	if face >= 0 {
		closed = v.Faces[face].State() == library.EyeClosed
		if face < len(v.Focus) {
			share = v.Focus[face]
		}
	} else {
		c.setImage(nil, 1)
		c.of, c.sharp = key{}, false
	}
	c.badge.Text = ""
	if closed {
		c.badge.Text = closedWords()
	}
	word := c.badge.MinSize()
	y := at.Y + size.Height - badgeEdge - word.Height - 2
	if size.Height < roomyHigh {
		y = at.Y + badgeEdge // there it would lie on the eyes
	}
	chip(c.ground, c.badge, at.X+badgeEdge, y)
	setVisible(c.ring, chosen && face >= 0)
	setVisible(c.track, share >= 0)
	setVisible(c.focus, share > 0)
	track := c.track.Position()
	place(c.focus, track.X, track.Y, size.Width*float32(min(max(share, 0), 1)), style.MeterThickness)
}

// chip puts a word on its ground; without a word neither is seen.
func chip(ground *canvas.Rectangle, word *canvas.Text, x, y float32) {
	size := word.MinSize()
	place(ground, x, y, size.Width+2*badgeSide, size.Height+2)
	place(word, x+badgeSide, y+1, size.Width, size.Height)
	setVisible(ground, word.Text != "")
	setVisible(word, word.Text != "")
	word.Refresh()
}

// setImage shows pixels, one to one on a screen of a scale; nil shows none.
func (c *cell) setImage(pixels *image.RGBA, scale float32) {
	if c.shown == pixels {
		return
	}
	c.shown = pixels
	setVisible(c.img, pixels != nil)
	if pixels == nil {
		return
	}
	c.img.Image = pixels
	size := fyne.NewSize(float32(pixels.Rect.Dx())/scale, float32(pixels.Rect.Dy())/scale)
	at, room := c.well.Position(), c.well.Size()
	place(c.img, at.X+(room.Width-size.Width)/2, at.Y+(room.Height-size.Height)/2, size.Width, size.Height)
	c.img.Refresh()
}

// sayStep says how large the close-up is, where that is not 1:1.
func (c *cell) sayStep(step int) {
	c.step.Text = ""
	if step > 1 {
		c.step.Text = language.Decimal(100/float64(step), 0) + " %"
	}
	at, size := c.well.Position(), c.well.Size()
	y := at.Y + badgeEdge
	if size.Height < roomyHigh {
		y = at.Y + size.Height - badgeEdge - c.step.MinSize().Height - 2
	}
	chip(c.stepGround, c.step, at.X+badgeEdge, y)
}

func setVisible(o fyne.CanvasObject, yes bool) {
	switch {
	case yes && !o.Visible():
		o.Show()
	case !yes && o.Visible():
		o.Hide()
	}
}

func place(o fyne.CanvasObject, x, y, w, h float32) {
	if s := fyne.NewSize(w, h); o.Size() != s {
		o.Resize(s)
	}
	if p := fyne.NewPos(x, y); o.Position() != p {
		o.Move(p)
	}
}
