package culling

import (
	"fmt"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/language"
)

// The commands that other rooms name.
const (
	Pick        command.ID = "pick"
	Reject      command.ID = "reject"
	Unflag      command.ID = "unflag"
	AutoAdvance command.ID = "auto-advance"
	Undo        command.ID = "undo"
)

// Rate names the command that gives so many stars, 0 to 5.
func Rate(stars int) command.ID { return command.ID(fmt.Sprintf("rate-%d", stars)) }

// Commands are what the culling keys do.
func (c *Culling) Commands() []command.Binding {
	unflag := c.deciding(Unflag, language.Mark("Remove flag"), "u", func() change.Set { return c.flag(library.Undecided) })
	unflag.Row = language.Mark("Remove flag; stars stay")
	all := []command.Binding{
		c.deciding(Pick, language.Mark("Pick"), "p", func() change.Set { return c.flag(library.Pick) }),
		c.deciding(Reject, language.Mark("Reject"), "x", func() change.Set { return c.flag(library.Reject) }),
		unflag,
	}
	stars := []string{
		language.Mark("No stars"), language.Mark("1 star"), language.Mark("2 stars"),
		language.Mark("3 stars"), language.Mark("4 stars"), language.Mark("5 stars"),
	}
	for n, title := range stars {
		b := c.deciding(Rate(n), title, fmt.Sprint(n),
			func() change.Set { return c.rate(library.Rating(n)) })
		b.Row, b.Menu = language.Mark("Stars"), language.Mark("Stars")
		all = append(all, b)
	}
	all = append(all, c.labels()...)
	all = append(all, c.rotations()...)
	return append(all,
		command.Binding{
			ID: AutoAdvance, Section: command.Decide, Title: language.Mark("Auto-advance"),
			Row:  language.Mark("Auto-advance to the next photo after a mark"),
			Keys: []command.Key{{Name: "a"}}, Run: c.switchAdvance,
		},
		command.Binding{
			ID: Undo, Section: command.Decide, Title: language.Mark("Undo"),
			Row:  language.Mark("Undo, also after a restart"),
			Keys: []command.Key{{Name: "z", Mod: command.Ctrl}},
			Run:  c.undo,
		},
		command.Binding{
			ID: "redo", Section: command.Decide, Title: language.Mark("Redo"),
			Keys: []command.Key{{Name: "z", Mod: command.Ctrl | command.Shift}, {Name: "y", Mod: command.Ctrl}},
			Run:  func() change.Set { c.door.Redo(); return change.None },
		},
	)
}

// labels are the commands of the colour labels.
func (c *Culling) labels() []command.Binding {
	var all []command.Binding
	for _, l := range []struct {
		label library.Label
		title string
		key   command.Key
	}{
		{library.Red, language.Mark("Red label"), command.Key{Name: "6"}},
		{library.Yellow, language.Mark("Yellow label"), command.Key{Name: "7"}},
		{library.Green, language.Mark("Green label"), command.Key{Name: "8"}},
		{library.Blue, language.Mark("Blue label"), command.Key{Name: "9"}},
		{library.Purple, language.Mark("Purple label"), command.Key{Name: "b", Mod: command.Shift}},
	} {
		b := c.deciding(command.ID("label-"+l.label.String()), l.title, "", func() change.Set { return c.label(l.label) })
		b.Keys, b.Row = []command.Key{l.key}, language.Mark("Colour label; the same key removes it")
		b.Menu = language.Mark("Colour label")
		all = append(all, b)
	}
	return all
}

// deciding is a command that marks the photos in question.
func (c *Culling) deciding(id command.ID, title, key string, run func() change.Set) command.Binding {
	return command.Binding{
		ID: id, Section: command.Decide, Title: title, Keys: []command.Key{{Name: key}}, Photo: true,
		Enabled: c.hasTargets, Run: run,
	}
}

func (c *Culling) hasTargets() (ok bool, why string) {
	// Of a large selection even counting the targets would be felt in the palette.
	if c.session.Cursor() == 0 {
		return false, language.Mark("No photo is shown")
	}
	return true, ""
}
