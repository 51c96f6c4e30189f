package stacking

import (
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/burst"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/sheets"
)

// canKeep is true for groups of which one photo may be kept without the others.
func canKeep(k burst.Kind) bool { return k.IsChoice() || k == burst.Copies }

// others gives the photos that are rejected where one of their stack is picked: those
// that the filter shows. What nobody sees is not decided about.
func (s *Stacking) others(id library.ID) []library.ID {
	var others []library.ID
	for _, other := range s.Session.Stacks.Together(id) {
		if other != id && s.Session.Place(other) >= 0 {
			others = append(others, other)
		}
	}
	return others
}

func (s *Stacking) canKeep() (ok bool, why string) {
	id := s.Session.Cursor()
	st := s.stack(id)
	switch {
	case id == 0:
		return false, language.Mark("No photo is shown")
	case st == nil || len(s.others(id)) == 0:
		return false, language.Mark("This photo stands alone")
	case !canKeep(st.Group.Kind):
		return false, language.Mark("All of these frames belong to one picture")
	}
	return true, ""
}

// keepOne picks the photo at the cursor and rejects the others of its stack. The first
// time it asks.
func (s *Stacking) keepOne() change.Set {
	id := s.Session.Cursor()
	others := s.others(id)
	if s.Chosen.KeepOneAsked {
		return s.keep(id, others)
	}
	args := language.Args{"Name": s.name(id), "Count": language.Count(len(others))}
	title := lang.L("Pick {{.Name}} and reject the other {{.Count}}?", args)
	if len(others) == 1 {
		title = lang.L("Pick {{.Name}} and reject the other one?", args)
	}
	yes := func() {
		s.Chosen.KeepOneAsked = true
		s.Overlay.Close()
		s.Desk.Post(func() change.Set { return s.keep(id, others) })
	}
	s.Overlay.Show(overlay.Sheet{
		Object: sheets.Notice(title,
			lang.L("One undo takes all of it back. No file is touched. This is asked only once."),
			sheets.Answer{Title: lang.L("Cancel"), Key: language.Keys("Esc"), Do: s.Overlay.Close},
			sheets.Answer{Title: lang.L("Pick 1, reject {{.Count}}", args), Key: language.Keys("Enter"), Primary: true, Do: yes}),
		ClosedBy: KeepOne,
		Keys:     map[string]func(){"Return": yes, "KP_Enter": yes},
	})
	return change.None
}

// keep stores the marks and goes on to the next stack.
func (s *Stacking) keep(id library.ID, others []library.ID) change.Set {
	pick, reject := library.Pick, library.Reject
	marks := []catalog.Mark{{ID: id, Flag: &pick}}
	for _, other := range others {
		marks = append(marks, catalog.Mark{ID: other, Flag: &reject})
	}
	changed := s.Culling().MarkEach(marks)
	if next := s.Session.Stacks.Next(id, 1, true); next != 0 {
		changed |= s.Views().Land(next)
	}
	return changed
}
