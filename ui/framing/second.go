package framing

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// OpenSecond opens a window that fills a monitor and takes the same keys as the main
// one, by bind, and gives what closes it. closed hears when the person closes it.
func OpenSecond(app fyne.App, bind func(fyne.Window)) func(fyne.CanvasObject, image.Rectangle, func()) func() {
	return func(content fyne.CanvasObject, on image.Rectangle, closed func()) func() {
		second := app.NewWindow("Keeplight")
		second.SetPadded(false)
		second.SetContent(content)
		// Fyne's own way to a second monitor tells monitors by their names, which two of
		// a kind share. So the window is put there first: it fills the one it is on.
		if d, ok := second.(desktop.Window); ok {
			middle := on.Min.Add(on.Max).Div(2)
			second.Resize(fyne.NewSize(secondSide, secondSide))
			d.RequestPosition(middle.X-secondSide/2, middle.Y-secondSide/2)
		}
		bind(second)
		second.SetOnClosed(closed)
		second.Show()
		second.SetFullScreen(true)
		return second.Close
	}
}

// secondSide is how large the window is before it fills its monitor.
const secondSide = 400
