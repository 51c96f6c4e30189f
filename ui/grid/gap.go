package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"keeplight.app/keeplight/ui/style"
)

// gapOf gives the open stack that begins below a row of cells and leaves the rest of it
// empty, nil where the row is full or something else follows.
func (w *wall) gapOf(at int) *Tray {
	x := &w.rows.all[at]
	if x.kind != cellRow || x.cells >= w.rows.columns || at+1 >= len(w.rows.all) {
		return nil
	}
	if next := &w.rows.all[at+1]; next.kind == headRow && w.trayOf(x) == nil {
		return w.list[next.section].Tray
	}
	return nil
}

// gap says in the rest of a row that the stack whose place it is lies open below it.
func (w *wall) gap(at int, t *Tray) *bar {
	b := w.bars[at]
	if b == nil {
		b = newGap(t)
		w.bars[at] = b
	}
	x := &w.rows.all[at]
	left := float32(x.cells) * (w.cell.Width + theme.Padding())
	place(b, left, x.y, w.Size().Width-2*theme.Padding()-left, x.high)
	return b
}

// newGap is a ground that reaches down to the open stack, with words on it.
func newGap(t *Tray) *bar {
	ground := canvas.NewRectangle(style.Raised)
	ground.CornerRadius = style.RadiusBig
	ground.StrokeColor, ground.StrokeWidth = style.Line, style.Hairline
	mark := style.Text("▾", style.TextBody, style.Soft, false)
	title := style.Text("", style.TextSmall, style.Soft, true)
	note := style.Text("", style.TextSmall, style.Muted, false)
	b := &bar{objects: []fyne.CanvasObject{ground, mark, title, note}, onTap: t.OnClose, onMenu: t.OnMenu}
	b.lay = func(size fyne.Size) {
		place(ground, inset, inset, size.Width-inset, size.Height-inset)
		room := size.Width - 2*trayMargin
		title.Text = style.Cut(t.GapTitle, style.TextSmall, true, room)
		note.Text = style.Cut(t.GapNote, style.TextSmall, false, room)
		high := title.MinSize().Height
		y := (size.Height - 3*high) / 2
		for _, line := range []*canvas.Text{title, note, mark} {
			wide := line.MinSize().Width
			place(line, (size.Width-wide)/2, y, wide, high)
			y += high
		}
	}
	b.ExtendBaseWidget(b)
	return b
}
