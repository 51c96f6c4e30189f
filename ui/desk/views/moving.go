package views

import (
	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/language"
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

// orMove is what an arrow key does: something of its own where there are several
// photos.
func (s *Switcher) orMove(dx, dy int, otherwise func(bool) change.Set) func(bool) change.Set {
	return func(extends bool) change.Set {
		if v, ok := s.current.(beside); ok {
			return v.move(dx, dy)
		}
		return otherwise(extends)
	}
}

// orEnd is the same for the keys that lead to the first and the last photo.
func (s *Switcher) orEnd(last bool, otherwise func(bool) change.Set) func(bool) change.Set {
	return func(extends bool) change.Set {
		if v, ok := s.current.(beside); ok {
			return v.toEnd(last)
		}
		return otherwise(extends)
	}
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
	var (
		beside  = language.Mark("Previous, next photo or pane; hold to scroll")
		rows    = language.Mark("Row up, row down; compare: another challenger")
		screens = language.Mark("Page up, page down")
		ends    = language.Mark("First, last photo")
		further = language.Mark("Extend selection; also ↑ ↓ Home End")
	)
	next := s.orMove(1, 0, by(func(int, int) int { return 1 }))
	previous := s.orMove(-1, 0, by(func(int, int) int { return -1 }))
	down := s.orMove(0, 1, by(func(row, _ int) int { return row }))
	up := s.orMove(0, -1, by(func(row, _ int) int { return -row }))
	toFirst := s.orEnd(false, func(extends bool) change.Set { return s.moveTo(0, extends) })
	toLast := s.orEnd(true, func(extends bool) change.Set { return s.moveTo(s.session.Len()-1, extends) })
	page := func(down int) func(bool) change.Set {
		return s.orMove(0, down, by(func(_, screen int) int { return down * screen }))
	}
	key := func(name string) command.Key { return command.Key{Name: name} }
	shift := func(name string) command.Key { return command.Key{Name: name, Mod: command.Shift} }
	var all []command.Binding
	for _, m := range []move{
		{"previous", language.Mark("Previous photo"), beside, key("Left"), false, previous},
		{"next", language.Mark("Next photo"), beside, key("Right"), false, next},
		{"row-up", language.Mark("Row up"), rows, key("Up"), false, up},
		{"row-down", language.Mark("Row down"), rows, key("Down"), false, down},
		{"page-up", language.Mark("Page up"), screens, key("Prior"), false, page(-1)},
		{"page-down", language.Mark("Page down"), screens, key("Next"), false, page(1)},
		{"first", language.Mark("First photo"), ends, key("Home"), false, toFirst},
		{"last", language.Mark("Last photo"), ends, key("End"), false, toLast},
		{"select-previous", language.Mark("Extend selection back"), further, shift("Left"), true, previous},
		{"select-next", language.Mark("Extend selection forward"), further, shift("Right"), true, next},
		{"select-up", language.Mark("Extend selection a row up"), "", shift("Up"), true, up},
		{"select-down", language.Mark("Extend selection a row down"), "", shift("Down"), true, down},
		{"select-first", language.Mark("Extend selection to the first photo"), "", shift("Home"), true, toFirst},
		{"select-last", language.Mark("Extend selection to the last photo"), "", shift("End"), true, toLast},
	} {
		all = append(all, command.Binding{
			ID: command.ID(m.id), Section: command.Move, Title: m.title, Row: m.row, Keys: []command.Key{m.key}, Unlisted: m.row == "",
			Run: func() change.Set { return m.run(m.extends) },
		})
	}
	return append(all, command.Binding{
		ID: "select-all", Section: command.Move, Title: language.Mark("Select all"),
		Row:  language.Mark("Select all; Shift+click a range, Ctrl+click one"),
		Keys: []command.Key{{Name: "a", Mod: command.Ctrl}}, Run: s.selectAll,
	})
}
