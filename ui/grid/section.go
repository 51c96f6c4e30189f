package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/style"
)

// Section is where the grid begins a new row.
type Section struct {
	At    int    // its first cell
	Title string // such as "14:31"; "" draws no line
	Note  string // such as "29 min later"
	Tray  *Tray  // an open stack; nil for other photos
}

// Tray is what is said of a stack that is open in its place.
type Tray struct {
	Cells int    // how many frames it shows
	Count string // "7 frames in 4 s"
	State string // "1 pick · 1 reject · 5 undecided"

	GapTitle, GapNote string // in the rest of the row above it, whose place it has: what lies open below, and why here

	Suggested string // of which frame the sentence speaks, "" for none
	Sentence  string
	Actions   []Action
	OnClose   func()                 // the head was clicked
	OnMenu    func(at fyne.Position) // head or foot was clicked with the other button, at a point of the window
}

// Action is a button below the frames of an open stack.
type Action struct {
	Title, Key string
	Quiet      bool
	Do         func()
}

// bar is the line above a section or the foot of a tray.
type bar struct {
	widget.BaseWidget

	objects []fyne.CanvasObject
	onTap   func()
	onMenu  func(at fyne.Position)
	lay     func(size fyne.Size)
	high    func(width float32) float32 // that it needs; nil for one that is always as high
}

var (
	_ fyne.Widget            = (*bar)(nil)
	_ fyne.Tappable          = (*bar)(nil)
	_ fyne.SecondaryTappable = (*bar)(nil)
)

// CreateRenderer is called by Fyne.
func (b *bar) CreateRenderer() fyne.WidgetRenderer { return &barRenderer{b} }

// Tapped closes an open stack.
func (b *bar) Tapped(*fyne.PointEvent) {
	if b.onTap != nil {
		b.onTap()
	}
}

// TappedSecondary asks for the menu of an open stack.
func (b *bar) TappedSecondary(e *fyne.PointEvent) {
	if b.onMenu != nil {
		b.onMenu(e.AbsolutePosition)
	}
}

type barRenderer struct{ b *bar }

func (r *barRenderer) Objects() []fyne.CanvasObject { return r.b.objects }
func (r *barRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *barRenderer) Layout(size fyne.Size)        { r.b.lay(size) }
func (r *barRenderer) Destroy()                     {}
func (r *barRenderer) Refresh() {
	for _, o := range r.b.objects {
		o.Refresh()
	}
}

// trayMargin is what the words of a tray stand in from its edges.
const trayMargin float32 = 14

// newHead says what a section says: a line across the grid, or a tray's head.
func newHead(s *Section) *bar {
	title := style.Text(s.Title, style.TextSmall, style.Ink, true)
	note := style.Text(s.Note, style.TextSmall, style.Muted, false)
	b := &bar{objects: []fyne.CanvasObject{title, note}}
	if s.Tray == nil {
		line := canvas.NewRectangle(style.Line)
		b.objects = append(b.objects, line)
		b.lay = func(size fyne.Size) {
			x := beside(size, inset, title, note)
			place(line, x, size.Height/2, max(0, size.Width-x-inset), style.Hairline)
		}
		b.ExtendBaseWidget(b)
		return b
	}
	mark := canvas.NewText("▾", style.Soft)
	mark.TextSize = style.TextBody
	state := style.Text(s.Tray.State, style.TextSmall, style.Muted, false)
	count := style.Text(s.Tray.Count, style.TextSmall, style.Ink, true)
	b.objects = append(b.objects, mark, count, state)
	b.onTap, b.onMenu = s.Tray.OnClose, s.Tray.OnMenu
	b.lay = func(size fyne.Size) {
		left := beside(size, trayMargin, mark, title, note)
		right := size.Width - trayMargin
		for _, o := range []*canvas.Text{state, count} {
			width := o.MinSize().Width
			show(o, right-width > left)
			if o.Visible() {
				right -= width
				middle(o, right, size)
				right -= 2 * style.Gap
			}
		}
	}
	b.ExtendBaseWidget(b)
	return b
}

// beside puts texts next to each other and gives where they end.
func beside(size fyne.Size, x float32, texts ...*canvas.Text) float32 {
	for _, t := range texts {
		if t.Text != "" {
			middle(t, x, size)
			x += t.MinSize().Width + style.Gap + style.GapSmall
		}
	}
	return x
}

func middle(t *canvas.Text, x float32, size fyne.Size) {
	s := t.MinSize()
	place(t, x, (size.Height-s.Height)/2, s.Width, s.Height)
}

// tray is the ground on which an open stack lies.
type tray struct{ box *canvas.Rectangle }

// trayOf gives the open stack in which a row lies, nil for none.
func (w *wall) trayOf(x *row) *Section {
	if x.section < 0 {
		return nil
	}
	s := &w.list[x.section]
	if s.Tray == nil || x.kind == cellRow && x.first >= s.At+s.Tray.Cells {
		return nil
	}
	return s
}

// ground gives the ground of an open stack, in its place.
func (w *wall) ground(section int) *tray {
	if t := w.trays[section]; t != nil {
		return t
	}
	top, bottom := float32(-1), float32(0)
	at := int(w.rows.of[w.list[section].At])
	for at > 0 && w.rows.all[at-1].section == section {
		at--
	}
	for ; at < len(w.rows.all) && w.rows.all[at].section == section; at++ {
		x := &w.rows.all[at]
		if w.trayOf(x) == nil {
			break
		}
		if top < 0 {
			top = x.y
		}
		bottom = x.y + x.high
	}
	box := canvas.NewRectangle(style.Raised)
	box.CornerRadius = style.RadiusBig
	box.StrokeColor, box.StrokeWidth = style.Line, style.Hairline
	place(box, 0, top, w.Size().Width-2*theme.Padding(), bottom-top)
	w.trays[section] = &tray{box}
	return w.trays[section]
}

// bar gives the head or the foot in a row, in its place.
func (w *wall) bar(at int) *bar {
	x := &w.rows.all[at]
	b := w.bars[at]
	if b == nil {
		s := &w.list[x.section]
		if x.kind == footRow {
			b = newFoot(s.Tray)
		} else {
			b = newHead(s)
		}
		w.bars[at] = b
	}
	place(b, 0, x.y, w.Size().Width-2*theme.Padding(), x.high)
	return b
}
