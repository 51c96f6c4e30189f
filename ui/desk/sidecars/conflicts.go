package sidecars

import (
	"context"
	"slices"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/sidecars"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
)

// conflicts are the photos of which another program decided otherwise, and those whose
// sidecars cannot be read.
type conflicts struct {
	of     map[library.ID][]sidecars.Conflict
	unread map[library.ID]sidecars.Unread
}

// loadConflicts looks up all conflicts anew.
func (s *Sidecars) loadConflicts() {
	s.Desk.Go(func(ctx context.Context) {
		all, err := s.Sync.Conflicts(ctx, nil)
		s.Desk.Post(func() change.Set {
			if err != nil {
				return s.Notices.Fail(err)
			}
			return s.haveConflicts(all)
		})
	})
}

// haveConflicts takes in the list of all conflicts, and tells of new ones.
func (s *Sidecars) haveConflicts(all []sidecars.Conflict) change.Set {
	before := s.conflicts.of
	s.conflicts.of = map[library.ID][]sidecars.Conflict{}
	fresh := 0
	for i := range all {
		id := all[i].Photo.ID
		if len(before[id]) == 0 && len(s.conflicts.of[id]) == 0 && s.Session.Photo(id) != nil {
			fresh++
		}
		s.conflicts.of[id] = append(s.conflicts.of[id], all[i])
	}
	changed := change.Tiles | change.Cursor | change.Status
	if fresh > 0 {
		changed |= s.Notices.Announce(lang.L("Another program has another decision for {{.Photos}} · {{.Key}} shows the next", language.Args{
			"Photos": language.Plural("{{.N}} photos", fresh), "Key": s.Desk.KeyText(NextConflict),
		}))
	}
	return changed
}

// InConflict is true where another program decided otherwise than the person.
func (s *Sidecars) InConflict(id library.ID) bool { return len(s.conflicts.of[id]) > 0 }

// conflictLines are the conflicts of a photo, a line each with both values.
func (s *Sidecars) conflictLines(id library.ID) []string {
	var lines []string
	for _, c := range s.conflicts.of[id] {
		lines = append(lines, lang.L("{{.Ours}} here, {{.Theirs}} in {{.Source}}", language.Args{
			"Ours": valueText(c.Field, c.Ours), "Theirs": valueText(c.Field, c.Theirs), "Source": sourceText(c.Program),
		}))
	}
	return lines
}

// next is the shown photo after the cursor that has a conflict, from the first one on
// after the last; 0 for none.
func (s *Sidecars) next() library.ID {
	n, at := s.Session.Len(), s.Session.Place(s.Session.Cursor())
	for step := 1; step <= n; step++ {
		if id := s.Session.At((at + step) % n); s.InConflict(id) {
			return id
		}
	}
	return 0
}

// goNext puts the cursor on the next conflict.
func (s *Sidecars) goNext() change.Set {
	id := s.next()
	if id == 0 {
		return change.None
	}
	s.Reveal(s.Session.Place(id))
	return change.Cursor | change.Tiles | s.Notices.Say(s.conflictLines(id)[0])
}

// Settle settles the conflicts of the photo at the cursor, and goes on to the next.
func (s *Sidecars) Settle(mine bool) change.Set {
	id := s.Session.Cursor()
	all := slices.Clone(s.conflicts.of[id])
	if len(all) == 0 {
		return change.None
	}
	side := sidecars.Theirs
	if mine {
		side = sidecars.Ours
	}
	s.Desk.Go(func(ctx context.Context) {
		photos, err := s.Sync.Settle(ctx, all, side)
		s.Desk.Post(func() change.Set {
			if err != nil {
				return s.Notices.Fail(err)
			}
			s.Session.Decided(photos)
			delete(s.conflicts.of, id)
			s.loadConflicts()
			return change.Marked | s.Notices.Say(s.settled(id, mine))
		})
	})
	return change.None
}

// settled says what was done about a conflict.
func (s *Sidecars) settled(id library.ID, mine bool) string {
	p := s.Session.Photo(id)
	if p == nil {
		return ""
	}
	args := language.Args{"Name": library.Display(p.Name()), "Decision": decisionText(p.Decision)}
	if mine {
		return lang.L("{{.Name}}: kept {{.Decision}}", args)
	}
	return lang.L("{{.Name}}: took over {{.Decision}}", args)
}

func (s *Sidecars) canSettle() (ok bool, why string) {
	if !s.InConflict(s.Session.Cursor()) {
		return false, language.Mark("No other program has another decision for this photo")
	}
	return true, ""
}

func (s *Sidecars) anyConflict() (ok bool, why string) {
	if len(s.conflicts.of) == 0 || s.next() == 0 {
		return false, language.Mark("No photo shown has a conflict")
	}
	return true, ""
}
