package views

import (
	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
)

// moveTo puts the cursor on the photo at a place; with extends it selects
// everything from where the range began, where the view shows a selection.
func (s *Switcher) moveTo(place int, extends bool) change.Set {
	if extends && s.current.Selects() {
		s.session.ExtendTo(place)
	} else {
		s.session.MoveTo(place)
	}
	return change.Tiles | change.Cursor
}

// step moves by what a view says that a key means.
func (s *Switcher) step(extends bool, by func(row, screen int) int) change.Set {
	return s.moveTo(s.session.Place(s.session.Cursor())+by(s.current.Step()), extends)
}

// Click moves the cursor to a place or selects, as file managers do.
func (s *Switcher) Click(place int, mod fyne.KeyModifier) change.Set {
	switch {
	case mod&fyne.KeyModifierShift != 0:
		s.session.ExtendTo(place)
	case mod&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0:
		s.session.Toggle(place)
	default:
		s.session.MoveTo(place)
	}
	return change.Tiles | change.Cursor
}

func (s *Switcher) selectAll() change.Set {
	s.session.SelectAll()
	return change.Tiles | change.Cursor
}

// moves are the ways to move the cursor.
func (s *Switcher) moves() []command.Binding {
	type move struct {
		id, title, row string
		key            command.Key
		extends        bool
		run            func(extends bool) change.Set
	}
	by := func(f func(row, screen int) int) func(bool) change.Set {
		return func(extends bool) change.Set { return s.step(extends, f) }
	}
	const (
		beside  = "Previous, next photo; hold to run"
		rows    = "Row up, row down"
		screens = "Screen up, screen down"
		ends    = "First, last photo"
		further = "Select from here on; also with ↑ ↓ Home End"
	)
	next := by(func(int, int) int { return 1 })
	previous := by(func(int, int) int { return -1 })
	down := by(func(row, _ int) int { return row })
	up := by(func(row, _ int) int { return -row })
	toFirst := func(extends bool) change.Set { return s.moveTo(0, extends) }
	toLast := func(extends bool) change.Set { return s.moveTo(s.session.Len()-1, extends) }
	key := func(name string) command.Key { return command.Key{Name: name} }
	shift := func(name string) command.Key { return command.Key{Name: name, Mod: command.Shift} }
	var all []command.Binding
	for _, m := range []move{
		{"previous", "Previous photo", beside, key("Left"), false, previous},
		{"next", "Next photo", beside, key("Right"), false, next},
		{"row-up", "A row up", rows, key("Up"), false, up},
		{"row-down", "A row down", rows, key("Down"), false, down},
		{"page-up", "A screen up", screens, key("Prior"), false, by(func(_, screen int) int { return -screen })},
		{"page-down", "A screen down", screens, key("Next"), false, by(func(_, screen int) int { return screen })},
		{"first", "First photo", ends, key("Home"), false, toFirst},
		{"last", "Last photo", ends, key("End"), false, toLast},
		{"select-previous", "Select one less or one before", further, shift("Left"), true, previous},
		{"select-next", "Select the next photo too", further, shift("Right"), true, next},
		{"select-up", "Select a row up", "", shift("Up"), true, up},
		{"select-down", "Select a row down", "", shift("Down"), true, down},
		{"select-first", "Select to the first photo", "", shift("Home"), true, toFirst},
		{"select-last", "Select to the last photo", "", shift("End"), true, toLast},
	} {
		all = append(all, command.Binding{
			ID: command.ID(m.id), Section: command.Move, Title: m.title, Row: m.row, Keys: []command.Key{m.key}, Unlisted: m.row == "",
			Run: func() change.Set { return m.run(m.extends) },
		})
	}
	return append(all, command.Binding{
		ID: "select-all", Section: command.Move, Title: "Select all; Shift+click a range, Ctrl+click one more",
		Keys: []command.Key{{Name: "a", Mod: command.Ctrl}}, Run: s.selectAll,
	})
}
