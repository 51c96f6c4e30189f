package inspector

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

const (
	numberHeight float32 = 42
	nameHeight   float32 = 26
	aboutHeight  float32 = 18 // of what the number is, in a narrow panel
	labelDot     float32 = 11
)

// header is the big number with its uncertainty, and below it the file's name
// with what the person decided. Every part keeps its place from photo to photo. In a
// narrow panel what the number is stands below it.
type header struct {
	widget.BaseWidget
	name, number, about string
	known, narrow       bool
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
	h.name, h.number, h.about, h.known = library.Display(v.Name), "", "", v.Overall.Known
	if v.Name != "" {
		h.number, h.about = style.Number(v.Overall), about(v)
	}
	h.flag, h.rating, h.label = v.Decided.Flag, v.Decided.Rating, v.Decided.Label
	h.Refresh()
}

// setNarrow is for a panel of another width.
func (h *header) setNarrow(narrow bool) {
	if h.narrow != narrow {
		h.narrow = narrow
		h.Refresh()
	}
}

// above is the height of what stands above the name.
func (h *header) above() float32 {
	if h.narrow {
		return numberHeight + aboutHeight
	}
	return numberHeight
}

// about stands beside the number: "±0.5 overall".
func about(v *View) string {
	if !v.Overall.Known && v.State != "" {
		return v.State
	}
	text := v.OverallTitle
	if text == "" {
		text = lang.L("overall")
	}
	if spread := style.Spread(v.Overall); spread != "" {
		text = spread + " " + text
	}
	if v.State != "" {
		text += " · " + v.State
	}
	return text
}

// CreateRenderer is called by Fyne.
func (h *header) CreateRenderer() fyne.WidgetRenderer {
	r := &headerRenderer{
		header: h,
		number: style.Text("", style.TextHero, style.Ink, true),
		about:  style.Text("", style.TextSmall, style.Muted, false),
		name:   style.Text("", style.TextSmall, style.Soft, false),
		flag:   controls.NewBadge("", style.Raised),
		stars:  controls.NewStars(style.TextBody),
		label:  canvas.NewCircle(style.Line),
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
	if r.header.name == "" {
		return fyne.Size{}
	}
	return fyne.NewSize(120, r.header.above()+nameHeight)
}

func (r *headerRenderer) Layout(size fyne.Size) {
	number, about := r.number.MinSize(), r.about.MinSize()
	r.number.Move(fyne.NewPos(-1, (numberHeight-number.Height)/2))
	r.number.Resize(number)
	// The small words stand on the big number's baseline.
	base := (numberHeight+number.Height)/2 - number.Height*0.2
	above := r.header.above()
	if r.header.narrow {
		r.about.Text = style.Cut(r.header.about, style.TextSmall, false, size.Width)
		controls.PlaceText(r.about, 0, numberHeight, size.Width, aboutHeight)
	} else {
		r.about.Move(fyne.NewPos(number.Width+style.Gap, base-about.Height*0.8))
		r.about.Resize(about)
	}
	right := size.Width
	for _, o := range []fyne.CanvasObject{r.flag, r.stars, r.label} {
		if o.Visible() {
			m := o.MinSize().Max(fyne.NewSquareSize(labelDot))
			right -= m.Width
			o.Move(fyne.NewPos(right, above+(nameHeight-m.Height)/2))
			o.Resize(m)
			right -= style.Gap
		}
	}
	r.name.Text = style.Shorten(r.header.name, style.TextSmall, false, max(right, 0))
	controls.PlaceText(r.name, 0, above, max(right, 0), nameHeight)
}

func (r *headerRenderer) Refresh() {
	r.dress()
	r.Layout(r.header.Size())
	canvas.Refresh(r.header)
}

func (r *headerRenderer) dress() {
	h := r.header
	r.number.Text, r.about.Text = h.number, h.about
	r.number.Color = style.Ink
	if !h.known {
		r.number.Color = style.Muted
	}
	r.flag.Set(language.Flag(h.flag), style.FlagColor(h.flag))
	r.stars.Set(h.rating)
	r.label.FillColor = style.LabelColor(h.label)
	r.flag.Hidden = h.name == "" || h.flag == library.Undecided
	r.stars.Hidden = h.name == "" || h.rating == 0
	r.label.Hidden = h.name == "" || h.label == library.NoLabel
}
