// Package style is how Keeplight looks: the theme, the named colours and sizes
// that every widget draws with, the fonts, and small helpers that make text.
//
// Flows in: the font files of assets/fonts. Flows out: a fyne.Theme and values.
// Does not belong here: widgets (ui/controls and its neighbours).
package style
