// Package appearance switches between the dark theme, the light one and the
// system's.
//
// Flows in: commands and the settings page. Flows out: the theme in use, and the
// setting of it.
// Does not belong here: colours (ui/style).
package appearance

import (
	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// Appearance is the choice of a theme. It belongs to fyne's goroutine.
type Appearance struct {
	app    fyne.App
	chosen *settings.Appearance
}

// New begins with the theme of the setting.
func New(app fyne.App, chosen *settings.Appearance) *Appearance {
	a := &Appearance{app: app, chosen: chosen}
	app.Settings().SetTheme(style.Theme(a.Chosen()))
	return a
}

// Follow has the window look as the system prefers where that is the theme; it is
// called once, before the window is shown.
func (a *Appearance) Follow() { style.FollowSystem(a.app) }

// Chosen is the theme in use.
func (a *Appearance) Chosen() style.Appearance {
	if chosen, err := style.ParseAppearance(string(a.chosen.Theme)); err == nil {
		return chosen
	}
	return style.System
}

// Choose shows the window in another theme.
func (a *Appearance) Choose(to style.Appearance) change.Set {
	a.chosen.Theme = settings.Theme(to)
	style.Switch(a.app, to)
	return change.All
}

// Commands are the themes, for the palette.
func (a *Appearance) Commands() []command.Binding {
	titles := map[style.Appearance]string{
		style.System: language.Mark("Theme: System"), style.Dark: language.Mark("Theme: Dark"), style.Light: language.Mark("Theme: Light"),
	}
	var all []command.Binding
	for _, to := range style.Appearances() {
		all = append(all, command.Binding{
			ID: command.ID("appearance-" + string(to)), Section: command.View, Title: titles[to], Unlisted: true, Menu: language.Mark("Theme"),
			Run: func() change.Set { return a.Choose(to) },
		})
	}
	return all
}
