//go:build !nogui

package main

import (
	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// screenSize is how much of the first screen a window may cover, in the screen's own
// units; ok is false where nobody can say. Fyne does not tell, and its driver has to
// have begun. It belongs to Fyne's goroutine.
func screenSize() (size fyne.Size, ok bool) {
	defer func() {
		if recover() != nil { // the driver is not GLFW's, or has ended
			size, ok = fyne.Size{}, false
		}
	}()
	m := glfw.GetPrimaryMonitor()
	if m == nil {
		return fyne.Size{}, false
	}
	_, _, width, height := m.GetWorkarea()
	return fyne.NewSize(float32(width), float32(height)), width > 0 && height > 0
}
