package grid

import (
	"image"
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// Tile is what one cell says about one photo.
type Tile struct {
	ID            library.ID
	Name          string
	Score         string // "7.84", "" while there is none
	LowConfidence bool   // Score should not be relied on
	Earlier       bool   // Score is that of an earlier version of the scorer
	Rating        library.Rating
	Flag          library.Flag
	Label         library.Label
	Kind          string // "RAW", "RAW+JPEG", "" for a plain picture
	Problem       string // why it cannot be shown or scored
	Cursor        bool
	Selected      bool
	Stack         StackMark        // what belongs together with it
	Rotation      library.Rotation // of its picture
	Conflict      string           // that another program decided otherwise, in a word; "" where none did
	Eyes          string           // that eyes look closed, in a few words; "" for nothing
}

// caption is the height of the strip under the photograph.
const caption float32 = 26

// edge is the frame's width, which the photograph leaves free.
const edge float32 = 2

// inset is what a cell leaves free around its card: with the gap that the wall
// leaves between cells, cards stand 12 apart.
const inset float32 = 4

// photoSize is the room that a cell of the given size gives its photograph.
func photoSize(cell fyne.Size) fyne.Size {
	return fyne.NewSize(cell.Width-2*(inset+edge), cell.Height-2*inset-caption-edge)
}

// rejectedFade is how far a photo that is rejected, or that has words written
// over it, steps back: dimmed, never gone.
const rejectedFade = 0.6

// tileWidget draws one cell. It is made once and shown with ever other photos.
type tileWidget struct {
	widget.BaseWidget

	grid  *Grid
	index int
	tile  Tile
	width float32     // of the cell for which the words were cut
	shown image.Image // what img holds, to upload it only once

	card, well, veil  *canvas.Rectangle
	img               *canvas.Image
	left, score, kind *canvas.Text
	label, frame      *canvas.Rectangle
	chips
	problem *widget.Label
	stack   stackParts
	loading *canvas.Text // stands where the photo will
}

var (
	_ fyne.Widget         = (*tileWidget)(nil)
	_ fyne.DoubleTappable = (*tileWidget)(nil)
	_ desktop.Mouseable   = (*tileWidget)(nil)
	_ desktop.Hoverable   = (*tileWidget)(nil)
)

func newTile(g *Grid) *tileWidget {
	t := &tileWidget{
		grid: g, index: -1,
		card:    canvas.NewRectangle(style.Raised),
		well:    canvas.NewRectangle(style.Mat),
		veil:    canvas.NewRectangle(style.Alpha(style.Mat, rejectedFade)),
		img:     &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleFastest},
		left:    style.Text("", style.TextSmall, style.Soft, false),
		score:   style.Text("", style.TextBody, style.Ink, true),
		kind:    style.Text("", style.TextTiny, style.Soft, false),
		chips:   newChips(),
		label:   canvas.NewRectangle(style.Line),
		frame:   canvas.NewRectangle(style.Alpha(style.Accent, 0)),
		problem: widget.NewLabel(""),
		stack:   newStackParts(),
		loading: style.Text(lang.L("loading"), style.TextTiny, style.Muted, false),
	}
	t.card.CornerRadius = style.RadiusBig
	t.label.CornerRadius = 2
	t.frame.CornerRadius = style.RadiusBig
	t.frame.StrokeWidth = 2
	t.problem.Wrapping = fyne.TextWrapWord
	t.problem.Truncation = fyne.TextTruncateEllipsis
	t.problem.Alignment = fyne.TextAlignCenter
	t.problem.SizeName = theme.SizeNameCaptionText
	t.img.Hide()
	t.ExtendBaseWidget(t)
	return t
}

// MinSize is the grid's cell size.
func (t *tileWidget) MinSize() fyne.Size { return t.grid.cell }

// show puts another photo, or other words about the same one, on the cell.
func (t *tileWidget) show(index int, tile Tile) {
	changedPhoto := t.tile.ID != tile.ID
	if t.index == index && t.tile == tile && t.width == t.grid.cell.Width {
		return
	}
	t.index, t.tile, t.width = index, tile, t.grid.cell.Width
	if changedPhoto {
		t.setImage(nil)
	}
	t.refreshWords()
	t.arrange(t.Size())
}

// setImage shows a thumbnail, or the empty well for nil.
func (t *tileWidget) setImage(im image.Image) {
	if t.shown == im {
		return
	}
	t.shown = im
	show(t.loading, im == nil && t.tile.Problem == "")
	if im == nil {
		t.img.Hide()
		return
	}
	t.img.Image = im
	t.img.Show()
	t.img.Refresh()
}

func (t *tileWidget) refreshWords() {
	tile := &t.tile
	t.score.Color = style.Ink
	switch {
	case tile.LowConfidence:
		t.score.Color = style.Warning
	case tile.Earlier:
		t.score.Color = style.Muted
	}
	setText(t.score, tile.Score)
	t.score.Refresh()
	setText(t.kind, tile.Kind)
	if t.nameRoom() < tile.least() {
		setText(t.kind, "") // the inspector says it too
	}
	setText(t.left, tile.words(t.nameRoom()))
	t.badge.say(language.Flag(tile.Flag), style.FlagColor(tile.Flag))
	t.conflict.say(tile.Conflict, style.Warning)
	t.eyes.say(tile.Eyes, style.Scrim)
	show(t.veil, tile.Flag == library.Reject || tile.Problem != "")
	setFill(t.label, style.LabelColor(tile.Label))
	show(t.label, tile.Label != library.NoLabel)
	stroke := style.Line
	switch {
	case tile.Cursor:
		stroke = style.Accent
	case tile.Selected:
		stroke = style.Ink
	}
	foot := style.Raised
	if tile.Cursor || tile.Selected {
		foot = style.Chosen
	}
	setFill(t.card, foot)
	if t.frame.StrokeColor != stroke {
		t.frame.StrokeColor = stroke
		t.frame.Refresh()
	}
	show(t.problem, tile.Problem != "")
	show(t.loading, t.shown == nil && tile.Problem == "")
	if t.problem.Text != tile.Problem {
		t.problem.SetText(tile.Problem)
	}
	t.stack.say(&tile.Stack)
}

