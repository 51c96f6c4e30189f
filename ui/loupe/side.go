package loupe

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/pixels"
	"keeplight.app/keeplight/ui/style"
)

// SideWidth is how wide the panel beside the photo is, in device-independent pixels.
const SideWidth float32 = 196

// How many lines of each kind the panel holds at most.
const (
	mostFacts = 5
	mostLines = 2
	mostHints = 5
)

// Hint is a key and what it shows; On is true while that is shown.
type Hint struct {
	Key, Text string
	On        bool
}

// Facts are what stands beside the photo.
type Facts struct {
	Name  string // of the file
	Place string // in the shoot, and what the photo is made of: "138 of 3,012 · RAW+JPG"
	Stars library.Rating
	Label library.Label

	Exposure []Fact   // shutter, aperture and so on
	Gear     []string // lens and camera
	Hints    []Hint
}

// Side is the panel beside the photo: whose it is, how its light is spread, and how it
// was taken. It belongs to the window's goroutine.
type Side struct {
	widget.BaseWidget

	facts     Facts
	withCurve bool // the histogram is wanted

	ground      *canvas.Rectangle
	name, place *canvas.Text
	stars       *controls.Stars
	label       *canvas.Circle
	histogram   *curves
	values      [mostFacts]*canvas.Text
	titles      [mostFacts]*canvas.Text
	lines       [mostLines]*canvas.Text
	keys, hints [mostHints]*canvas.Text
}

var _ fyne.Widget = (*Side)(nil)

// NewSide makes an empty panel.
func NewSide() *Side {
	s := &Side{
		ground: canvas.NewRectangle(style.Panel),
		name:   style.Text("", style.TextBody, style.Ink, true), place: style.Text("", style.TextTiny, style.Muted, false),
		stars: controls.NewStars(style.TextBody), label: canvas.NewCircle(style.Line), histogram: newCurves(),
	}
	for i := range s.values {
		s.values[i], s.titles[i] = style.Text("", style.TextTitle, style.Ink, false), style.Text("", style.TextTiny, style.Muted, false)
	}
	for i := range s.lines {
		s.lines[i] = style.Text("", style.TextTiny, style.Muted, false)
	}
	for i := range s.keys {
		s.keys[i], s.hints[i] = style.Text("", style.TextSmall, style.Soft, true), style.Text("", style.TextSmall, style.Muted, false)
	}
	s.ExtendBaseWidget(s)
	return s
}

// Set shows other facts.
func (s *Side) Set(f Facts) {
	if sameFacts(&s.facts, &f) {
		return
	}
	s.facts = f
	s.Refresh()
}

// Curves is what shows a photo's histogram: a Side, or what is drawn on a photo.
type Curves interface {
	// SetHistogram shows a histogram, none while it is not known, or leaves it out.
	SetHistogram(of *pixels.Histogram, wanted bool)
}

var _ Curves = (*Side)(nil)

// SetHistogram shows a histogram, none while it is not known, or leaves it out.
func (s *Side) SetHistogram(of *pixels.Histogram, wanted bool) {
	s.histogram.set(of)
	if s.withCurve == wanted {
		s.arrange(s.Size()) // its words have other widths
		return
	}
	s.withCurve = wanted
	s.Refresh()
}

func sameFacts(a, b *Facts) bool {
	return a.Name == b.Name && a.Place == b.Place && a.Stars == b.Stars && a.Label == b.Label &&
		slices.Equal(a.Exposure, b.Exposure) && slices.Equal(a.Gear, b.Gear) && slices.Equal(a.Hints, b.Hints)
}

// arrange writes the facts from the top down, and the keys below them as far as there
// is room.
func (s *Side) arrange(size fyne.Size) {
	const left = style.GapLarge
	f, width := &s.facts, size.Width-2*left
	s.ground.Resize(size)
	put := func(t *canvas.Text, text string, x, y float32) float32 {
		t.Hidden = text == ""
		t.Text = style.Shorten(text, t.TextSize, t.TextStyle.Bold, width-(x-left))
		t.Move(fyne.NewPos(x, y))
		t.Resize(t.MinSize())
		return y + t.MinSize().Height
	}
	y := put(s.name, f.Name, left, style.GapLarge)
	y = put(s.place, f.Place, left, y+2) + style.Gap
	s.stars.Set(f.Stars)
	s.stars.Move(fyne.NewPos(left, y))
	s.stars.Resize(s.stars.MinSize())
	s.label.FillColor, s.label.Hidden = style.LabelColor(f.Label), f.Label == library.NoLabel
	s.label.Move(fyne.NewPos(left+s.stars.MinSize().Width+style.Gap, y+(s.stars.MinSize().Height-labelDot)/2))
	s.label.Resize(fyne.NewSquareSize(labelDot))
	y += s.stars.MinSize().Height + style.GapLarge
	for _, o := range s.histogram.objects() {
		setHidden(o, !s.withCurve)
	}
	if s.withCurve {
		y = s.histogram.place(left, y, width)
	}
	for i := range s.values {
		value, title := "", ""
		if i < len(f.Exposure) {
			value, title = f.Exposure[i].Value, f.Exposure[i].Title
		}
		if end := put(s.titles[i], title, left, put(s.values[i], value, left, y)-1); value != "" {
			y = end + style.Gap
		}
	}
	for i := range s.lines {
		text := ""
		if i < len(f.Gear) {
			text = f.Gear[i]
		}
		if end := put(s.lines[i], text, left, y); text != "" {
			y = end + 2
		}
	}
	s.arrangeHints(put, y+style.GapLarge, size.Height-style.GapLarge)
}

// labelDot is how wide the dot of a colour label is.
const labelDot float32 = 11

// arrangeHints writes which key shows what: those that are on in the accent.
func (s *Side) arrangeHints(put func(t *canvas.Text, text string, x, y float32) float32, y, bottom float32) {
	for i := range s.keys {
		var h Hint
		if i < len(s.facts.Hints) {
			h = s.facts.Hints[i]
		}
		if y+style.RowHeight > bottom {
			h = Hint{}
		}
		s.keys[i].Color, s.hints[i].Color = style.Soft, style.Muted
		if h.On {
			s.keys[i].Color, s.hints[i].Color = style.Accent, style.Accent
		}
		put(s.keys[i], h.Key, style.GapLarge, y)
		put(s.hints[i], h.Text, style.GapLarge+s.keys[i].MinSize().Width+style.Gap, y)
		y += style.RowHeight - 2
	}
}

func setHidden(o fyne.CanvasObject, hidden bool) {
	if hidden {
		o.Hide()
	} else {
		o.Show()
	}
}

// CreateRenderer is called by Fyne.
func (s *Side) CreateRenderer() fyne.WidgetRenderer {
	r := &sideRenderer{side: s}
	r.All = append([]fyne.CanvasObject{s.ground, s.name, s.place, s.stars, s.label}, s.histogram.objects()...)
	for i := range s.values {
		r.All = append(r.All, s.values[i], s.titles[i])
	}
	for i := range s.lines {
		r.All = append(r.All, s.lines[i])
	}
	for i := range s.keys {
		r.All = append(r.All, s.keys[i], s.hints[i])
	}
	return r
}

type sideRenderer struct {
	controls.Parts
	side *Side
}

func (r *sideRenderer) MinSize() fyne.Size    { return fyne.NewSize(SideWidth, 100) }
func (r *sideRenderer) Layout(size fyne.Size) { r.side.arrange(size) }
func (r *sideRenderer) Refresh() {
	r.side.arrange(r.side.Size())
	for _, o := range r.All {
		o.Refresh()
	}
}
