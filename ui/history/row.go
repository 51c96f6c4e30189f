package history

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// Row is what stands in a line of the list. The zero value is one that is not known yet.
type Row struct {
	When, What, Who, Photos string
	Undone                  bool // it can be redone
	Now                     bool // it is the last that is done: this is how things stand
	Stuck                   bool // it can be neither undone nor redone
}

// The columns, in device-independent pixels. What a step did has what is left.
const (
	rowHeight   float32 = 30
	signWidth   float32 = 20
	whenWidth   float32 = 136
	whoWidth    float32 = 150
	photosWidth float32 = 92
)

// line is one row in view.
type line struct {
	widget.BaseWidget
	onTapped func()

	ground, sign            *canvas.Rectangle
	when, what, who, photos *canvas.Text
	row                     Row
}

var (
	_ fyne.Widget         = (*line)(nil)
	_ fyne.Tappable       = (*line)(nil)
	_ desktop.Cursorable  = (*line)(nil)
	_ fyne.WidgetRenderer = (*lineRenderer)(nil)
)

func newLine(onTapped func()) *line {
	text := func(c color.Color) *canvas.Text { return style.Text("", style.TextSmall, c, false) }
	l := &line{
		onTapped: onTapped,
		ground:   canvas.NewRectangle(style.Chosen), sign: canvas.NewRectangle(style.Accent),
		when: text(style.Muted), what: text(style.Ink), who: text(style.Soft), photos: text(style.Soft),
	}
	l.ground.CornerRadius, l.sign.CornerRadius = style.Radius, style.GapSmall
	l.photos.Alignment = fyne.TextAlignTrailing
	l.ExtendBaseWidget(l)
	return l
}

// set shows a row.
func (l *line) set(r Row, chosen bool) {
	l.row = r
	l.when.Text, l.photos.Text = r.When, r.Photos
	l.what.Color, l.who.Color, l.photos.Color = style.Ink, style.Soft, style.Soft
	if r.Undone || r.Stuck {
		l.what.Color, l.who.Color, l.photos.Color = style.Muted, style.Muted, style.Muted
	}
	l.what.TextStyle.Italic = r.Undone
	l.what.TextStyle.Bold = r.Now
	l.ground.Hidden, l.sign.Hidden = !chosen, !r.Now
	l.cut()
	l.Refresh()
}

// cut shortens what has no room.
func (l *line) cut() {
	room := l.Size().Width - signWidth - whenWidth - whoWidth - photosWidth - 2*style.Gap
	l.what.Text = style.Cut(l.row.What, style.TextSmall, l.row.Now, max(room, 0))
	l.who.Text = style.Cut(l.row.Who, style.TextSmall, false, whoWidth-style.Gap)
}

// Tapped is called by Fyne.
func (l *line) Tapped(*fyne.PointEvent) { l.onTapped() }

// Cursor is called by Fyne.
func (l *line) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is called by Fyne.
func (l *line) CreateRenderer() fyne.WidgetRenderer {
	return &lineRenderer{l, []fyne.CanvasObject{l.ground, l.sign, l.when, l.what, l.who, l.photos}}
}

type lineRenderer struct {
	line    *line
	objects []fyne.CanvasObject
}

// Layout is called by Fyne.
func (r *lineRenderer) Layout(size fyne.Size) {
	l := r.line
	l.cut()
	l.ground.Resize(size)
	const dot = 2 * style.GapSmall
	l.sign.Resize(fyne.NewSize(dot, dot))
	l.sign.Move(fyne.NewPos((signWidth-dot)/2, (size.Height-dot)/2))
	x := signWidth
	what := max(size.Width-signWidth-whenWidth-whoWidth-photosWidth-style.Gap, 0)
	for _, c := range []struct {
		text  *canvas.Text
		width float32
	}{{l.when, whenWidth}, {l.what, what}, {l.who, whoWidth}, {l.photos, photosWidth}} {
		controls.PlaceText(c.text, x, 0, c.width, size.Height)
		x += c.width
	}
}

// MinSize is called by Fyne.
func (r *lineRenderer) MinSize() fyne.Size { return fyne.NewSize(0, rowHeight) }

// Refresh is called by Fyne.
func (r *lineRenderer) Refresh() {
	for _, o := range r.objects {
		o.Refresh()
	}
}

// Objects is called by Fyne.
func (r *lineRenderer) Objects() []fyne.CanvasObject { return r.objects }

// Destroy is called by Fyne.
func (r *lineRenderer) Destroy() {}
