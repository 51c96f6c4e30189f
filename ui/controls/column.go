package controls

import (
	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/ui/style"
)

// Column is a layout that stacks its objects from the top, each as wide as the
// column and as high as it needs to be. Spacers made with Space set the gaps,
// so that a section can be further from its neighbour than its own rows are.
type Column struct{ Margin float32 }

var _ fyne.Layout = (*Column)(nil)

// Layout is called by Fyne.
func (c *Column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := c.Margin
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		h := o.MinSize().Height
		place(o, c.Margin, y, size.Width-2*c.Margin, h)
		y += h
	}
}

// MinSize is called by Fyne.
func (c *Column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			size.Width, size.Height = max(size.Width, m.Width), size.Height+m.Height
		}
	}
	return size.AddWidthHeight(2*c.Margin, 2*c.Margin)
}

// SectionTitle makes the small heading of a panel's section: "FOLDERS".
func SectionTitle(s string) fyne.CanvasObject {
	return style.Text(s, style.TextTiny, style.Muted, true)
}
