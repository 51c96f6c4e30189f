package filters

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// labels chooses any of the colour labels.
type labels struct {
	dots []*labelDot
	root *fyne.Container
}

var _ part = (*labels)(nil)

func newLabels(change changer) *labels {
	s := &labels{}
	var objects []fyne.CanvasObject
	for _, l := range library.Labels() {
		dot := newLabelDot(l, func() { change(func(f *query.Filter) { toggle(f, l) }) })
		s.dots = append(s.dots, dot)
		objects = append(objects, dot)
	}
	line := container.New(layout.NewCustomPaddedLayout(0, 0, 4, 4), container.NewGridWithColumns(len(s.dots), objects...))
	s.root = section(controls.SectionTitle(lang.L("LABEL")), line)
	return s
}

// toggle adds a label to those that are let through, or takes it away.
func toggle(f *query.Filter, l library.Label) {
	if at := slices.Index(f.Labels, l); at >= 0 {
		f.Labels = slices.Delete(f.Labels, at, at+1)
		return
	}
	f.Labels = append(f.Labels, l)
}

func (s *labels) object() *fyne.Container { return s.root }

func (s *labels) set(v *View) {
	for _, d := range s.dots {
		d.set(v.Counts.Labels[d.label], slices.Contains(v.Filter.Labels, d.label))
	}
}

const (
	labelDotSide   float32 = 14
	labelDotHeight float32 = 38
)

// labelDot is a colour and how many photos have it.
type labelDot struct {
	widget.BaseWidget
	label    library.Label
	onTapped func()
	count    int
	chosen   bool
}

var (
	_ fyne.Widget   = (*labelDot)(nil)
	_ fyne.Tappable = (*labelDot)(nil)
)

func newLabelDot(l library.Label, onTapped func()) *labelDot {
	d := &labelDot{label: l, onTapped: onTapped}
	d.ExtendBaseWidget(d)
	return d
}

func (d *labelDot) set(count int, chosen bool) {
	if d.count != count || d.chosen != chosen {
		d.count, d.chosen = count, chosen
		d.Refresh()
	}
}

// Tapped is called by Fyne.
func (d *labelDot) Tapped(*fyne.PointEvent) { d.onTapped() }

// CreateRenderer is called by Fyne.
func (d *labelDot) CreateRenderer() fyne.WidgetRenderer {
	r := &labelDotRenderer{
		dot:    d,
		ground: canvas.NewRectangle(style.Chosen),
		circle: canvas.NewCircle(style.LabelColor(d.label)),
		count:  style.Text("", style.TextTiny, style.Muted, false),
	}
	r.ground.CornerRadius = style.Radius
	r.All = []fyne.CanvasObject{r.ground, r.circle, r.count}
	r.dress()
	return r
}

type labelDotRenderer struct {
	controls.Parts
	dot    *labelDot
	ground *canvas.Rectangle
	circle *canvas.Circle
	count  *canvas.Text
}

func (r *labelDotRenderer) MinSize() fyne.Size { return fyne.NewSize(24, labelDotHeight) }

func (r *labelDotRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.circle.Move(fyne.NewPos((size.Width-labelDotSide)/2, 4))
	r.circle.Resize(fyne.NewSquareSize(labelDotSide))
	w := r.count.MinSize().Width
	controls.PlaceText(r.count, (size.Width-w)/2, 4+labelDotSide, w, size.Height-4-labelDotSide)
}

func (r *labelDotRenderer) Refresh() {
	r.dress()
	r.Layout(r.dot.Size())
	canvas.Refresh(r.dot)
}

func (r *labelDotRenderer) dress() {
	d := r.dot
	r.count.Text = ""
	if d.count > 0 {
		r.count.Text = language.Count(d.count)
	}
	r.ground.Hidden = !d.chosen
	opacity := 1.0
	if d.count == 0 && !d.chosen {
		opacity = 0.4
	}
	r.circle.FillColor = style.Alpha(style.LabelColor(d.label), opacity)
}
