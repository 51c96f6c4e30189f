package culling

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/ui/change"
)

// FlagAt flags a photo that the mouse points at, or all that are selected where it is
// one of them. Neither the cursor nor auto-advance moves: the person's eyes are where
// the pointer is.
func (c *Culling) FlagAt(id library.ID, f library.Flag) change.Set {
	return c.markAt(id, catalog.Mark{Flag: &f})
}

// RateAt gives stars in the same way.
func (c *Culling) RateAt(id library.ID, n library.Rating) change.Set {
	return c.markAt(id, catalog.Mark{Rating: &n})
}

// LabelAt gives a colour label in the same way, NoLabel takes it off.
func (c *Culling) LabelAt(id library.ID, l library.Label) change.Set {
	return c.markAt(id, catalog.Mark{Label: &l})
}

func (c *Culling) markAt(id library.ID, m catalog.Mark) change.Set {
	targets := []library.ID{id}
	if c.session.Selection.Has(id) {
		targets = c.targets()
	}
	marks := make([]catalog.Mark, len(targets))
	for i, target := range targets {
		m.ID = target
		marks[i] = m
	}
	c.session.Selection.Hold()
	c.door.Mark(marks, id)
	return change.None
}
