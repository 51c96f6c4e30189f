package compare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

const (
	lineHeight float32 = 28 // of the line above the panes
	gap        float32 = 8  // between panes, and around them
)

// Board is several cells beside each other, a line above them that says what they are
// and which keys there are, and the panel below.
type Board struct {
	widget.BaseWidget

	panel  *Panel
	cells  []*Cell
	shapes []float64 // width / height of each photo
	pairs  bool      // they always stand beside each other
	boxes  []box

	ground      *canvas.Rectangle
	title, keys *controls.Paragraph
}

var _ fyne.Widget = (*Board)(nil)

// NewBoard makes a board without cells. pairs puts them beside each other whatever
// their shapes.
func NewBoard(pairs bool) *Board {
	b := &Board{
		panel: NewPanel(), pairs: pairs, ground: canvas.NewRectangle(style.Background),
		title: controls.NewParagraph(style.TextSmall, 2000), keys: controls.NewParagraph(style.TextSmall, 2000),
	}
	b.ExtendBaseWidget(b)
	return b
}

// Panel is what stands below the cells.
func (b *Board) Panel() *Panel { return b.panel }

// SetCells shows these cells, of photos of these shapes (width / height; 0 where that
// is not known).
func (b *Board) SetCells(cells []*Cell, shapes []float64) {
	b.cells, b.shapes = cells, shapes
	b.Refresh()
}

// SetLine writes the line above the cells: what they are, and the keys for them.
func (b *Board) SetLine(title, keys []Span) {
	b.title.Set(title...)
	b.keys.Set(keys...)
	b.arrangeLine(b.Size())
}

// ShowPanel shows or hides the panel.
func (b *Board) ShowPanel(show bool) {
	if b.panel.Visible() == show {
		return
	}
	if show {
		b.panel.Show()
	} else {
		b.panel.Hide()
	}
	b.Refresh()
}

// Neighbour is the cell nearest to a cell in a direction, which is -1, 0 or 1 on each
// axis; the cell itself where there is none.
func (b *Board) Neighbour(i, dx, dy int) int { return neighbour(b.boxes, i, dx, dy) }

func (b *Board) arrangeLine(size fyne.Size) {
	// Both are one line: the keys give way where there is no room.
	title, keys := b.title.LineWidth(), b.keys.LineWidth()
	y := (lineHeight - style.TextSmall*1.5) / 2
	b.title.Move(fyne.NewPos(gap+2, y))
	b.title.Resize(fyne.NewSize(title, lineHeight))
	b.keys.Move(fyne.NewPos(size.Width-gap-2-keys, y))
	b.keys.Resize(fyne.NewSize(keys, lineHeight))
	b.keys.Hidden = title+keys+4*gap > size.Width
}

func (b *Board) arrange(size fyne.Size) {
	b.ground.Resize(size)
	b.arrangeLine(size)
	below := size.Height - gap
	if b.panel.Visible() {
		h := panelHeight(size)
		b.panel.Move(fyne.NewPos(gap, size.Height-gap-h))
		b.panel.Resize(fyne.NewSize(size.Width-2*gap, h))
		below -= h + gap
	}
	area := fyne.NewSize(max(size.Width-2*gap, 1), max(below-lineHeight, 1))
	if b.pairs {
		b.boxes = beside(len(b.cells), area, gap)
	} else {
		b.boxes = rowsOf(b.shapes, area, gap)
	}
	for i, c := range b.cells {
		c.Move(b.boxes[i].at.AddXY(gap, lineHeight))
		c.Resize(b.boxes[i].size)
	}
}

// CreateRenderer is called by Fyne.
func (b *Board) CreateRenderer() fyne.WidgetRenderer { return &boardRenderer{b} }

type boardRenderer struct{ board *Board }

func (r *boardRenderer) Objects() []fyne.CanvasObject {
	b := r.board
	all := []fyne.CanvasObject{b.ground, b.title, b.keys}
	for _, c := range b.cells {
		all = append(all, c)
	}
	return append(all, b.panel)
}
func (r *boardRenderer) MinSize() fyne.Size    { return fyne.NewSize(400, 300) }
func (r *boardRenderer) Layout(size fyne.Size) { r.board.arrange(size) }
func (r *boardRenderer) Destroy()              {}
func (r *boardRenderer) Refresh() {
	r.board.arrange(r.board.Size())
	canvas.Refresh(r.board)
}
