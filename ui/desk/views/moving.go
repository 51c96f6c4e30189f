package views

import (
	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/language"
)

// places is what the cursor goes over: photos, or the cells of the grid.
type places interface {
	Len() int
	Place(id library.ID) int
	MoveTo(place int) bool
	ExtendTo(place int)
}

// cursor moves the session's cursor by the keys: over cells or photos, as far as the
// view in front says. A view of several photos has moves of its own.
type cursor struct{ switcher *Switcher }

// places are what the cursor goes over.
func (c cursor) places() places {
	if c.switcher.Home() {
		return c.switcher.session.Stacks
	}
	return c.switcher.session
}

// moveTo puts the cursor on the photo at a place; with extends it selects
// everything from where the range began, where the view shows a selection.
func (c cursor) moveTo(place int, extends bool) change.Set {
	if extends && c.switcher.current.Selects() {
		c.places().ExtendTo(place)
	} else {
		c.places().MoveTo(place)
	}
	return change.Tiles | change.Cursor
}

// here is the place of the cursor.
func (c cursor) here() int { return c.places().Place(c.switcher.session.Cursor()) }

// step goes to the next photo or cell (by 1) or the one before (by -1).
func (c cursor) step(by int) func(extends bool) change.Set {
	return func(extends bool) change.Set { return c.moveTo(c.here()+by, extends) }
}

// rows goes up or down: by rows of cells in the grid, by stacks and photos in the loupe
// and where the cursor is in an open stack.
func (c cursor) rows(by int) func(extends bool) change.Set {
	return func(extends bool) change.Set {
		switch v := c.switcher.current.(type) {
		case *Loupe:
			return c.byStack(by)
		case *Grid:
			if st := c.switcher.session.Stacks.Of(c.switcher.session.Cursor()); st != nil && st.Open && !extends {
				return c.byStack(by)
			}
			return c.moveTo(v.vertical(c.here(), by), extends)
		}
		row, _ := c.switcher.current.Step()
		return c.moveTo(c.here()+by*row, extends)
	}
}

// byStack goes to the frame that stands for the next stack, or to the next photo that
// stands alone.
func (c cursor) byStack(by int) change.Set {
	if id := c.switcher.session.Stacks.Next(c.switcher.session.Cursor(), by, false); id != 0 {
		c.switcher.session.MoveTo(c.switcher.session.Place(id))
	}
	return change.Tiles | change.Cursor
}

// pages goes up or down by what the screen shows.
func (c cursor) pages(by int) func(extends bool) change.Set {
	return func(extends bool) change.Set {
		if g, ok := c.switcher.current.(*Grid); ok {
			return c.moveTo(g.vertical(c.here(), by*g.rows()), extends)
		}
		_, screen := c.switcher.current.Step()
		return c.moveTo(c.here()+by*screen, extends)
	}
}

// Land puts the cursor on a photo, whatever is in front: where several photos are, they
// make room for those of its stack.
func (s *Switcher) Land(id library.ID) change.Set {
	at := s.session.Place(id)
	if at < 0 {
		return change.None
	}
	if v, ok := s.current.(beside); ok {
		return v.turnTo(id)
	}
	s.session.MoveTo(at)
	return change.Tiles | change.Cursor
}

// Click moves the cursor to a cell or selects, as file managers do.
func (s *Switcher) Click(cell int, mod fyne.KeyModifier) change.Set {
	switch {
	case mod&fyne.KeyModifierShift != 0:
		s.session.Stacks.ExtendTo(cell)
	case mod&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0:
		s.session.Stacks.Toggle(cell)
	default:
		s.session.Stacks.MoveTo(cell)
	}
	return change.Tiles | change.Cursor
}

func (c cursor) selectAll() change.Set {
	c.switcher.session.SelectAll()
	return change.Tiles | change.Cursor
}

// orMove is what an arrow key does: something of its own where there are several
// photos.
func (c cursor) orMove(dx, dy int, otherwise func(bool) change.Set) func(bool) change.Set {
	return func(extends bool) change.Set {
		if v, ok := c.switcher.current.(beside); ok {
			return v.move(dx, dy)
		}
		return otherwise(extends)
	}
}

// orPage is the same for the keys that turn pages.
func (c cursor) orPage(by int, otherwise func(bool) change.Set) func(bool) change.Set {
	return func(extends bool) change.Set {
		if v, ok := c.switcher.current.(beside); ok {
			return v.page(by)
		}
		return otherwise(extends)
	}
}

// orEnd is the same for the keys that lead to the first and the last photo.
func (c cursor) orEnd(last bool, otherwise func(bool) change.Set) func(bool) change.Set {
	return func(extends bool) change.Set {
		if v, ok := c.switcher.current.(beside); ok {
			return v.toEnd(last)
		}
		return otherwise(extends)
	}
}

// moves are the ways to move the cursor.
func (c cursor) moves() []command.Binding {
	type move struct {
		id, title, row string
		key            command.Key
		extends        bool
		run            func(extends bool) change.Set
	}
	var (
		beside  = language.Mark("Previous, next photo or pane; hold to scroll")
		rows    = language.Mark("Row up, row down; loupe, open stack: by stack; compare: another challenger")
		screens = language.Mark("Page up, page down; compare: another challenger")
		ends    = language.Mark("First, last photo")
		further = language.Mark("Extend selection; also ↑ ↓ Home End")
	)
	next, previous := c.orMove(1, 0, c.step(1)), c.orMove(-1, 0, c.step(-1))
	down, up := c.orMove(0, 1, c.rows(1)), c.orMove(0, -1, c.rows(-1))
	toFirst := c.orEnd(false, func(extends bool) change.Set { return c.moveTo(0, extends) })
	toLast := c.orEnd(true, func(extends bool) change.Set { return c.moveTo(c.places().Len()-1, extends) })
	page := func(down int) func(bool) change.Set { return c.orPage(down, c.pages(down)) }
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
		Keys: []command.Key{{Name: "a", Mod: command.Ctrl}}, Run: c.selectAll,
	})
}
