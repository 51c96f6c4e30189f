package starting

import "fyne.io/fyne/v2/lang"

// Title is what the window is called, for as long as it is open: a second one that may
// only read says so.
func Title(readOnly bool) string {
	if readOnly {
		return lang.L("Keeplight (read-only)")
	}
	return "Keeplight"
}
