package session

import "keeplight.app/keeplight/library"

// ToTop puts a cursor that stands on a frame which no cell shows on the frame that
// stands for its stack: keys act on what is seen.
func (k *Stacking) ToTop() {
	sel := &k.session.Selection
	if at := k.Place(sel.Cursor); at >= 0 {
		sel.Cursor = k.At(at).ID
	}
}

// MoveTo puts the cursor on the cell at place i, held within the grid, and drops the
// selection. It says whether the cursor moved.
func (k *Stacking) MoveTo(i int) bool {
	return k.session.MoveTo(k.session.Place(k.At(max(0, min(i, k.Len()-1))).ID))
}

// ExtendTo moves the cursor to the cell at place i and selects what is seen from where
// the range began: of a closed stack the frame on top.
func (k *Stacking) ExtendTo(i int) {
	if k.Len() == 0 {
		return
	}
	sel := &k.session.Selection
	i = max(0, min(i, k.Len()-1))
	from := k.Place(sel.anchor)
	if from < 0 {
		from = i
		sel.anchor = k.At(i).ID
	}
	sel.Cursor = k.At(i).ID
	sel.Hold()
	sel.chosen = map[library.ID]bool{}
	for j := min(from, i); j <= max(from, i); j++ {
		sel.chosen[k.At(j).ID] = true
	}
}

// Toggle adds the photo that the cell at place i shows to the selection, or takes it
// out with all that its closed stack hides, and puts the cursor on it.
func (k *Stacking) Toggle(i int) {
	cell := k.At(i)
	if cell.ID == 0 {
		return
	}
	sel := &k.session.Selection
	if cell.Closed() && sel.chosen[cell.ID] {
		for _, id := range cell.Stack.Frames {
			if id != cell.ID {
				delete(sel.chosen, id)
			}
		}
	}
	k.session.Toggle(k.session.Place(cell.ID))
}

// Switch opens the stack of a photo or closes it, and says whether there is one.
func (k *Stacking) Switch(id library.ID) bool {
	s := k.Of(id)
	if s == nil || len(s.Frames) < 2 {
		return false
	}
	k.SetOpen(id, !s.Open)
	return true
}

// SetOpen opens the stack of a photo or closes it. The cursor stays on its photo as
// long as that is seen; frames that are hidden now are no longer selected.
func (k *Stacking) SetOpen(id library.ID, open bool) {
	s := k.Of(id)
	if s == nil {
		return
	}
	for _, m := range s.Group.Members {
		if open {
			k.open[m.ID] = true
			continue
		}
		delete(k.open, m.ID)
	}
	k.stale = true
	if open {
		return
	}
	for _, f := range s.Frames {
		if f != k.Of(id).Top {
			k.session.Selection.drop(f)
		}
	}
	k.ToTop()
}

// CloseAll closes every stack.
func (k *Stacking) CloseAll() {
	clear(k.open)
	k.stale = true
	k.ToTop()
}

// AnyOpen is true while a stack that is shown is open.
func (k *Stacking) AnyOpen() bool { return len(k.open) > 0 && k.inForce() != nil }

// Next gives the photo to go to from a photo's stack: of the next one (by 1) or the
// one before it (by -1), the frame that stands for it; 0 where there is none. A photo
// that stands alone counts, unless several asks for stacks of several frames.
func (k *Stacking) Next(id library.ID, by int, several bool) library.ID {
	at := k.Place(id)
	if at < 0 {
		return 0
	}
	for from := k.At(at).Stack; ; {
		at += by
		cell := k.At(at)
		switch {
		case cell.ID == 0:
			return 0
		case from != nil && cell.Stack == from:
		case several && (cell.Stack == nil || len(cell.Stack.Frames) < 2):
		case cell.Stack != nil:
			return cell.Stack.Top
		default:
			return cell.ID
		}
	}
}
