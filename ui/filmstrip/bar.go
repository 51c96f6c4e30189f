package filmstrip

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// Below puts the strip below something, on a ground of its own. bar is what is hidden
// where the strip is not wanted; frame, which holds both, is refreshed then.
func (s *Strip) Below(above fyne.CanvasObject) (frame, bar *fyne.Container) {
	line := canvas.NewRectangle(style.Line)
	line.SetMinSize(fyne.NewSize(0, style.Hairline))
	bar = container.NewStack(canvas.NewRectangle(style.Panel), controls.NewFrame(line, nil, nil, nil, s))
	return controls.NewFrame(nil, bar, nil, nil, above), bar
}
