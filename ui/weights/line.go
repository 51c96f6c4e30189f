package weights

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// nameLine stands an attribute's name at the left and how much it counts at the right,
// in fewer words where there is no room for all.
type nameLine struct{ *weight }

// Layout is called by Fyne.
func (l nameLine) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	name := l.name.MinSize().Width
	room := size.Width - name - style.GapSmall
	l.words.Text = l.long
	if style.TextWidth(l.long, style.TextTiny, false) > room {
		l.words.Text = l.short
	}
	words := l.words.MinSize().Width
	controls.PlaceText(l.name, 0, 0, name, size.Height)
	controls.PlaceText(l.words, size.Width-words, 0, words, size.Height)
}

// MinSize is called by Fyne.
func (l nameLine) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(40, max(l.name.MinSize().Height, l.words.MinSize().Height))
}

// headLine stands what is about all weights beside each other, the last at the right,
// and before that what is known, as far as there is room for it.
type headLine struct {
	words *canvas.Text
	said  *string
}

// Layout is called by Fyne.
func (l headLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	last := objects[len(objects)-1]
	right := size.Width - last.MinSize().Width
	put := func(o fyne.CanvasObject, x float32) { controls.PlaceText(o, x, 0, o.MinSize().Width, size.Height) }
	put(last, right)
	left := float32(0)
	for _, o := range objects[:len(objects)-1] {
		if o != fyne.CanvasObject(l.words) && o.Visible() {
			put(o, left)
			left += o.MinSize().Width + style.GapSmall
		}
	}
	l.words.Text = style.Cut(*l.said, style.TextTiny, false, max(0, right-left-2*style.Gap))
	put(l.words, right-style.Gap-l.words.MinSize().Width)
}

// MinSize is called by Fyne.
func (l headLine) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for _, o := range objects {
		if o != fyne.CanvasObject(l.words) && o.Visible() {
			size = fyne.NewSize(size.Width+o.MinSize().Width+style.GapSmall, max(size.Height, o.MinSize().Height))
		}
	}
	return size
}
