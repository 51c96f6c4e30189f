package sidecars

import (
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/sidecars"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/language"
)

// The commands that others name.
const (
	Write        command.ID = "write-sidecars"
	NextConflict command.ID = "next-conflict"
	KeepMine     command.ID = "keep-mine"
	TakeTheirs   command.ID = "take-theirs"
	ShowUnsaved  command.ID = "unwritten-sidecars"
	Stars        command.ID = "stars-by-score"
	Restore      command.ID = "restore-sidecar"
)

// Commands are what has to do with sidecars.
func (s *Sidecars) Commands() []command.Binding {
	shift := func(name string) []command.Key { return []command.Key{{Name: name, Mod: command.Shift}} }
	all := []command.Binding{
		{
			ID: Write, Section: command.Work, Title: language.Mark("Write decisions as XMP sidecars"),
			Row:  language.Mark("Write decisions as XMP sidecars: of the selection, else of the shoot"),
			Keys: []command.Key{{Name: "s", Mod: command.Ctrl}}, Enabled: s.canWrite,
			Run: func() change.Set { s.open(); return change.None },
		},
		{
			ID: Stars, Section: command.Work, Title: language.Mark("Give stars by score…"), Unlisted: true,
			Enabled: s.starring.can, Run: func() change.Set { return s.starring.open() },
		},
		{
			ID: Restore, Section: command.Work, Title: language.Mark("Restore the sidecar of another program…"), Unlisted: true, Photo: true,
			Enabled: s.restoring.can, Run: s.restoring.ask,
		},
		{
			ID: ShowUnsaved, Section: command.Work, Title: language.Mark("Show sidecars that are not written"), Unlisted: true,
			Enabled: s.anyUnwritten, Run: func() change.Set { s.openUnwritten(); return change.None },
		},
		{
			ID: NextConflict, Section: command.Move, Title: language.Mark("Next conflict"),
			Row:  language.Mark("Next photo that has another decision in another program"),
			Keys: shift("c"), Enabled: s.anyConflict, Run: s.goNext,
		},
		{
			ID: KeepMine, Section: command.Decide, Title: language.Mark("Conflict: keep mine"), Photo: true,
			Row:  language.Mark("Conflict with another program: keep mine, take theirs"),
			Keys: shift("k"), Enabled: s.canSettle, Run: func() change.Set { return s.Settle(true) },
		},
		{
			ID: TakeTheirs, Section: command.Decide, Title: language.Mark("Conflict: take theirs"), Photo: true,
			Row:  language.Mark("Conflict with another program: keep mine, take theirs"),
			Keys: shift("t"), Enabled: s.canSettle, Run: func() change.Set { return s.Settle(false) },
		},
	}
	titles := []string{
		language.Mark("Sidecars of this folder: on request"), language.Mark("Sidecars of this folder: at once"),
		language.Mark("Sidecars of this folder: never"),
	}
	for i, p := range policyOrder() {
		all = append(all, command.Binding{
			ID: command.ID("sidecars-" + policyName(p)), Section: command.Work, Title: titles[i], Unlisted: true,
			Menu: language.Mark("XMP sidecars"), Enabled: s.canAnswer,
			Run: func() change.Set { return s.setPolicy(s.here(), p) },
		})
	}
	return all
}

// policyName is the permanent part of a command's name.
func policyName(p sidecars.Policy) string {
	switch p {
	case sidecars.AtOnce:
		return "at-once"
	case sidecars.OnRequest:
		return "on-request"
	}
	return "never"
}

// here is the open folder of the photo at the cursor, else the only one; "" for none.
func (s *Sidecars) here() string {
	if p := s.Session.Current(); p != nil {
		return s.rootOf(p.Path)
	}
	if open := s.Shoot.Folders(); len(open) == 1 {
		return open[0]
	}
	return ""
}

func (s *Sidecars) canAnswer() (ok bool, why string) {
	switch folder := s.here(); {
	case s.ReadOnly:
		return false, readOnly()
	case folder == "":
		return false, language.Mark("No photo is shown")
	case s.policy(folder) == sidecars.Card:
		return false, language.Mark("Nothing is written to a card")
	}
	return true, ""
}

func (s *Sidecars) canWrite() (ok bool, why string) {
	switch {
	case s.ReadOnly:
		return false, readOnly()
	case s.Session.Total() == 0:
		return false, language.Mark("No photo is shown")
	}
	return true, ""
}

func (s *Sidecars) anyUnwritten() (ok bool, why string) {
	if len(s.unwritten) == 0 {
		return false, language.Mark("All sidecars are written")
	}
	return true, ""
}

func readOnly() string { return language.Mark("This window is read-only") }

// Status is how many sidecars wait to be written and could not be, "" for none.
func (s *Sidecars) Status() string {
	if n := len(s.unwritten); n > 0 {
		return language.Plural("{{.N}} sidecars not written yet", n)
	}
	if s.waiting > 0 {
		return lang.L("writing sidecars: {{.Count}} left", language.Args{"Count": language.Count(s.waiting)})
	}
	return ""
}
