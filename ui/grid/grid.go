package grid

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
)

// Source says what the grid shows. It is asked on the window's goroutine.
type Source interface {
	Len() int
	// Sections are where new rows begin, in their order.
	Sections() []Section
	Tile(i int) Tile
	Photo(id library.ID) *library.Photo
}

// The sides between which a cell's width may be requested, in device-independent
// pixels.
const (
	MinSide float32 = 130
	MaxSide float32 = 420
)

// shape is a cell's height without its caption as a share of its width: a
// landscape photo fills it.
const shape = 0.7

// Grid is the wall of photographs. All methods belong to the window's goroutine.
type Grid struct {
	widget.BaseWidget

	// OnClick is a click on a place with the modifiers that were held.
	OnClick func(index int, mod fyne.KeyModifier)
	// OnOpen is a double click on a place.
	OnOpen func(index int)
	// OnStack is a click on the count of a stack.
	OnStack func(index int)
	// OnView tells which photos are in view, from the top, after it changed.
	OnView func(ids []library.ID)
	// Mouse is what else the mouse asks for.
	Mouse Mouse
	// OnScroll tells that the person scrolled.
	OnScroll func()

	source Source
	loader *Loader
	wrap   *wall
	cell   fyne.Size
	side   float32 // the requested cell width

	cells   map[*tileWidget]int // every cell that shows something, and its place
	hover   *hover
	offset  float32 // how far the grid itself scrolled last
	pending bool    // what is in view is to be requested
	later   func(func())
}

var _ fyne.Widget = (*Grid)(nil)

// New makes a grid over source, whose thumbnails come from loader. later runs a
// function on the window's goroutine after the present work (fyne.Do).
func New(source Source, loader *Loader, side float32, later func(func())) *Grid {
	g := &Grid{source: source, loader: loader, side: side, cells: map[*tileWidget]int{}, later: later}
	g.cell, g.hover = cellSize(side), newHover(&g.Mouse)
	g.wrap = newWall(g.cell, source.Len, source.Sections, func() *tileWidget { return newTile(g) }, g.fill)
	g.wrap.onView = g.requestSoon
	g.ExtendBaseWidget(g)
	return g
}

// cellSize is a cell of the given width.
func cellSize(width float32) fyne.Size {
	return fyne.NewSize(width, float32(math.Floor(float64(width)*shape))+caption)
}

// SetSide changes the requested width of a cell.
func (g *Grid) SetSide(side float32) {
	g.side = max(MinSide, min(MaxSide, side))
	g.fit(g.Size().Width)
}

// Columns is how many cells stand in a row.
func (g *Grid) Columns() int { return g.wrap.columns() }

// Vertical gives the place that stands so many rows below another, or above it where
// rows is negative.
func (g *Grid) Vertical(place, rows int) int { return g.wrap.rows.vertical(place, rows) }

// Rows is how many whole rows are in view, at least 1.
func (g *Grid) Rows() int {
	return max(1, int(g.Size().Height/(g.cell.Height+theme.Padding())))
}

// Reload shows what the source now says everywhere: after sorting, filtering,
// or photos that came and went.
func (g *Grid) Reload() {
	clear(g.cells)
	g.wrap.Reload()
	g.offset = g.wrap.offset()
	g.requestSoon()
}

// Update shows what the source now says of the cells in view, without moving
// any: after a decision, a score or a step of the cursor.
func (g *Grid) Update() {
	for t, i := range g.cells {
		if i >= g.source.Len() {
			continue
		}
		tile := g.source.Tile(i)
		turned := t.tile.ID == tile.ID && t.tile.Rotation != tile.Rotation
		t.show(i, tile)
		if turned {
			t.setImage(g.loader.Peek(tile.ID, tile.Rotation, g.room()))
			g.requestSoon()
		}
	}
	g.wrap.rewrite()
}

// Reveal scrolls until a place is in view.
func (g *Grid) Reveal(i int) {
	if i >= 0 && i < g.source.Len() {
		g.wrap.ScrollTo(i)
		g.offset = g.wrap.offset()
		g.requestSoon()
	}
}

// Deliver puts a thumbnail on its photo's cell, if that is still in view and turned so.
func (g *Grid) Deliver(id library.ID, turn library.Rotation, im image.Image) {
	for t := range g.cells {
		if t.tile.ID == id && t.tile.Rotation == turn {
			t.setImage(im)
			t.arrange(t.Size())
		}
	}
}

// Resize fits whole cells into the new width.
func (g *Grid) Resize(size fyne.Size) {
	g.BaseWidget.Resize(size)
	g.fit(size.Width)
}

// fit chooses the cell width so that no strip stays empty at the right.
func (g *Grid) fit(width float32) {
	pad := theme.Padding()
	// The scroll bar lies over the right edge; leave it room.
	width -= 2 * pad
	if width <= g.side {
		return
	}
	columns := float32(math.Max(1, math.Round(float64((width+pad)/(g.side+pad)))))
	w := float32(math.Floor(float64((width+pad)/columns - pad)))
	if cell := cellSize(w); cell != g.cell {
		g.cell = cell
		clear(g.cells)
		g.wrap.SetCell(cell)
		g.offset = g.wrap.offset()
	}
	g.requestSoon()
}

func (g *Grid) fill(i int, t *tileWidget) {
	g.cells[t] = i
	if i >= g.source.Len() {
		return
	}
	t.show(i, g.source.Tile(i))
	t.setImage(g.loader.Peek(t.tile.ID, t.tile.Rotation, g.room()))
	g.requestSoon()
}

// room is what a cell gives a photo, in device pixels.
func (g *Grid) room() image.Point {
	scale := float32(1)
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil {
		scale = c.Scale()
	}
	photo := photoSize(g.cell)
	return image.Pt(int(photo.Width*scale), int(photo.Height*scale))
}

// requestSoon asks for the thumbnails that are in view once, however many cells
// changed.
func (g *Grid) requestSoon() {
	if g.pending {
		return
	}
	g.pending = true
	g.later(func() {
		g.pending = false
		g.request()
	})
}

// request asks for the thumbnails that are in view now, and tells what that is.
func (g *Grid) request() {
	if at := g.wrap.offset(); at != g.offset {
		g.offset = at
		if g.OnScroll != nil {
			g.OnScroll()
		}
	}
	first, last := g.InView()
	wants := make([]Want, 0, last-first)
	ids := make([]library.ID, 0, last-first)
	room := g.room()
	for i := first; i < last; i++ {
		tile := g.source.Tile(i)
		p := g.source.Photo(tile.ID)
		if p == nil {
			continue
		}
		ids = append(ids, tile.ID)
		if p.Problem.IsZero() {
			wants = append(wants, Want{Photo: *p, Room: room})
		}
	}
	for t, i := range g.cells {
		if i < first || i >= last {
			delete(g.cells, t)
		}
	}
	g.loader.Load(wants)
	if g.OnView != nil {
		g.OnView(ids)
	}
}

// InView gives the places that are in view, from first to before last.
func (g *Grid) InView() (first, last int) {
	first, last = g.wrap.inView()
	n := g.source.Len() // photos may have gone since they were laid out
	return min(first, n), min(last, n)
}

func (g *Grid) clicked(i int, mod fyne.KeyModifier) {
	if g.OnClick != nil && i >= 0 && i < g.source.Len() {
		g.OnClick(i, mod)
	}
}

// CreateRenderer is called by Fyne.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(g.wrap) }
