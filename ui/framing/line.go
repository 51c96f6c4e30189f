package framing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// lineLayout puts the parts of the line beside each other. The path gives way where
// there is no room for all of it, then the keys of the views, and then the parts that
// the menu has too, one fold after the other.
type lineLayout struct {
	parts fyne.Layout // an HBox's
	path  *canvas.Text
	where string // the whole path
	views *controls.SegmentedBar
	folds [][]fyne.CanvasObject // those that go first stand first
	words int                   // how many of the folds are nothing but words
	more  fyne.CanvasObject     // leads to the parts that are folded; nil for nothing
}

// Layout is called by Fyne.
func (l *lineLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.unfold(0)
	l.views.SetCompact(false)
	l.views.SetCompact(l.width(objects) > size.Width)
	for n := 1; n <= len(l.folds) && l.width(objects) > size.Width; n++ {
		l.unfold(n)
	}
	room := min(pathWidth, size.Width-l.width(objects))
	text := ""
	if room >= pathLeast {
		text = style.Shorten(l.where, style.TextSmall, false, room)
	}
	if l.path.Text != text {
		l.path.Text = text
		l.path.Refresh()
	}
	l.parts.Layout(objects, size)
}

// unfold hides the first n folds and shows the others, and more where it leads somewhere.
func (l *lineLayout) unfold(n int) {
	for i, fold := range l.folds {
		for _, o := range fold {
			setVisible(o, i >= n)
		}
	}
	if l.more != nil {
		setVisible(l.more, n > l.words)
	}
}

// width is that of the line as it is, without the path.
func (l *lineLayout) width(objects []fyne.CanvasObject) float32 {
	shown := l.path.Text
	l.path.Text = ""
	least := l.parts.MinSize(objects)
	l.path.Text = shown
	return least.Width
}

// MinSize is that of the line without all that may give way.
func (l *lineLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := l.width(objects) - l.views.Saved()
	if l.more != nil && !l.more.Visible() && len(l.folds) > l.words {
		width += l.more.MinSize().Width + theme.Padding()
	}
	for _, fold := range l.folds {
		for _, o := range fold {
			if o.Visible() {
				width -= o.MinSize().Width + theme.Padding()
			}
		}
	}
	return fyne.NewSize(width, l.parts.MinSize(objects).Height)
}
