//go:build !nogui

package main

import (
	"image"

	"github.com/go-gl/glfw/v3.4/glfw"
)

// monitors gives where the monitors are on the desktop, in the windowing system's own
// coordinates, the main one first. Fyne tells only whether there are several, and fills
// one of them by its name. It is called on Fyne's goroutine, once Fyne has begun.
func monitors() []image.Rectangle {
	var all []image.Rectangle
	for _, m := range glfw.GetMonitors() {
		mode := m.GetVideoMode()
		if mode == nil {
			continue // it was unplugged this moment
		}
		x, y := m.GetPos()
		all = append(all, image.Rect(x, y, x+mode.Width, y+mode.Height))
	}
	return all
}
