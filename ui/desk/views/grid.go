package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/grid"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/session"
)

// GridID names the grid.
const GridID command.ID = "grid"

// Grid is the wall of photos as a view.
type Grid struct {
	session *session.Session
	loader  *grid.Loader
	wall    *grid.Grid
	object  fyne.CanvasObject
	side    *float32 // how wide a cell should be
}

var _ View = (*Grid)(nil)

// cellBytes is how much memory thumbnails on the way to the screen may take.
const cellBytes = 64 << 20

// GridNeeds is what the grid asks of others.
type GridNeeds struct {
	Session *session.Session
	Desk    *desk.Desk
	Draw    func(func()) // runs a function on fyne's goroutine after the present work
	Thumbs  grid.Thumbs
	Source  grid.Source
	Side    *float32 // the setting of how wide a cell should be, which zooming changes

	Clicked  func(cell int, mod fyne.KeyModifier)
	Opened   func(cell int)
	Stacked  func(cell int)     // the count of a stack was clicked
	Scrolled func()             // hears that the person scrolled; may be nil
	Seen     func([]library.ID) // hears which photos are looked at
	Mouse    Mouse
}

// NewGrid makes a view of a grid, which Close ends.
func NewGrid(n GridNeeds) *Grid {
	g := &Grid{session: n.Session, side: n.Side}
	g.loader = grid.NewLoader(n.Thumbs, 2, cellBytes, func(l grid.Loaded) {
		n.Desk.Post(func() change.Set { return g.loaded(l) })
	})
	g.wall = grid.New(n.Source, g.loader, *n.Side, n.Draw)
	g.wall.OnClick, g.wall.OnOpen, g.wall.OnView, g.wall.OnStack = n.Clicked, n.Opened, n.Seen, n.Stacked
	g.wall.Mouse = n.Mouse.inGrid()
	g.wall.OnScroll = n.Scrolled
	g.object = container.NewPadded(g.wall)
	return g
}

// Close ends what loads thumbnails and waits for it. It may be called from any
// goroutine.
func (g *Grid) Close() { g.loader.Close() }

// loaded puts a thumbnail on its cell, or says why there is none.
func (g *Grid) loaded(l grid.Loaded) change.Set {
	switch {
	case l.Err == nil:
		g.wall.Deliver(l.ID, l.Turn, l.Pixels)
	case g.session.Problem(l.ID).IsZero():
		g.session.SetProblem(scorers.BuiltIn, l.ID, session.ProblemOf(l.Err))
		return change.Tiles
	}
	return change.None
}

// ID names the grid.
func (g *Grid) ID() command.ID { return GridID }

// Title is its name.
func (g *Grid) Title() string { return language.Mark("Grid") }

// Keys is G.
func (g *Grid) Keys() []command.Key { return []command.Key{{Name: "g"}} }

// Object is the wall.
func (g *Grid) Object() fyne.CanvasObject { return g.object }

// Show brings the cells up to date and keeps the cursor in view.
func (g *Grid) Show(changed change.Set) {
	g.session.Stacks.ToTop()
	switch {
	case changed.Has(change.Order):
		g.wall.Reload()
	case changed.Has(change.Tiles):
		g.wall.Update()
	}
	if changed.Has(change.Order | change.Cursor) {
		g.wall.Reveal(g.session.Stacks.Place(g.session.Cursor()))
	}
}

// Targets are the selected photos, or the one that is seen at the cursor where none is
// selected.
func (g *Grid) Targets() []library.ID {
	g.session.Stacks.ToTop()
	return g.session.Targets()
}

// Selects is true.
func (g *Grid) Selects() bool { return true }

// Step is a row of cells, and the rows of the screen.
func (g *Grid) Step() (row, screen int) {
	columns := g.wall.Columns()
	return columns, columns * g.wall.Rows()
}

// Zoom makes the cells larger or smaller.
func (g *Grid) Zoom(factor float32) change.Set {
	*g.side = max(grid.MinSide, min(grid.MaxSide, *g.side*factor))
	g.wall.SetSide(*g.side)
	g.wall.Reveal(g.session.Stacks.Place(g.session.Cursor()))
	return change.None
}

// vertical gives the cell that stands so many rows below another.
func (g *Grid) vertical(cell, rows int) int { return g.wall.Vertical(cell, rows) }

// rows is how many rows the screen shows.
func (g *Grid) rows() int { return g.wall.Rows() }

// Back closes the stack at the cursor, or else all that are open.
func (g *Grid) Back() (change.Set, bool) {
	k := g.session.Stacks
	if !k.AnyOpen() {
		return change.None, false
	}
	if s := k.Of(g.session.Cursor()); s != nil && s.Open {
		k.SetOpen(g.session.Cursor(), false)
	} else {
		k.CloseAll()
	}
	return change.Order | change.Cursor | change.Status, true
}
