package framing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// FirstOf shows the first of some objects that is not hidden, so that one question at a
// time takes room from the photos. The others wait behind it.
func FirstOf(objects ...fyne.CanvasObject) fyne.CanvasObject {
	l := &firstOf{objects: objects}
	var places []fyne.CanvasObject
	for _, o := range objects {
		places = append(places, container.NewStack(o)) // which can be hidden though o is not
	}
	return container.New(l, places...)
}

type firstOf struct{ objects []fyne.CanvasObject }

// first is the place of the one that is shown, -1 for none.
func (l *firstOf) first() int {
	for i, o := range l.objects {
		if o.Visible() {
			return i
		}
	}
	return -1
}

func (l *firstOf) MinSize([]fyne.CanvasObject) fyne.Size {
	if i := l.first(); i >= 0 {
		return l.objects[i].MinSize()
	}
	return fyne.Size{}
}

func (l *firstOf) Layout(places []fyne.CanvasObject, size fyne.Size) {
	first := l.first()
	for i, p := range places {
		if i != first {
			p.Hide()
			continue
		}
		p.Resize(size)
		p.Move(fyne.Position{})
		p.Show()
	}
}