// The caption's words stand captionMargin from the card's edges, captionGap
// apart; the label's square and its gap take labelRoom.
const (
	captionMargin float32 = 10
	captionGap    float32 = 8
	labelRoom     float32 = 16
	leastName     float32 = 44 // of a name that still tells photos apart
)

// nameRoom is how wide the name may be beside what else the caption says.
func (t *tileWidget) nameRoom() float32 {
	room := t.grid.cell.Width - 2*inset - 2*captionMargin
	if t.tile.Label != library.NoLabel {
		room -= labelRoom
	}
	for _, beside := range []*canvas.Text{t.score, t.kind} {
		if beside.Text != "" {
			room -= beside.MinSize().Width + captionGap
		}
	}
	return max(room, 0)
}

// CreateRenderer is called by Fyne.
func (t *tileWidget) CreateRenderer() fyne.WidgetRenderer { return &tileRenderer{t} }

// MouseDown takes the click with its modifiers; on the count it opens the stack.
func (t *tileWidget) MouseDown(e *desktop.MouseEvent) {
	switch {
	case e.Button != desktop.MouseButtonPrimary:
	case t.stack.isOnCount(e.Position) && t.grid.OnStack != nil:
		t.grid.OnStack(t.index)
	default:
		t.grid.clicked(t.index, e.Modifier)
	}
}

// MouseUp is needed to be Mouseable.
func (t *tileWidget) MouseUp(*desktop.MouseEvent) {}

// DoubleTapped opens the photo.
func (t *tileWidget) DoubleTapped(*fyne.PointEvent) {
	if t.grid.OnOpen != nil {
		t.grid.OnOpen(t.index)
	}
}

type tileRenderer struct{ t *tileWidget }

func (r *tileRenderer) Objects() []fyne.CanvasObject {
	t := r.t
	return t.grid.hover.with(t, slices.Concat(t.stack.behind(), []fyne.CanvasObject{
		t.card, t.well, t.loading, t.img, t.veil, t.problem,
	}, t.badge.objects(), t.stack.above(), t.conflict.objects(), t.eyes.objects(), []fyne.CanvasObject{
		t.label, t.left, t.kind, t.score, t.frame,
	}))
}
func (r *tileRenderer) MinSize() fyne.Size    { return r.t.grid.cell }
func (r *tileRenderer) Layout(size fyne.Size) { r.t.arrange(size) }
func (r *tileRenderer) Refresh()              { r.t.arrange(r.t.Size()) }
func (r *tileRenderer) Destroy()              {}

// arrange places everything; it only moves, so it never uploads a picture again.
func (t *tileWidget) arrange(size fyne.Size) {
	card := fyne.NewSize(size.Width-2*inset, size.Height-2*inset)
	place(t.card, inset, inset, card.Width, card.Height)
	place(t.frame, inset, inset, card.Width, card.Height)
	photo := photoSize(size)
	const left, top = inset + edge, inset + edge
	place(t.well, left, top, photo.Width, photo.Height)
	place(t.img, left, top, photo.Width, photo.Height)
	place(t.veil, left, top, photo.Width, photo.Height)
	wait := t.loading.MinSize()
	place(t.loading, left+(photo.Width-wait.Width)/2, top+(photo.Height-wait.Height)/2, wait.Width, wait.Height)
	problem := t.problem.MinSize().Height
	problem = min(photo.Height, max(problem, 76))
	place(t.problem, left+4, top+(photo.Height-problem)/2, photo.Width-8, problem)

	t.badge.put(left+badgeEdge, top+badgeEdge)
	t.putRight(left+photo.Width-badgeEdge, top+badgeEdge)
	t.stack.arrange(&t.tile.Stack, card, fyne.NewPos(left, top), photo, t.badge.width())

	middle := func(o *canvas.Text, x float32) {
		s := o.MinSize()
		place(o, x, size.Height-inset-caption+(caption-s.Height)/2-1, s.Width, s.Height)
	}
	x := inset + captionMargin
	if t.label.Visible() {
		place(t.label, x, size.Height-inset-caption/2-6, 10, 10)
		x += labelRoom
	}
	middle(t.left, x)
	right := size.Width - inset - captionMargin
	if t.score.Text != "" {
		right -= t.score.MinSize().Width
		middle(t.score, right)
		right -= captionGap
	}
	middle(t.kind, right-t.kind.MinSize().Width)
	t.grid.hover.update(t)
}

func place(o fyne.CanvasObject, x, y, w, h float32) {
	if s := fyne.NewSize(w, h); o.Size() != s {
		o.Resize(s)
	}
	if p := fyne.NewPos(x, y); o.Position() != p {
		o.Move(p)
	}
}

func show(o fyne.CanvasObject, yes bool) {
	switch {
	case yes && !o.Visible():
		o.Show()
	case !yes && o.Visible():
		o.Hide()
	}
}

func setText(t *canvas.Text, s string) {
	if t.Text != s {
		t.Text = s
		t.Refresh()
	}
}

func setFill(r *canvas.Rectangle, c color.Color) {
	if r.FillColor != c {
		r.FillColor = c
		r.Refresh()
	}
}
