package inspector

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"keeplight/library"
	"keeplight/ui/controls"
	"keeplight/ui/look"
)

const (
	numberHeight   float32 = 42
	decisionHeight float32 = 26
	labelDot       float32 = 11
)

// header is the big number with its uncertainty, the file's name, and below
// them what the person decided.
type header struct {
	widget.BaseWidget
	name, number, about string
	flag                library.Flag
	rating              library.Rating
	label               library.Label
}

var _ fyne.Widget = (*header)(nil)

func newHeader() *header {
	h := &header{}
	h.ExtendBaseWidget(h)
	return h
}

func (h *header) set(v *View) {
	h.name, h.number, h.about = v.Name, "", ""
	if v.Name != "" {
		h.number = look.Number(v.Overall)
		h.about = about(v)
	}
	h.flag, h.rating, h.label = v.Flag, v.Rating, v.Label
	h.Refresh()
}

// about stands beside the number: "±0.5 overall".
func about(v *View) string {
	title := v.OverallTitle
	if title == "" {
		title = "overall"
	}
	if spread := look.Spread(v.Overall); spread != "" {
		return spread + " " + title
	}
	return title
}

// decided is true when there is something to show in the second line.
func (h *header) decided() bool {
	return h.name != "" && (h.flag != library.Undecided || h.rating > 0 || h.label != library.NoLabel)
}

// CreateRenderer is called by Fyne.
func (h *header) CreateRenderer() fyne.WidgetRenderer {
	r := &headerRenderer{
		header: h,
		number: look.Text("", look.TextHero, look.Ink, true),
		about:  look.Text("", look.TextSmall, look.Muted, false),
		name:   look.Text("", look.TextSmall, look.Muted, false),
		flag:   controls.NewBadge("", look.Raised),
		stars:  controls.NewStars(look.TextBody),
		label:  canvas.NewCircle(look.Line),
	}
	r.All = []fyne.CanvasObject{r.number, r.about, r.name, r.flag, r.stars, r.label}
	r.dress()
	return r
}

type headerRenderer struct {
	controls.Parts
	header              *header
	number, about, name *canvas.Text
	flag                *controls.Badge
	stars               *controls.Stars
	label               *canvas.Circle
}

func (r *headerRenderer) MinSize() fyne.Size {
	switch {
	case r.header.name == "":
		return fyne.NewSize(0, 0)
	case r.header.decided():
		return fyne.NewSize(120, numberHeight+decisionHeight)
	}
	return fyne.NewSize(120, numberHeight)
}

func (r *headerRenderer) Layout(size fyne.Size) {
	number, about := r.number.MinSize(), r.about.MinSize()
	r.number.Move(fyne.NewPos(-1, (numberHeight-number.Height)/2))
	r.number.Resize(number)
	// The small words stand on the big number's baseline.
	base := (numberHeight+number.Height)/2 - number.Height*0.2
	r.about.Move(fyne.NewPos(number.Width+look.Gap, base-about.Height*0.8))
	r.about.Resize(about)

	room := size.Width - number.Width - about.Width - 3*look.Gap
	r.name.Text = look.Shorten(r.header.name, look.TextSmall, false, max(room, 0))
	name := r.name.MinSize()
	r.name.Move(fyne.NewPos(size.Width-name.Width, base-name.Height*0.8))
	r.name.Resize(name)

	x := float32(0)
	for _, o := range []fyne.CanvasObject{r.flag, r.stars, r.label} {
		if !o.Visible() {
			continue
		}
		m := o.MinSize().Max(fyne.NewSize(labelDot, labelDot))
		o.Move(fyne.NewPos(x, numberHeight+(decisionHeight-m.Height)/2))
		o.Resize(m)
		x += m.Width + look.Gap
	}
}

func (r *headerRenderer) Refresh() {
	r.dress()
	r.Layout(r.header.Size())
	canvas.Refresh(r.header)
}

func (r *headerRenderer) dress() {
	h := r.header
	r.number.Text, r.about.Text = h.number, h.about
	r.flag.Set(map[library.Flag]string{library.Pick: "Pick", library.Reject: "Reject"}[h.flag], look.FlagColor(h.flag))
	r.stars.Set(h.rating)
	r.label.FillColor = look.LabelColor(h.label)
	r.flag.Hidden = h.name == "" || h.flag == library.Undecided
	r.stars.Hidden = h.name == "" || h.rating == 0
	r.label.Hidden = h.name == "" || h.label == library.NoLabel
}
