package compare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/radar"
	"keeplight.app/keeplight/ui/style"
)

// Button is something to do, with the key that does the same.
type Button struct {
	Title, Key string
	Do         func()
}

// Row is one line of the panel's list.
type Row struct {
	Label  string
	Tint   style.Color // of the label
	Middle string
	Right  string
	End    style.Color // of Right
	Muted  bool        // the photo is out
}

// Span is a run of words in one colour and weight.
type Span = controls.Span

// Shape is a photo's or a mean's values with whose they are.
type Shape struct {
	Of     string // "" where there is none
	Mean   bool   // of several photos: a dashed ring
	Values [library.NumAttributes]library.Value
}

// View is all that the panel says.
type View struct {
	Axes     []library.Attribute // of the chart; none is all ten
	First    Shape               // in the accent
	Second   Shape               // in the colour of the second photo, unless it is a mean
	Headline []Span
	Text     []Span
	Against  []string // with what can be compared
	Chosen   int      // of Against
	Buttons  []Button
	Title    string // of the list
	Hint     string // beside it
	Rows     []Row
	Short    bool    // the rows need little room: two stand beside each other
	Wide     float32 // of the rows' labels
}

const (
	panelMargin float32 = 12
	rowHeight   float32 = 20
	rowRoom     float32 = 300 // of one column of rows at least
	mostButtons         = 3
	mostRows            = 10
)

// panelHeight is how high the panel is on a board of a size.
func panelHeight(board fyne.Size) float32 { return min(max(210, board.Height*0.26), 270) }

// Panel says how photos differ: shapes over each other, words, and a list.
type Panel struct {
	widget.BaseWidget

	// OnAgainst is called with the place in View.Against that was chosen.
	OnAgainst func(int)

	view View

	ground, line               *canvas.Rectangle
	keyFirst, keySecond        *radar.Key
	radar                      *radar.Radar
	first, second, title, hint *canvas.Text
	headline, text             *controls.Paragraph
	against                    *controls.Choice
	buttons                    [mostButtons]*controls.Pill
	foot                       *fyne.Container
	rows                       [mostRows]*row
}

var _ fyne.Widget = (*Panel)(nil)

// NewPanel makes a panel that says nothing.
func NewPanel() *Panel {
	p := &Panel{
		ground: canvas.NewRectangle(style.Panel), line: canvas.NewRectangle(style.Line), radar: radar.New(),
		keyFirst: radar.NewKey(radar.ValueSign, style.Accent), keySecond: radar.NewKey(radar.SecondSign, style.Accent),
		first: style.Text("", style.TextTiny, style.Soft, false), second: style.Text("", style.TextTiny, style.Soft, false),
		title: style.Text("", style.TextTiny, style.Muted, true), hint: style.Text("", style.TextTiny, style.Muted, false),
		headline: controls.NewParagraph(style.TextHeading, 300), text: controls.NewParagraph(style.TextSmall, 300),
	}
	p.ground.CornerRadius = style.RadiusBig
	p.against = controls.NewChoice(nil, func(i int) {
		if p.OnAgainst != nil {
			p.OnAgainst(i)
		}
	})
	p.foot = container.NewHBox(p.against)
	for i := range p.buttons {
		p.buttons[i] = controls.NewPill("", "", func() { p.view.Buttons[i].Do() })
		p.foot.Add(p.buttons[i])
	}
	for i := range p.rows {
		p.rows[i] = newRow()
	}
	p.ExtendBaseWidget(p)
	p.dress()
	return p
}

// Set says something else.
func (p *Panel) Set(v View) {
	p.view = v
	p.Refresh()
}

func (p *Panel) dress() {
	v := &p.view
	shapes, sign := radar.Data{Axes: v.Axes, Values: v.First.Values}, radar.SecondSign
	switch {
	case v.Second.Of == "":
	case v.Second.Mean:
		shapes.Mean, sign = &v.Second.Values, radar.MeanSign
	default:
		shapes.Second = &v.Second.Values
	}
	p.radar.Set(shapes)
	p.keySecond.Set(sign, style.Accent)
	p.first.Text, p.second.Text = v.First.Of, v.Second.Of
	p.keyFirst.Hidden, p.keySecond.Hidden = v.First.Of == "", v.Second.Of == ""
	p.title.Text, p.hint.Text = v.Title, v.Hint
	p.headline.Set(v.Headline...)
	p.text.Set(v.Text...)
	p.against.SetOptions(v.Against)
	p.against.Select(v.Chosen)
	p.against.Hidden = len(v.Against) < 2
	for i, b := range p.buttons {
		if b.Hidden = i >= len(v.Buttons); !b.Hidden {
			b.SetTitle(v.Buttons[i].Title)
			b.SetKey(v.Buttons[i].Key)
		}
	}
	for i, r := range p.rows {
		if i < len(v.Rows) {
			r.set(&v.Rows[i])
		}
		r.hide(i >= len(v.Rows))
	}
}

