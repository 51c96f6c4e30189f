package compare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// row draws one line of the list.
type row struct {
	of                   Row
	label, middle, right *canvas.Text
}

func newRow() *row {
	return &row{
		label:  style.Text("", style.TextSmall, style.Ink, false),
		middle: style.Text("", style.TextSmall, style.Soft, false),
		right:  style.Text("", style.TextSmall, style.Muted, false),
	}
}

func (r *row) objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.label, r.middle, r.right} }

func (r *row) set(of *Row) {
	r.of = *of
	r.label.Text, r.middle.Text, r.right.Text = of.Label, of.Middle, of.Right
	r.label.Color, r.middle.Color, r.right.Color = of.Tint, style.Soft, of.End
	if of.Muted {
		r.label.Color, r.middle.Color, r.right.Color = style.Muted, style.Muted, style.Muted
	}
	r.right.TextStyle.Bold = of.End != style.Muted && !of.Muted
}

func (r *row) hide(yes bool) { r.label.Hidden, r.middle.Hidden, r.right.Hidden = yes, yes, yes }

// place puts the row where it stands; its label is so wide. The middle is cut where
// there is no room for all of it.
func (r *row) place(x, y, width, label float32) {
	r.label.Text = style.Cut(r.of.Label, style.TextSmall, false, label)
	controls.PlaceText(r.label, x, y, label, rowHeight)
	right := style.TextWidth(r.of.Right, style.TextSmall, r.right.TextStyle.Bold)
	r.right.Text = r.of.Right
	if most := (width - label) * 0.6; right > most && r.of.Middle != "" {
		r.right.Text = style.Cut(r.of.Right, style.TextSmall, r.right.TextStyle.Bold, most)
		right = most
	}
	controls.PlaceText(r.right, x+width-right, y, right, rowHeight)
	room := width - label - right - style.Gap
	r.middle.Text = style.Cut(r.of.Middle, style.TextSmall, false, max(room, 0))
	controls.PlaceText(r.middle, x+label, y, max(room, 0), rowHeight)
}
