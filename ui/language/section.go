package language

import (
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/ui/command"
)

// Section is a section's name in the window's language.
func Section(s command.Section) string {
	switch s {
	case command.Decide:
		return lang.L("Decide")
	case command.Move:
		return lang.L("Navigate")
	case command.View:
		return lang.L("View")
	case command.Work:
		return lang.L("General")
	}
	return string(s)
}
