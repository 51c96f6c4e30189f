package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/style"
)

const pillPadding float32 = 12

// Pill is a button that shows the key that does the same: "Export… Ctrl+E".
type Pill struct {
	widget.BaseWidget

	// OnTapped is called when an enabled pill is tapped.
	OnTapped func()

	title, key string
	primary    bool
	quiet      bool
	stretched  bool
	disabled   bool
	hovered    bool
}

var (
	_ fyne.Widget       = (*Pill)(nil)
	_ fyne.Tappable     = (*Pill)(nil)
	_ desktop.Hoverable = (*Pill)(nil)
)

// NewPill makes a pill. key may be "".
func NewPill(title, key string, onTapped func()) *Pill {
	p := &Pill{title: title, key: key, OnTapped: onTapped}
	p.ExtendBaseWidget(p)
	return p
}

// Title is what the pill says.
func (p *Pill) Title() string { return p.title }

// SetTitle changes what the pill says.
func (p *Pill) SetTitle(title string) {
	if p.title != title {
		p.title = title
		p.Refresh()
	}
}

// SetKey changes which key the pill shows; "" is none.
func (p *Pill) SetKey(key string) {
	if p.key != key {
		p.key = key
		p.Refresh()
	}
}

// SetPrimary fills the pill with the accent: the one thing to do here.
func (p *Pill) SetPrimary(on bool) {
	if p.primary != on {
		p.primary = on
		p.Refresh()
	}
}

// SetQuiet leaves out the ground until the pointer is over the pill.
func (p *Pill) SetQuiet(on bool) {
	if p.quiet != on {
		p.quiet = on
		p.Refresh()
	}
}

// SetStretched lets the pill be as narrow or wide as its place: the title stands
// at the left and is shortened, and the whole title is not asked for.
func (p *Pill) SetStretched(on bool) {
	if p.stretched != on {
		p.stretched = on
		p.Refresh()
	}
}

// SetEnabled says whether a tap does anything.
func (p *Pill) SetEnabled(on bool) {
	if p.disabled == on {
		p.disabled = !on
		p.Refresh()
	}
}

// Enabled is false while a tap does nothing.
func (p *Pill) Enabled() bool { return !p.disabled }

// Tapped is called by Fyne.
func (p *Pill) Tapped(*fyne.PointEvent) {
	if !p.disabled && p.OnTapped != nil {
		p.OnTapped()
	}
}

// MouseIn is called by Fyne.
func (p *Pill) MouseIn(*desktop.MouseEvent) { p.setHovered(true) }

// MouseMoved is called by Fyne.
func (p *Pill) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called by Fyne.
func (p *Pill) MouseOut() { p.setHovered(false) }

func (p *Pill) setHovered(on bool) {
	p.hovered = on
	p.Refresh()
}

// CreateRenderer is called by Fyne.
func (p *Pill) CreateRenderer() fyne.WidgetRenderer {
	r := &pillRenderer{
		pill:   p,
		ground: canvas.NewRectangle(style.Button),
		title:  style.Text(p.title, style.TextSmall, style.Ink, false),
		key:    style.Text(p.key, style.TextSmall, style.Muted, false),
	}
	r.ground.CornerRadius = style.Radius
	r.All = []fyne.CanvasObject{r.ground, r.title, r.key}
	r.dress()
	return r
}

type pillRenderer struct {
	Parts
	pill       *Pill
	ground     *canvas.Rectangle
	title, key *canvas.Text
}

func (r *pillRenderer) MinSize() fyne.Size {
	if r.pill.stretched {
		return fyne.NewSize(4*pillPadding, style.ControlHeight)
	}
	w := r.title.MinSize().Width + 2*pillPadding
	if r.key.Text != "" {
		w += r.key.MinSize().Width + pillPadding
	}
	return fyne.NewSize(w, style.ControlHeight)
}

func (r *pillRenderer) Layout(size fyne.Size) {
	place(r.ground, 0, 0, size.Width, size.Height)
	key := r.key.MinSize().Width
	if r.pill.stretched {
		room := size.Width - 3*pillPadding - key
		r.title.Text = style.Shorten(r.pill.title, style.TextSmall, false, max(room, 0))
	}
	title := r.title.MinSize().Width
	if r.key.Text == "" && !r.pill.stretched {
		PlaceText(r.title, (size.Width-title)/2, 0, title, size.Height)
		return
	}
	PlaceText(r.title, pillPadding, 0, title, size.Height)
	PlaceText(r.key, size.Width-pillPadding-key, 0, key, size.Height)
}

func (r *pillRenderer) Refresh() {
	r.dress()
	r.Layout(r.pill.Size())
	canvas.Refresh(r.pill)
}

func (r *pillRenderer) dress() {
	p := r.pill
	r.title.Text, r.key.Text = p.title, p.key
	r.title.TextStyle.Bold = p.primary
	r.title.Color, r.key.Color, r.ground.FillColor = style.Ink, style.Muted, style.Button
	switch {
	case p.disabled:
		r.title.Color, r.ground.FillColor = style.Muted, style.Alpha(style.Button, 0.5)
	case p.primary:
		r.title.Color, r.key.Color, r.ground.FillColor = style.OnAccent, style.OnAccent, style.Accent
		if p.hovered {
			r.ground.FillColor = style.AccentBright
		}
	case p.hovered:
		r.ground.FillColor = style.Chosen
	case p.quiet:
		r.title.Color, r.ground.FillColor = style.Soft, style.Alpha(style.Button, 0)
	}
}
