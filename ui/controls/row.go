package controls

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/style"
)

// RowView is what a Row shows.
type RowView struct {
	Title  string
	Detail string // at the right, such as a count
	Yields bool   // the detail is left out where the title does not fit beside it
	Indent float32
	Chosen bool
	Dim    bool        // there is nothing behind it
	Dot    style.Color // a dot after the title; "" for none
	Ring   bool        // the dot is hollow
	Tint   style.Color // of title and detail; "" is that of other rows
	Fold   Fold        // whether the row opens more rows
}

// Fold says whether a row opens more rows, and whether they are shown.
type Fold uint8

// The folds of a row.
const (
	NoFold Fold = iota
	Folded
	Unfolded
)

// Row is one line of a list in a panel: a title, and a count at the right.
type Row struct {
	widget.BaseWidget

	// OnTapped is called when the row is tapped, OnSecondary with the place in
	// the window when it is tapped with the other button. Both may be nil.
	OnTapped    func()
	OnSecondary func(fyne.Position)
	// OnFold is called in place of OnTapped where the sign of a row that opens more
	// is tapped; nil leaves all to OnTapped.
	OnFold func()

	view    RowView
	hovered bool
}

var (
	_ fyne.Widget            = (*Row)(nil)
	_ fyne.Tappable          = (*Row)(nil)
	_ fyne.SecondaryTappable = (*Row)(nil)
	_ desktop.Hoverable      = (*Row)(nil)
)

// NewRow makes a row.
func NewRow(onTapped func()) *Row {
	r := &Row{OnTapped: onTapped}
	r.ExtendBaseWidget(r)
	return r
}

// Set shows v.
func (r *Row) Set(v RowView) {
	if r.view != v {
		r.view = v
		r.Refresh()
	}
}

// View is what the row shows now.
func (r *Row) View() RowView { return r.view }

// Tapped is called by Fyne.
func (r *Row) Tapped(e *fyne.PointEvent) {
	if r.view.Fold != NoFold && r.OnFold != nil && e.Position.X < r.view.Indent+rowPadding+foldWidth {
		r.OnFold()
		return
	}
	if r.OnTapped != nil {
		r.OnTapped()
	}
}

// TappedSecondary is called by Fyne.
func (r *Row) TappedSecondary(e *fyne.PointEvent) {
	if r.OnSecondary != nil {
		r.OnSecondary(e.AbsolutePosition)
	}
}

// MouseIn is called by Fyne.
func (r *Row) MouseIn(*desktop.MouseEvent) { r.setHovered(true) }

// MouseMoved is called by Fyne.
func (r *Row) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called by Fyne.
func (r *Row) MouseOut() { r.setHovered(false) }

func (r *Row) setHovered(on bool) {
	r.hovered = on
	r.Refresh()
}

// CreateRenderer is called by Fyne.
func (r *Row) CreateRenderer() fyne.WidgetRenderer {
	x := &rowRenderer{
		row:    r,
		ground: canvas.NewRectangle(color.Transparent),
		title:  style.Text("", style.TextSmall, style.Soft, false),
		detail: style.Text("", style.TextSmall, style.Muted, false),
		dot:    canvas.NewCircle(color.Transparent),
		fold:   style.Text("", style.TextSmall, style.Muted, false),
	}
	x.ground.CornerRadius = style.Radius - 2
	x.All = []fyne.CanvasObject{x.ground, x.title, x.detail, x.dot, x.fold}
	x.dress()
	return x
}

const (
	rowPadding float32 = 8
	dotSide    float32 = 8
	foldWidth  float32 = 14 // of the sign before a title that opens more rows
	ringWidth  float32 = 1.5
)

type rowRenderer struct {
	Parts
	row           *Row
	ground        *canvas.Rectangle
	title, detail *canvas.Text
	dot           *canvas.Circle
	fold          *canvas.Text
}

func (x *rowRenderer) MinSize() fyne.Size { return fyne.NewSize(60, style.RowHeight) }

func (x *rowRenderer) Layout(size fyne.Size) {
	v := x.row.view
	place(x.ground, 0, 0, size.Width, size.Height)
	detail := x.detail.MinSize().Width
	if x.detail.Hidden = v.Yields && !x.fits(size.Width, detail); x.detail.Hidden {
		detail = -style.Gap
	}
	PlaceText(x.detail, size.Width-rowPadding-detail, 0, detail, size.Height)

	left, right := rowPadding+v.Indent, size.Width-rowPadding-detail-style.Gap
	PlaceText(x.fold, left, 0, foldWidth, size.Height)
	if v.Fold != NoFold {
		left += foldWidth
	}
	if v.Dot != "" {
		right -= dotSide + style.GapSmall
	}
	x.title.Text = style.Shorten(v.Title, style.TextSmall, false, max(right-left, 0))
	title := x.title.MinSize().Width
	PlaceText(x.title, left, 0, title, size.Height)
	place(x.dot, left+title+style.Gap, (size.Height-dotSide)/2, dotSide, dotSide)
}

// fits is true where the title stands whole beside a detail of a width.
func (x *rowRenderer) fits(width, detail float32) bool {
	v := x.row.view
	room := width - 2*rowPadding - v.Indent - detail - style.Gap
	if v.Fold != NoFold {
		room -= foldWidth
	}
	return style.TextWidth(v.Title, style.TextSmall, false) <= room
}

func (x *rowRenderer) Refresh() {
	x.dress()
	x.Layout(x.row.Size())
	canvas.Refresh(x.row)
}

func (x *rowRenderer) dress() {
	v := x.row.view
	x.detail.Text, x.dot.FillColor, x.dot.StrokeWidth = v.Detail, v.Dot, 0
	if v.Ring {
		x.dot.FillColor, x.dot.StrokeColor, x.dot.StrokeWidth = style.Alpha(style.Ink, 0), v.Dot, ringWidth
	}
	x.fold.Text = map[Fold]string{Folded: "›", Unfolded: "⌄"}[v.Fold]
	x.title.Color, x.detail.Color, x.ground.FillColor = style.Soft, style.Muted, style.Alpha(style.Ink, 0)
	switch {
	case v.Chosen:
		x.title.Color, x.ground.FillColor = style.Ink, style.Chosen
	case x.row.hovered:
		x.ground.FillColor = style.Alpha(style.Ink, 0.05)
	}
	if v.Dim && !v.Chosen {
		x.title.Color = style.Muted
	}
	if v.Tint != "" {
		x.title.Color, x.detail.Color = v.Tint, v.Tint
	}
}
