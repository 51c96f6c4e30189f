package sheets

import (
	"testing"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/ui/style/styletest"
)

func TestSheetsFollowTheTheme(t *testing.T) {
	for name, build := range map[string]func() fyne.CanvasObject{
		"welcome": func() fyne.CanvasObject { return lund() },
		"empty":   func() fyne.CanvasObject { return Empty("No photo", "3 are hidden.", "Clear filters", nil) },
		"keys": func() fyne.CanvasObject {
			return Over(Keys([]KeySection{{"DECIDE", []KeyLine{{"P", "Pick"}}}}, nil), nil)
		},
		"about": func() fyne.CanvasObject { return Over(NewAbout(aboutOf(3)), nil) },
		"settings": func() fyne.CanvasObject {
			s := NewSettings(SettingsCallbacks{}, Hints{})
			s.Set(SettingsView{Models: []Offer{{ID: "a", Title: "A", About: "3 GB", Action: "Install", Asked: true}}, Problem: "It broke."})
			return Over(s, nil)
		},
		"export": func() fyne.CanvasObject {
			e := NewExport(ExportCallbacks{})
			e.Set(choosing())
			return Over(e, nil)
		},
	} {
		t.Run(name, func(t *testing.T) { styletest.Switches(t, build, 900, 700) })
	}
}

// lund is a welcome with one folder that was opened before.
func lund() *Welcome {
	w := NewWelcome(WelcomeCallbacks{}, Hints{})
	w.Set(WelcomeView{Recent: []RecentFolder{{Path: "/lund", Name: "lund", Where: "/", Photos: "3 photos"}}})
	return w
}
