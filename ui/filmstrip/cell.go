package filmstrip

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// rejectedFade is how far a rejected photo steps back, as in the grid.
const rejectedFade = 0.6

// cell draws one photo of the strip.
type cell struct {
	frame   Frame
	current bool
	at      fyne.Position

	well, veil, ring *canvas.Rectangle
	img              *canvas.Image
	badge            *canvas.Rectangle
	mark             [2]*canvas.Line // a tick or a cross in the badge
	stars            *canvas.Text
	ground           *canvas.Rectangle // of the stars
	name, score      *canvas.Text
}

func newCell() *cell {
	c := &cell{
		well: canvas.NewRectangle(style.Mat), veil: canvas.NewRectangle(style.Alpha(style.Panel, rejectedFade)),
		ring:   canvas.NewRectangle(style.Alpha(style.Accent, 0)),
		img:    &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleFastest},
		badge:  canvas.NewRectangle(style.Pick),
		mark:   [2]*canvas.Line{canvas.NewLine(style.OnFlag), canvas.NewLine(style.OnFlag)},
		stars:  style.Text("", style.TextTiny, style.OnPhoto, false),
		ground: canvas.NewRectangle(style.Scrim),
		name:   style.Text("", style.TextTiny, style.Muted, false),
		score:  style.Text("", style.TextTiny, style.Muted, false),
	}
	c.ring.StrokeColor, c.ring.StrokeWidth, c.ring.CornerRadius = style.Accent, 2, 3
	c.badge.CornerRadius, c.ground.CornerRadius = 3, 3
	for _, m := range c.mark {
		m.StrokeWidth = 1.5
	}
	for _, o := range []fyne.CanvasObject{c.veil, c.ring, c.img, c.badge, c.mark[0], c.mark[1], c.stars, c.ground} {
		o.Hide()
	}
	return c
}

func (c *cell) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		c.well, c.img, c.veil, c.badge, c.mark[0], c.mark[1], c.ground, c.stars, c.name, c.score, c.ring,
	}
}

// show says of the cell what a frame says. pixels are of that photo, nil while they
// are not at hand.
func (c *cell) show(f *Frame, current bool, pixels image.Image) {
	if pixels != nil || c.frame.ID != f.ID || c.frame.Turn != f.Turn {
		c.setImage(pixels)
	}
	if c.frame == *f && c.current == current {
		return
	}
	c.frame, c.current = *f, current
	ink := style.Muted
	if current {
		ink = style.Ink
	}
	setText(c.name, style.FitName(library.Display(f.Name), style.TextTiny, thumbWidth-style.TextWidth(f.Score, style.TextTiny, false)-6), ink)
	setText(c.score, f.Score, ink)
	stars := ""
	if f.Rating > 0 {
		stars = language.Count(int(f.Rating)) + " ★"
	}
	setText(c.stars, stars, style.OnPhoto)
	c.badge.FillColor = style.FlagColor(f.Flag)
	c.badge.Refresh()
	flagged := f.Flag != library.Undecided
	for o, wanted := range map[fyne.CanvasObject]bool{
		c.ring: current, c.veil: f.Flag == library.Reject, c.badge: flagged, c.mark[0]: flagged, c.mark[1]: flagged,
		c.stars: stars != "", c.ground: stars != "",
	} {
		setVisible(o, wanted)
	}
	c.at = fyne.NewPos(-1, -1) // its words have another width
}

func (c *cell) setImage(im image.Image) {
	if c.img.Image == im {
		return
	}
	c.img.Image = im
	setVisible(c.img, im != nil)
	if im != nil {
		c.img.Refresh()
	}
}

// The badge of a flag and what stands at a thumbnail's corners.
const (
	badgeSide float32 = 14
	corner    float32 = 4
)

// move puts the cell at a place. Nothing is drawn anew by it.
func (c *cell) move(to fyne.Position) {
	if c.at == to {
		return
	}
	c.at = to
	for _, o := range []fyne.CanvasObject{c.well, c.img, c.veil} {
		place(o, to.X, to.Y, thumbWidth, thumbHeight)
	}
	place(c.ring, to.X-2, to.Y-2, thumbWidth+4, thumbHeight+4)
	place(c.badge, to.X+corner, to.Y+corner, badgeSide, badgeSide)
	c.drawMark(to.AddXY(corner, corner))
	s := c.stars.MinSize()
	place(c.stars, to.X+corner+3, to.Y+thumbHeight-corner-s.Height, s.Width, s.Height)
	place(c.ground, to.X+corner, to.Y+thumbHeight-corner-s.Height, s.Width+6, s.Height)
	s = c.name.MinSize()
	place(c.name, to.X, to.Y+thumbHeight+3, s.Width, s.Height)
	s = c.score.MinSize()
	place(c.score, to.X+thumbWidth-s.Width, to.Y+thumbHeight+3, s.Width, s.Height)
}

// drawMark draws a tick for a pick and a cross for a reject.
func (c *cell) drawMark(badge fyne.Position) {
	points := [4][2]float32{{3.5, 7.5}, {6, 10}, {6, 10}, {10.5, 4.5}}
	if c.frame.Flag == library.Reject {
		points = [4][2]float32{{4, 4}, {10, 10}, {10, 4}, {4, 10}}
	}
	for i, m := range c.mark {
		from, to := points[2*i], points[2*i+1]
		m.Position1, m.Position2 = badge.AddXY(from[0], from[1]), badge.AddXY(to[0], to[1])
	}
}

func setText(t *canvas.Text, s string, ink style.Color) {
	if t.Text != s || t.Color != ink {
		t.Text, t.Color = s, ink
		t.Refresh()
	}
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
