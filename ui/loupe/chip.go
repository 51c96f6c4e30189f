package loupe

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/style"
)

// chip is a few words on a dark ground, readable on any photo.
type chip struct {
	ground *canvas.Rectangle
	text   *canvas.Text
}

const (
	chipMargin float32 = 10 // left and right of a chip's words
	edge       float32 = 12 // between what is written and the photo's edges
)

func newChip() *chip {
	c := &chip{canvas.NewRectangle(style.Scrim), style.Text("", style.TextSmall, style.OnPhoto, false)}
	c.ground.CornerRadius = style.Radius
	c.set("", style.OnPhoto)
	return c
}

func (c *chip) set(text string, ink color.Color) {
	c.text.Color = ink
	c.text.Text = text
	c.text.Refresh()
	if text == "" {
		c.text.Hide()
		c.ground.Hide()
		return
	}
	c.text.Show()
	c.ground.Show()
}

func (c *chip) size() fyne.Size {
	s := c.text.MinSize()
	return fyne.NewSize(s.Width+2*chipMargin, s.Height+8)
}

func (c *chip) place(x, y float32) {
	c.ground.Resize(c.size())
	c.ground.Move(fyne.NewPos(x, y))
	c.text.Resize(c.text.MinSize())
	c.text.Move(fyne.NewPos(x+chipMargin, y+4))
}

func (l *Loupe) setWords(w Words) {
	l.words = w
	if l.written == Marks {
		w.Right = ""
	}
	l.right.set(w.Right, style.OnPhoto)
	text := session.StarsText(w.Stars)
	if w.Flag != library.Undecided {
		text = join(language.Flag(w.Flag), text)
	}
	l.flag.set(text, style.OnPhoto)
	l.flag.ground.FillColor = style.Scrim
	if w.Flag != library.Undecided {
		l.flag.ground.FillColor = style.FlagColor(w.Flag)
	}
	l.flag.ground.Refresh()
	l.arrange(l.Size())
}

func join(a, b string) string {
	if b == "" {
		return a
	}
	return a + "  " + b
}

// fail says why the photo cannot be shown, or takes that away again for "".
func (l *Loupe) fail(why string) {
	if l.failure == why {
		return
	}
	l.failure = why
	l.trouble.SetText(why)
	if why == "" {
		l.trouble.Hide()
		l.ground.Hide()
	} else {
		l.trouble.Show()
		l.ground.Show()
	}
	l.arrange(l.Size())
}

func (l *Loupe) arrange(size fyne.Size) {
	if l.pane.Size() != size {
		l.pane.Resize(size)
	}
	l.nameIn(size.Width - 3*edge - l.right.size().Width)
	l.left.place(edge, edge)
	l.damage.set(style.Shorten(l.words.Damage, style.TextSmall, false, size.Width-2*edge-2*chipMargin), style.OnPhoto)
	l.damage.place(edge, 2*edge+l.left.size().Height)
	l.right.place(size.Width-edge-l.right.size().Width, edge)
	l.flag.place(edge, size.Height-edge-l.flag.size().Height)
	l.placeZoom(size)
	l.legend.arrange(size, l.flag.size().Width, l.zoom.size().Width)
	l.arrangeTrouble(size)
}

// placeZoom puts the scale into the lower right corner.
func (l *Loupe) placeZoom(size fyne.Size) {
	l.zoom.place(size.Width-edge-l.zoom.size().Width, size.Height-edge-l.zoom.size().Height)
}

// nameIn writes the name and the place in the shoot on a chip that is no wider
// than room.
func (l *Loupe) nameIn(room float32) {
	name, place := l.words.Name, ""
	if l.written != Everything {
		name = ""
	}
	if l.words.Place != "" && l.written == Everything {
		place = "   " + l.words.Place
	}
	if name != "" {
		beside := style.TextWidth(place, style.TextSmall, false) + 2*chipMargin
		name = style.Shorten(name, style.TextSmall, false, room-beside)
	}
	if text := name + place; l.left.text.Text != text {
		l.left.set(text, style.OnPhoto)
	}
}

// arrangeTrouble puts the words in the middle, on a ground that is as large as
// they need.
func (l *Loupe) arrangeTrouble(size fyne.Size) {
	text := style.TextWidth(l.failure, theme.TextSize(), false) + 2*theme.InnerPadding()
	width := min(size.Width-2*edge, 520, text+1)
	l.trouble.Resize(fyne.NewSize(width, 0)) // the height follows from the width
	box := fyne.NewSize(width, l.trouble.MinSize().Height)
	at := fyne.NewPos((size.Width-box.Width)/2, (size.Height-box.Height)/2)
	for _, o := range []fyne.CanvasObject{l.ground, l.trouble} {
		o.Resize(box)
		o.Move(at)
	}
}

// CreateRenderer is called by Fyne.
func (l *Loupe) CreateRenderer() fyne.WidgetRenderer { return &renderer{l} }

type renderer struct{ l *Loupe }

func (r *renderer) Objects() []fyne.CanvasObject {
	l := r.l
	all := append([]fyne.CanvasObject{l.pane}, l.legend.objects()...)
	return append(all, l.left.ground, l.left.text, l.damage.ground, l.damage.text, l.right.ground, l.right.text,
		l.flag.ground, l.flag.text, l.zoom.ground, l.zoom.text, l.ground, l.trouble)
}
func (r *renderer) MinSize() fyne.Size    { return fyne.NewSize(200, 150) }
func (r *renderer) Layout(size fyne.Size) { r.l.arrange(size) }
func (r *renderer) Refresh()              { r.l.arrange(r.l.Size()); r.l.pane.Refresh() }
func (r *renderer) Destroy()              {}
