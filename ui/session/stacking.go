package session

import (
	"cmp"
	"maps"
	"slices"

	"keeplight.app/keeplight/app/stacks"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/burst"
)

// Stacking puts the photos of a session that belong together into one cell of the
// grid. The session itself, its order and all of its counts go by photos: a stack that
// is closed hides frames from the grid and from nothing else.
//
// It changes nothing by itself. New groups are shown when they are set, and what a
// stack shows on top when the grid is put in order, or when the person marks a frame.
type Stacking struct {
	session  *Session
	grouping *stacks.Grouping // nil while nobody knows which photos belong together
	off      bool
	open     map[library.ID]bool // all frames of stacks that are open

	cells    cells
	stale    bool                        // cells are to be made anew
	tops     map[library.ID]library.ID   // by the group's first photo
	restless map[library.ID]*burst.Group // groups of which a frame was marked since
	version  int                         // of the cells and of what is decided in them
}

func newStacking(s *Session) *Stacking {
	return &Stacking{
		session: s, open: map[library.ID]bool{}, tops: map[library.ID]library.ID{}, restless: map[library.ID]*burst.Group{}, stale: true,
	}
}

// On is true while photos are stacked.
func (k *Stacking) On() bool { return !k.off }

// SetOn stacks the photos or shows each by itself, and puts the grid in order.
func (k *Stacking) SetOn(on bool) {
	if k.off == on {
		k.off = !on
		k.session.Resort()
	}
}

// Grouping is which photos belong together, nil while nobody knows.
func (k *Stacking) Grouping() *stacks.Grouping { return k.grouping }

// SetGrouping shows photos in other groups. They keep their order until Resort; what
// was open stays so.
func (k *Stacking) SetGrouping(g *stacks.Grouping) {
	k.grouping = g
	clear(k.tops)
	clear(k.restless)
	k.stale = true
}

// Wait says that photos would be stacked in another way, and that this waits, or that
// it does no longer.
func (k *Stacking) Wait(yes bool) { k.session.waiting.Groups = yes }

// inForce is the grouping that the grid shows, nil for none.
func (k *Stacking) inForce() *stacks.Grouping {
	if k.off {
		return nil
	}
	return k.grouping
}

// resorted begins anew with what stacks show on top.
func (k *Stacking) resorted() {
	clear(k.tops)
	clear(k.restless)
	k.stale = true
}

// decided hears of photos that the person marked. Their stacks may show another frame
// on top: at once where one is picked, else when the cursor has left them, so that a
// key that is pressed again never means another photo.
func (k *Stacking) decided(photos []library.Photo) {
	k.version++
	g := k.inForce()
	if g == nil {
		return
	}
	for i := range photos {
		if group, _ := g.Of(photos[i].ID); group != nil && len(group.Members) > 1 {
			k.restless[group.ID()] = group
		}
	}
}

// settle lets stacks that were marked show what they should on top.
func (k *Stacking) settle() {
	for id, group := range k.restless {
		top := k.tops[id]
		if k.holds(group, k.session.Cursor()) && k.session.Place(top) >= 0 && k.better(group, top) == 0 {
			continue
		}
		delete(k.restless, id)
		delete(k.tops, id)
		k.stale = true
	}
}

// holds is true for a photo of a group.
func (k *Stacking) holds(g *burst.Group, id library.ID) bool {
	of, _ := k.grouping.Of(id)
	return of == g
}

// better gives a picked frame of a group where that on top is none, 0 for none.
func (k *Stacking) better(g *burst.Group, top library.ID) library.ID {
	if k.flag(top) == library.Pick {
		return 0
	}
	for _, m := range g.Members {
		if k.flag(m.ID) == library.Pick && k.session.Place(m.ID) >= 0 {
			return m.ID
		}
	}
	return 0
}

func (k *Stacking) flag(id library.ID) library.Flag {
	if p := k.session.Photo(id); p != nil {
		return p.Decision.Flag
	}
	return library.Undecided
}

// fresh gives the cells as they are now.
func (k *Stacking) fresh() *cells {
	if len(k.restless) > 0 {
		k.settle()
	}
	if k.stale {
		l := layout{grouping: k.inForce(), open: k.isOpen}
		k.cells, k.stale = l.cells(k.session.shown), false
		k.version++
	}
	return &k.cells
}

func (k *Stacking) isOpen(g *burst.Group) bool {
	for _, m := range g.Members {
		if k.open[m.ID] {
			return true
		}
	}
	return false
}

// Version changes whenever the cells, or what was decided about their photos, may have.
func (k *Stacking) Version() int {
	k.fresh()
	return k.version
}

// Opened gives the stacks that are open, in their order.
func (k *Stacking) Opened() []*Stack {
	if k.inForce() == nil {
		return nil
	}
	found := map[*Stack]bool{}
	for id := range k.open {
		if s := k.Of(id); s != nil && s.Open {
			found[s] = true
		}
	}
	return slices.SortedFunc(maps.Keys(found), func(a, b *Stack) int { return cmp.Compare(a.At, b.At) })
}

// Len is the number of cells.
func (k *Stacking) Len() int {
	if k.inForce() == nil {
		return k.session.Len()
	}
	return len(k.fresh().all)
}

// At gives the cell at place i, 0-based; the zero value outside.
func (k *Stacking) At(i int) Cell {
	if k.inForce() == nil {
		return Cell{ID: k.session.At(i)}
	}
	all := k.fresh().all
	if i < 0 || i >= len(all) {
		return Cell{}
	}
	cell := &all[i]
	if s := cell.Stack; s != nil {
		if s.Top == 0 {
			s.Top = k.top(s.Group, s.Frames)
		}
		if !s.Open {
			cell.ID = s.Top
		}
	}
	return *cell
}

// Frames gives the frames in the cell at place i, of an open stack all at each of its
// cells, and whether it is their first cell. Unlike At it leaves open which of them
// stands on top, for who goes through all cells.
func (k *Stacking) Frames(i int) (frames []library.ID, first bool) {
	if k.inForce() == nil {
		return k.session.shown[i : i+1], true
	}
	cell := &k.fresh().all[i]
	if s := cell.Stack; s != nil {
		return s.Frames, s.At == i
	}
	at := k.session.place[cell.ID]
	return k.session.shown[at : at+1], true
}

// Place gives the cell that shows a photo, or in whose closed stack it is, or -1.
func (k *Stacking) Place(id library.ID) int {
	at := k.session.Place(id)
	if at < 0 || k.inForce() == nil {
		return at
	}
	return int(k.fresh().of[at])
}

// Of gives the stack of a photo as the grid shows it, nil for one that stands alone.
func (k *Stacking) Of(id library.ID) *Stack {
	if at := k.Place(id); at >= 0 {
		return k.At(at).Stack
	}
	return nil
}

// Together gives all photos of a photo's group in their order, stacked or not, also
// those that the filter hides; nil for one that stands alone.
func (k *Stacking) Together(id library.ID) []library.ID {
	if k.grouping == nil {
		return nil
	}
	g, _ := k.grouping.Of(id)
	if g == nil || len(g.Members) < 2 {
		return nil
	}
	ids := make([]library.ID, len(g.Members))
	for i, m := range g.Members {
		ids[i] = m.ID
	}
	return ids
}
