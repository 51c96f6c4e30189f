package controls

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"keeplight.app/keeplight/ui/style"
)

// Space makes an invisible gap of a height.
func Space(height float32) fyne.CanvasObject {
	gap := canvas.NewRectangle(color.Transparent)
	gap.SetMinSize(fyne.NewSize(0, height))
	return gap
}

// Rule makes a hairline.
func Rule() fyne.CanvasObject {
	line := canvas.NewRectangle(style.Line)
	line.SetMinSize(fyne.NewSize(style.Hairline, style.Hairline))
	return line
}

// Sized keeps o at least as wide and high as asked; 0 leaves its own size.
func Sized(o fyne.CanvasObject, width, height float32) fyne.CanvasObject {
	return container.New(&sized{fyne.NewSize(width, height)}, o)
}

type sized struct{ least fyne.Size }

func (s *sized) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		place(o, 0, 0, size.Width, size.Height)
	}
}

// MinSize takes no room for an object that is hidden.
func (s *sized) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if o.Visible() {
			size = size.Max(o.MinSize()).Max(s.least)
		}
	}
	return size
}
