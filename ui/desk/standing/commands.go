package standing

import (
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/language"
)

// Percentiles names the command that switches the cells.
const Percentiles command.ID = "percentiles"

// Commands are what is done with places.
func (s *Standing) Commands() []command.Binding {
	return []command.Binding{{
		ID: Percentiles, Section: command.View, Title: language.Mark("Percentiles or scores"),
		Row:  language.Mark("Show percentiles of the shoot in the cells, or scores"),
		Keys: []command.Key{{Name: "m", Mod: command.Shift}}, Run: s.switchCells,
	}}
}

func (s *Standing) switchCells() change.Set {
	s.Chosen.Percentiles = !s.Chosen.Percentiles
	words := lang.L("The cells show scores")
	if s.Chosen.Percentiles {
		words = lang.L("The cells show how much of the shoot each photo is better than")
	}
	return change.Tiles | s.Notices.Say(words)
}
