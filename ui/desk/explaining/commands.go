package explaining

import (
	"keeplight.app/keeplight/ui/command"
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
			ID: "explain", Section: command.Work, Title: "Explain the model's score, again, or stop it",
			Keys: []command.Key{{Name: "w"}}, Enabled: x.canExplain, Run: x.explainOrStop,
		},
		{
			ID: SwitchForm, Section: command.Work, Title: "Explanations in sentences or in numbered fields",
			Keys: []command.Key{{Name: "w", Mod: command.Shift}}, Run: x.SwitchForm,
		},
		{
			ID: SwitchInView, Section: command.Work, Title: "Explain the photos in view while nothing is being scored, or not",
			Keys: []command.Key{{Name: "w", Mod: command.Ctrl}}, Run: x.SwitchInView,
		},
	}
}
