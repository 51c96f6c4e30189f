package style

import (
	"fmt"

	"fyne.io/fyne/v2"
)

// Appearance is which theme the window is shown in, as it is stored.
type Appearance string

// The appearances. System is what the system prefers, and dark where it has no
// preference: the eye judges a photograph by what surrounds it.
const (
	System Appearance = "system"
	Dark   Appearance = "dark"
	Light  Appearance = "light"
)

// Appearances gives all of them, in the order in which they are offered.
func Appearances() [3]Appearance { return [3]Appearance{System, Dark, Light} }

// ParseAppearance reads a stored appearance; "" is System. Anything else is an
// error, with System beside it.
func ParseAppearance(s string) (Appearance, error) {
	for _, a := range Appearances() {
		if s == string(a) {
			return a, nil
		}
	}
	if s == "" {
		return System, nil
	}
	return System, fmt.Errorf("there is no appearance %q: it is system, dark or light", s)
}

// Switch shows the whole program in another appearance. It belongs to fyne's
// goroutine.
func Switch(app fyne.App, to Appearance) {
	t := newRoom(to)
	if old, ours := app.Settings().Theme().(*room); ours {
		t.noPreference = old.noPreference
	}
	show(app, t)
}

func show(app fyne.App, t *room) {
	// Fyne keeps drawn texts by the name of their colour and forgets them after a
	// change of theme, but not for a window on the full screen.
	var full []fyne.Window
	for _, w := range app.Driver().AllWindows() {
		if w.FullScreen() {
			w.SetFullScreen(false)
			full = append(full, w)
		}
	}
	app.Settings().SetTheme(t)
	for _, w := range full {
		w.SetFullScreen(true)
	}
}
