package controls

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"keeplight/ui/look"
)

// Space makes an invisible gap of a height.
func Space(height float32) fyne.CanvasObject {
	gap := canvas.NewRectangle(color.Transparent)
	gap.SetMinSize(fyne.NewSize(0, height))
	return gap
}

// Rule makes a hairline.
func Rule() fyne.CanvasObject {
	line := canvas.NewRectangle(look.Line)
	line.SetMinSize(fyne.NewSize(look.Hairline, look.Hairline))
	return line
}