func (p *Panel) arrange(size fyne.Size) {
	p.ground.Resize(size)
	chart := size.Height - 2*panelMargin - 16
	wide := min(chart*1.5, size.Width*0.25)
	p.radar.Move(fyne.NewPos(panelMargin, panelMargin/2))
	p.radar.Resize(fyne.NewSize(wide, chart+panelMargin/2))
	p.arrangeLegend(panelMargin, size.Height-panelMargin-12, wide)

	x := panelMargin + wide + style.GapLarge
	room := size.Width - x - panelMargin
	words := max(room*0.42, 260)
	p.headline.SetWidth(words)
	p.text.SetWidth(words)
	p.headline.Move(fyne.NewPos(x, panelMargin))
	p.headline.Resize(p.headline.MinSize())
	p.text.Move(fyne.NewPos(x, panelMargin+p.headline.MinSize().Height+style.GapSmall))
	p.text.Resize(p.text.MinSize())
	foot := p.foot.MinSize()
	p.foot.Move(fyne.NewPos(x, size.Height-panelMargin-foot.Height))
	p.foot.Resize(foot)

	x += words + style.GapLarge
	p.line.Move(fyne.NewPos(x-style.Gap, panelMargin))
	p.line.Resize(fyne.NewSize(style.Hairline, size.Height-2*panelMargin))
	p.arrangeRows(x+style.Gap, size)
}

// arrangeLegend says below the chart which shape is whose.
func (p *Panel) arrangeLegend(x, y, room float32) {
	each := (room - style.Gap) / 2
	const mark, gap = 18, 5
	for i, k := range []*radar.Key{p.keyFirst, p.keySecond} {
		text, of := p.first, p.view.First.Of
		if i == 1 {
			text, of = p.second, p.view.Second.Of
		}
		at := x + float32(i)*(each+style.Gap)
		k.Move(fyne.NewPos(at, y+2))
		k.Resize(fyne.NewSize(mark, 10))
		text.Text = style.Shorten(of, style.TextTiny, false, each-mark-gap)
		controls.PlaceText(text, at+mark+gap, y, each-mark-gap, 14)
	}
}

// arrangeRows puts the list into one column, or two where there is room for them.
func (p *Panel) arrangeRows(x float32, size fyne.Size) {
	room := size.Width - x - panelMargin
	hint := p.hint.MinSize().Width
	controls.PlaceText(p.title, x, panelMargin, room, 16)
	controls.PlaceText(p.hint, x+room-hint, panelMargin, hint, 16)
	p.hint.Hidden = hint+p.title.MinSize().Width+style.Gap > room
	top := panelMargin + 20
	lines := max(int((size.Height-top-panelMargin)/rowHeight), 1)
	columns := 1
	if n := len(p.view.Rows); n > lines || p.view.Short && n > 5 && room >= 2*rowRoom {
		columns = 2
		lines = (n + 1) / 2
	}
	width := (room - float32(columns-1)*style.GapLarge) / float32(columns)
	for i, r := range p.rows[:min(len(p.view.Rows), mostRows)] {
		column, line := i/lines, i%lines
		r.place(x+float32(column)*(width+style.GapLarge), top+float32(line)*rowHeight, width, p.view.Wide)
	}
}

// CreateRenderer is called by Fyne.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	r := &panelRenderer{panel: p}
	r.All = []fyne.CanvasObject{
		p.ground, p.line, p.radar, p.keyFirst, p.keySecond, p.first, p.second, p.headline, p.text, p.title, p.hint,
	}
	for _, row := range p.rows {
		r.All = append(r.All, row.objects()...)
	}
	r.All = append(r.All, p.foot)
	return r
}

type panelRenderer struct {
	controls.Parts
	panel *Panel
}

func (r *panelRenderer) MinSize() fyne.Size    { return fyne.NewSize(400, 190) }
func (r *panelRenderer) Layout(size fyne.Size) { r.panel.arrange(size) }
func (r *panelRenderer) Refresh() {
	r.panel.dress()
	r.panel.arrange(r.panel.Size())
	r.panel.foot.Refresh()
	canvas.Refresh(r.panel)
}
