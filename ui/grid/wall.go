package grid

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// wall lays cells out in rows and draws those that are in view. It differs from the
// toolkit's GridWrap in that a section may begin a new row and say something across
// the whole width, and in that it never takes the keyboard's focus: the culling keys
// must reach the window whatever was clicked or tabbed to.
type wall struct {
	widget.BaseWidget

	length   func() int
	sections func() []Section
	create   func() *tileWidget
	update   func(i int, t *tileWidget)
	onView   func() // other cells are in view; may be nil

	cell   fyne.Size
	scroll *container.Scroll
	inside *fyne.Container // what is drawn, moved by scroll

	list  []Section
	rows  *rows
	tiles map[int]*tileWidget // by cell
	spare []*tileWidget
	bars  map[int]*bar  // heads, feet and what fills the rest of a row of cells, by row
	trays map[int]*tray // grounds of open stacks, by section
}

var _ fyne.Widget = (*wall)(nil)

func newWall(cell fyne.Size, length func() int, sections func() []Section, create func() *tileWidget, update func(int, *tileWidget)) *wall {
	w := &wall{
		length: length, sections: sections, create: create, update: update, cell: cell,
		rows: layRows(0, 1, 1, nil, nil), tiles: map[int]*tileWidget{}, bars: map[int]*bar{}, trays: map[int]*tray{},
	}
	w.inside = container.New(inside{w})
	w.scroll = container.NewVScroll(w.inside)
	w.scroll.OnScrolled = func(fyne.Position) { w.draw(true); w.viewed() }
	w.ExtendBaseWidget(w)
	return w
}

// CreateRenderer is called by Fyne.
func (w *wall) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(w.scroll) }

// Resize lays the cells out anew where another number of them fits into a row.
func (w *wall) Resize(size fyne.Size) {
	changed := size != w.Size()
	w.BaseWidget.Resize(size)
	if changed {
		w.lay()
	}
}

// SetCell changes how large a cell is.
func (w *wall) SetCell(cell fyne.Size) {
	if w.cell != cell {
		w.cell = cell
		w.lay()
	}
}

// Reload shows what there is now.
func (w *wall) Reload() {
	w.list = w.sections()
	w.lay()
}

// lay puts everything in its place, and keeps what stands at the top there.
func (w *wall) lay() {
	w.rows = layRows(w.length(), w.columns(), w.cell.Height+theme.Padding(), w.list, w.footOf)
	clear(w.bars)
	clear(w.trays)
	most := max(0, w.rows.high-w.Size().Height)
	if w.scroll.Offset.Y > most {
		w.scroll.Offset.Y = most
	}
	w.draw(false)
	w.scroll.Refresh()
}

func (w *wall) viewed() {
	if w.onView != nil {
		w.onView()
	}
}

// rewrite says of open stacks what there is to be said now. Nothing moves.
func (w *wall) rewrite() {
	isOpen := func(s Section) bool { return s.Tray != nil }
	if !slices.ContainsFunc(w.list, isOpen) {
		return
	}
	now := w.sections()
	if len(now) != len(w.list) {
		return // the grid is laid out anew in a moment
	}
	if w.list = now; w.footsChanged() {
		w.lay()
		w.viewed()
		return
	}
	for at := range w.bars {
		if x := &w.rows.all[at]; x.kind == cellRow || w.trayOf(x) != nil {
			delete(w.bars, at)
		}
	}
	w.draw(true)
	w.scroll.Refresh()
}

// offset is how far it is scrolled down.
func (w *wall) offset() float32 { return w.scroll.Offset.Y }

// columns is how many cells stand in a row.
func (w *wall) columns() int {
	pad := theme.Padding()
	return max(1, int((w.Size().Width+pad)/(w.cell.Width+pad)))
}

// ScrollTo has a cell come into view, with what is said above or below its row.
func (w *wall) ScrollTo(i int) {
	if i < 0 || i >= len(w.rows.of) {
		return
	}
	at := int(w.rows.of[i])
	x := w.rows.all[at]
	top, bottom := x.y, x.y+x.high
	if at > 0 && w.rows.all[at-1].kind == headRow {
		top = w.rows.all[at-1].y
	}
	if at+1 < len(w.rows.all) && w.rows.all[at+1].kind == footRow {
		bottom += w.rows.all[at+1].high
	}
	y, view := w.scroll.Offset.Y, w.Size().Height
	switch {
	case top < y:
		y = top
	case bottom > y+view:
		y = min(bottom-view, top)
	default:
		return
	}
	w.scroll.Offset.Y = max(0, y)
	w.draw(true)
	w.scroll.Refresh()
}

// inView gives the cells that are in view, from first to before last.
func (w *wall) inView() (first, last int) {
	top := w.scroll.Offset.Y
	return w.rows.cellsOf(w.rows.between(top, top+w.Size().Height))
}

// draw puts into the wall what is in view. Cells that were drawn before are only
// updated where newOnly is false.
func (w *wall) draw(newOnly bool) {
	top := w.scroll.Offset.Y
	first, last := w.rows.between(top, top+w.Size().Height)
	from, to := w.rows.cellsOf(first, last)
	for i, t := range w.tiles {
		if i < from || i >= to {
			delete(w.tiles, i)
			w.spare = append(w.spare, t)
		}
	}
	var grounds, objects []fyne.CanvasObject
	for at := first; at < last; at++ {
		x := &w.rows.all[at]
		if s := w.trayOf(x); s != nil {
			if ground := w.ground(x.section); ground != nil && (len(grounds) == 0 || grounds[len(grounds)-1] != ground.box) {
				grounds = append(grounds, ground.box)
			}
		}
		if x.kind != cellRow {
			objects = append(objects, w.bar(at))
			continue
		}
		for k := range x.cells {
			objects = append(objects, w.tile(x, k, newOnly))
		}
		if t := w.gapOf(at); t != nil {
			objects = append(objects, w.gap(at, t))
		}
	}
	w.inside.Objects = append(grounds, objects...)
}

// tile gives a cell in its place.
func (w *wall) tile(x *row, k int, newOnly bool) *tileWidget {
	i := x.first + k
	t, known := w.tiles[i]
	if !known {
		if n := len(w.spare); n > 0 {
			t, w.spare = w.spare[n-1], w.spare[:n-1]
		} else {
			t = w.create()
		}
		w.tiles[i] = t
	}
	place(t, float32(k)*(w.cell.Width+theme.Padding()), x.y, w.cell.Width, w.cell.Height)
	if !known || !newOnly {
		w.update(i, t)
	}
	return t
}

// inside is the layout of what is drawn, which is in its places already.
type inside struct{ w *wall }

func (l inside) Layout([]fyne.CanvasObject, fyne.Size) {}

func (l inside) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.w.cell.Width, l.w.rows.high)
}
