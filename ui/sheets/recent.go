package sheets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

const recentHeight float32 = 52

// recentRow is a folder that was opened before: its name and place, and at the right how
// many photos it has and what is left to do.
type recentRow struct {
	widget.BaseWidget
	folder   RecentFolder
	onTapped func()
	hovered  bool
}

var (
	_ fyne.Widget       = (*recentRow)(nil)
	_ fyne.Tappable     = (*recentRow)(nil)
	_ desktop.Hoverable = (*recentRow)(nil)
)

func newRecentRow(f RecentFolder, onTapped func()) *recentRow {
	r := &recentRow{folder: f, onTapped: onTapped}
	r.ExtendBaseWidget(r)
	return r
}

// Tapped is called by Fyne.
func (r *recentRow) Tapped(*fyne.PointEvent) { r.onTapped() }

// MouseIn is called by Fyne.
func (r *recentRow) MouseIn(*desktop.MouseEvent) { r.hover(true) }

// MouseMoved is called by Fyne.
func (r *recentRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called by Fyne.
func (r *recentRow) MouseOut() { r.hover(false) }

func (r *recentRow) hover(on bool) {
	r.hovered = on
	r.Refresh()
}

// CreateRenderer is called by Fyne.
func (r *recentRow) CreateRenderer() fyne.WidgetRenderer {
	f := &r.folder
	x := &recentRenderer{
		row: r, ground: canvas.NewRectangle(color.Transparent), rule: canvas.NewRectangle(style.Line),
		name:   style.Text("", style.TextBody, style.Ink, true),
		where:  style.Text("", style.TextSmall, style.Muted, false),
		photos: style.Text(f.Photos, style.TextSmall, style.Soft, false),
		state:  style.Text(f.State, style.TextSmall, style.Muted, false),
	}
	if f.Offline {
		x.state.Color = style.Problem
	}
	x.ground.CornerRadius = style.Radius
	x.All = []fyne.CanvasObject{x.ground, x.rule, x.name, x.where, x.photos, x.state}
	return x
}

type recentRenderer struct {
	controls.Parts
	row                        *recentRow
	ground, rule               *canvas.Rectangle
	name, where, photos, state *canvas.Text
}

func (x *recentRenderer) MinSize() fyne.Size { return fyne.NewSize(200, recentHeight) }

func (x *recentRenderer) Layout(size fyne.Size) {
	x.ground.Resize(size)
	x.rule.Resize(fyne.NewSize(size.Width, style.Hairline))
	x.rule.Move(fyne.NewPos(0, size.Height-style.Hairline))
	line := func(left, right *canvas.Text, text string, top float32) {
		w := right.MinSize().Width
		controls.PlaceText(right, size.Width-style.Gap-w, top, w, 20)
		left.Text = style.Shorten(text, left.TextSize, left.TextStyle.Bold, max(size.Width-3*style.Gap-w, 0))
		controls.PlaceText(left, style.Gap, top, left.MinSize().Width, 20)
	}
	line(x.name, x.photos, library.Display(x.row.folder.Name), 6)
	line(x.where, x.state, library.Display(x.row.folder.Where), 26)
}

func (x *recentRenderer) Refresh() {
	x.ground.FillColor = style.Alpha(style.Ink, 0)
	if x.row.hovered {
		x.ground.FillColor = style.Alpha(style.Ink, 0.05)
	}
	x.Layout(x.row.Size())
	canvas.Refresh(x.row)
}
