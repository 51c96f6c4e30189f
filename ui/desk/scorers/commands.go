package scorers

import (
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/language"
)

// The commands that other rooms name.
const (
	SortAgain command.ID = "sort-again"
	Pause     command.ID = "pause"
	ModelForm command.ID = "model"
)

// Commands are what is done with scorers.
func (s *Scorers) Commands() []command.Binding {
	ctrl := func(name string) []command.Key { return []command.Key{{Name: name, Mod: command.Ctrl}} }
	return []command.Binding{
		{
			ID: SortAgain, Section: command.Work, Title: language.Mark("Sort again"),
			Row:  language.Mark("Sort again with the new scores"),
			Keys: []command.Key{{Name: "s"}}, Run: s.sortAgain,
		},
		{
			ID: "switch-scorer", Section: command.Work, Title: language.Mark("Switch scorer"),
			Row:  language.Mark("Switch scorer: model or built-in"),
			Keys: []command.Key{{Name: "m"}}, Enabled: s.canSwitch, Run: s.switchScorer,
		},
		{
			ID: ModelForm, Section: command.Work, Title: language.Mark("Score with a model"), Keys: ctrl("m"),
			Row: language.Mark("Choose, start or stop a model"),
			Run: func() change.Set { s.OpenForm(); return change.None },
		},
		{
			ID: Pause, Section: command.Work, Title: language.Mark("Pause or resume scoring"), Keys: ctrl("p"), Run: s.pauseOrResume,
		},
	}
}
