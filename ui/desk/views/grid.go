package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/grid"
	"keeplight.app/keeplight/ui/session"
)

// GridID names the grid.
const GridID command.ID = "grid"

// Grid is the wall of photos as a view.
type Grid struct {
	session *session.Session
	wall    *grid.Grid
	object  fyne.CanvasObject
	side    *float32 // how wide a cell should be
}

var _ View = (*Grid)(nil)

// NewGrid makes a view of a grid; side is the setting of how wide a cell should be,
// which zooming changes.
func NewGrid(s *session.Session, wall *grid.Grid, side *float32) *Grid {
	return &Grid{session: s, wall: wall, object: container.NewPadded(wall), side: side}
}

// ID names the grid.
func (g *Grid) ID() command.ID { return GridID }

// Title is its name.
func (g *Grid) Title() string { return "Grid" }

// Object is the wall.
func (g *Grid) Object() fyne.CanvasObject { return g.object }

// Show brings the cells up to date and keeps the cursor in view.
func (g *Grid) Show(changed change.Set) {
	switch {
	case changed.Has(change.Order):
		g.wall.Reload()
	case changed.Has(change.Tiles):
		g.wall.Update()
	}
	if changed.Has(change.Order | change.Cursor) {
		g.wall.Reveal(g.session.Place(g.session.Cursor()))
	}
}

// Targets are the selected photos, or the cursor's where none is selected.
func (g *Grid) Targets() []library.ID { return g.session.Targets() }

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
	g.wall.Reveal(g.session.Place(g.session.Cursor()))
	return change.None
}

// Back has nothing to leave.
func (g *Grid) Back() (change.Set, bool) { return change.None, false }
