package stacking

import (
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/language"
)

type commandID = command.ID

// The room's commands.
const (
	OpenStack   command.ID = "open-stack"
	Stack       command.ID = "stack"
	KeepOne     command.ID = "pick-reject-others"
	SelectStack command.ID = "select-stack"
	SplitStack  command.ID = "split-stack"
	JoinStack   command.ID = "join-stack"
)

// Commands are what is done with stacks.
func (s *Stacking) Commands() []command.Binding {
	all := s.ofOne()
	for i := range all {
		all[i].Stack = true
	}
	row := language.Mark("Stack before, next stack; loupe: ↑ ↓ go by stack and photo")
	return append(
		all,
		command.Binding{
			ID: "previous-stack", Section: command.Move, Title: language.Mark("Stack before"), Row: row,
			Keys: []command.Key{{Name: "Up", Mod: command.Ctrl}}, Enabled: s.isGrouped, Run: func() change.Set { return s.step(-1) },
		},
		command.Binding{
			ID: "next-stack", Section: command.Move, Title: language.Mark("Next stack"), Row: row,
			Keys: []command.Key{{Name: "Down", Mod: command.Ctrl}}, Enabled: s.isGrouped, Run: func() change.Set { return s.step(1) },
		},
		command.Binding{
			ID: Stack, Section: command.View, Title: language.Mark("Stack photos that belong together"),
			Row:  language.Mark("Stack photos that belong together, or show each by itself"),
			Keys: []command.Key{{Name: "o", Mod: command.Shift}}, Run: s.switchStacking,
		},
	)
}

// ofOne are what is done with the stack at the cursor.
func (s *Stacking) ofOne() []command.Binding {
	return []command.Binding{
		{
			ID: OpenStack, Section: command.View, Title: language.Mark("Open or close the stack"), Now: s.openText,
			Keys: []command.Key{{Name: "o"}}, Enabled: s.canOpen,
			Run: func() change.Set { return s.SwitchOpen(s.Session.Cursor()) },
		},
		{
			ID: KeepOne, Section: command.Decide, Title: language.Mark("Pick this photo, reject the others of its stack"),
			Row: language.Mark("Pick this, reject the others of its stack, go to the next stack"), Now: s.keepNow,
			Keys: []command.Key{{Name: "p", Mod: command.Shift}}, Enabled: s.canKeep, Run: s.keepOne,
		},
		{
			ID: SelectStack, Section: command.Move, Title: language.Mark("Select all photos of the stack"), Unlisted: true, Now: s.selectText,
			Enabled: s.canOpen, Run: s.selectStack,
		},
		{
			ID: SplitStack, Section: command.View, Title: language.Mark("Split the stack before this photo"), Unlisted: true,
			Enabled: s.canSplit, Run: s.split,
		},
		{
			ID: JoinStack, Section: command.View, Title: language.Mark("Join the stack with the one before"), Unlisted: true,
			Enabled: s.canJoin, Run: s.join,
		},
	}
}

// keepNow says what KeepOne would do now, "" where it cannot run.
func (s *Stacking) keepNow() string {
	if ok, _ := s.canKeep(); !ok {
		return ""
	}
	id := s.Session.Cursor()
	return s.keepText(id, len(s.others(id)))
}

func (s *Stacking) isGrouped() (ok bool, why string) {
	if s.Session.Current() == nil {
		return false, language.Mark("No photo is shown")
	}
	if !s.Session.Stacks.On() || s.Session.Stacks.Grouping() == nil {
		return false, language.Mark("Photos are not stacked")
	}
	return true, ""
}

func (s *Stacking) canOpen() (ok bool, why string) {
	if ok, why := s.isGrouped(); !ok {
		return false, why
	}
	if st := s.Session.Stacks.Of(s.Session.Cursor()); st == nil || len(st.Frames) < 2 {
		return false, language.Mark("This photo stands alone")
	}
	if !s.Views().Home() { // elsewhere nobody would see it
		return false, language.Mark("Only in the grid")
	}
	return true, ""
}

// step goes to the next stack of several photos, or to the one before.
func (s *Stacking) step(by int) change.Set {
	to := s.Session.Stacks.Next(s.Session.Cursor(), by, true)
	switch {
	case to != 0:
		return s.Views().Land(to)
	case by > 0:
		return s.Notices.Say(lang.L("There is no stack after this one"))
	}
	return s.Notices.Say(lang.L("There is no stack before this one"))
}

// SwitchOpen opens the stack of a photo in its place, or closes it.
func (s *Stacking) SwitchOpen(id library.ID) change.Set {
	if !s.Session.Stacks.Switch(id) {
		return change.None
	}
	return change.Order | change.Cursor | change.Status
}

// ShowFrame puts the cursor on one frame of a stack, which is opened where it would not
// be seen else.
func (s *Stacking) ShowFrame(id library.ID) {
	s.Desk.Post(func() change.Set {
		changed := change.None
		if s.Views().Home() && s.Session.Stacks.Of(id) != nil {
			s.Session.Stacks.SetOpen(id, true)
			changed = change.Order | change.Status
		}
		return changed | s.Views().Land(id)
	})
}

func (s *Stacking) switchStacking() change.Set {
	on := !s.Session.Stacks.On()
	s.Chosen.Unstacked = !on
	s.Session.Stacks.SetOn(on)
	said := lang.L("Photos that belong together are stacked")
	if !on {
		said = lang.L("Each photo is shown by itself")
	}
	return change.Shown | s.Notices.Say(said)
}

// selectStack selects all frames of the stack, which it opens: nothing is selected
// that is not seen.
func (s *Stacking) selectStack() change.Set {
	k, id := s.Session.Stacks, s.Session.Cursor()
	k.SetOpen(id, true)
	st := k.Of(id)
	k.MoveTo(st.At)
	k.ExtendTo(st.At + len(st.Frames) - 1)
	return change.Order | change.Tiles | change.Cursor | change.Status
}
