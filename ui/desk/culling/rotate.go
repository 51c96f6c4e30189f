package culling

import (
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/language"
)

// The commands that turn photos.
const (
	RotateLeft  command.ID = "rotate-left"
	RotateRight command.ID = "rotate-right"
)

// rotations are the commands that turn the photos in question. They turn what is shown
// and never the file, and no score changes by them: a scorer sees the picture as the
// camera wrote it.
func (c *Culling) rotations() []command.Binding {
	left := c.deciding(RotateLeft, language.Mark("Rotate left"), "", func() change.Set { return c.rotate(-1) })
	right := c.deciding(RotateRight, language.Mark("Rotate right"), "", func() change.Set { return c.rotate(1) })
	left.Keys, right.Keys = []command.Key{{Name: "[", Mod: command.Ctrl}}, []command.Key{{Name: "]", Mod: command.Ctrl}}
	left.Row = language.Mark("Rotate left, right; the file stays as it is")
	right.Row = left.Row
	return []command.Binding{left, right}
}

// rotate turns all targets by quarter turns, clockwise above 0, as one step. It does
// not move on: whoever turns a photo wants to see it.
func (c *Culling) rotate(quarters int) change.Set {
	targets := c.targets()
	if len(targets) == 0 {
		return change.None
	}
	c.session.Selection.Hold()
	c.door.Turn(targets, quarters, c.session.Cursor())
	return change.None
}
