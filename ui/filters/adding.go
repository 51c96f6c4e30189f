package filters

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// isAdding is true while Shift or Ctrl is held: a click then adds to what is chosen, or
// takes away from it, instead of choosing something else.
func isAdding() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&(fyne.KeyModifierShift|fyne.KeyModifierControl) != 0
}
