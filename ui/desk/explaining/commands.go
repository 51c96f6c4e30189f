package explaining

import (
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/language"
)

// The commands that other rooms name.
const (
	SwitchForm   command.ID = "explain-form"
	SwitchInView command.ID = "explain-in-view"
)

// Commands are what is done with explanations.
func (x *Explaining) Commands() []command.Binding {
	return []command.Binding{
		{
			ID: "explain", Section: command.Work, Title: language.Mark("Explain score"),
			Row:  language.Mark("Explain the model's score; again stops it"),
			Keys: []command.Key{{Name: "w"}}, Enabled: x.canExplain, Run: x.explainOrStop,
		},
		{
			ID: SwitchForm, Section: command.Work, Title: language.Mark("Explanations: sentences or numbered fields"),
			Keys: []command.Key{{Name: "w", Mod: command.Shift}}, Run: x.SwitchForm,
		},
		{
			ID: SwitchInView, Section: command.Work, Title: language.Mark("Explain photos in view automatically"),
			Keys: []command.Key{{Name: "w", Mod: command.Ctrl}}, Run: x.SwitchInView,
		},
	}
}
