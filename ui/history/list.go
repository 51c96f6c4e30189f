package history

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/style"
)

// list shows the rows that fit, and where they are among all.
type list struct {
	widget.BaseWidget
	count    func() int
	at       func(i int) Row
	onChosen func(i int)

	lines  []*line // those that fit
	thumb  *canvas.Rectangle
	top    int // the first row that is seen
	chosen int
	rest   float32 // of a turn of the wheel that was less than a row
}

var (
	_ fyne.Widget     = (*list)(nil)
	_ fyne.Scrollable = (*list)(nil)
)

func newList(count func() int, at func(i int) Row, onChosen func(i int)) *list {
	l := &list{count: count, at: at, onChosen: onChosen, thumb: canvas.NewRectangle(style.Track)}
	l.thumb.CornerRadius = style.ScrollBarWidth / 2
	l.ExtendBaseWidget(l)
	return l
}

// choose moves to a row, held within what there is, and brings it into view.
func (l *list) choose(i int) {
	l.chosen = max(0, min(i, l.count()-1))
	l.top = max(l.chosen-len(l.lines)+1, min(l.top, l.chosen))
	l.show()
	l.onChosen(l.chosen)
}

// show writes the rows in view anew.
func (l *list) show() {
	n := l.count()
	l.top = max(0, min(l.top, n-len(l.lines)))
	l.chosen = max(0, min(l.chosen, n-1))
	for i, line := range l.lines {
		place := l.top + i
		line.Hidden = place >= n
		if !line.Hidden {
			line.set(l.at(place), place == l.chosen)
		}
	}
	l.thumb.Hidden = n <= len(l.lines)
	if !l.thumb.Hidden {
		high, all := l.Size().Height, float32(n)
		size := max(high*float32(len(l.lines))/all, rowHeight)
		l.thumb.Resize(fyne.NewSize(style.ScrollBarWidth, size))
		l.thumb.Move(fyne.NewPos(l.Size().Width-style.ScrollBarWidth, (high-size)*float32(l.top)/float32(n-len(l.lines))))
	}
	l.BaseWidget.Refresh()
}

// Scrolled is called by Fyne.
func (l *list) Scrolled(e *fyne.ScrollEvent) {
	l.rest -= e.Scrolled.DY
	rows := int(l.rest / rowHeight)
	l.rest -= float32(rows) * rowHeight
	if rows != 0 {
		l.top += rows
		l.show()
	}
}

// fit makes as many lines as have room.
func (l *list) fit(size fyne.Size) {
	n := max(int(size.Height/rowHeight), 1)
	for len(l.lines) < n {
		i := len(l.lines)
		l.lines = append(l.lines, newLine(func() { l.choose(l.top + i) }))
	}
	l.lines = l.lines[:n]
	for i, line := range l.lines {
		line.Move(fyne.NewPos(0, float32(i)*rowHeight))
		line.Resize(fyne.NewSize(size.Width-style.ScrollBarWidth-style.GapSmall, rowHeight))
	}
	l.top = max(l.chosen-len(l.lines)+1, min(l.top, l.chosen))
	l.show()
}

// CreateRenderer is called by Fyne.
func (l *list) CreateRenderer() fyne.WidgetRenderer { return listRenderer{l} }

type listRenderer struct{ list *list }

// Layout is called by Fyne.
func (r listRenderer) Layout(size fyne.Size) { r.list.fit(size) }

// MinSize is called by Fyne.
func (r listRenderer) MinSize() fyne.Size {
	return fyne.NewSize(signWidth+whenWidth+whoWidth+photosWidth, 3*rowHeight)
}

// Refresh is called by Fyne.
func (r listRenderer) Refresh() { canvas.Refresh(r.list) }

// Objects is called by Fyne.
func (r listRenderer) Objects() []fyne.CanvasObject {
	all := make([]fyne.CanvasObject, 0, len(r.list.lines)+1)
	for _, line := range r.list.lines {
		all = append(all, line)
	}
	return append(all, r.list.thumb)
}

// Destroy is called by Fyne.
func (r listRenderer) Destroy() {}
