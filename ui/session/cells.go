package session

import (
	"keeplight.app/keeplight/app/stacks"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/burst"
)

// Cell is one place of the grid: a photo alone, a closed stack, or one frame of an
// open one.
type Cell struct {
	ID    library.ID // of the photo that is drawn, 0 for no cell
	Stack *Stack     // nil for a photo that stands alone
}

// Closed is true for a cell that stands for several frames, of which it shows one.
func (c Cell) Closed() bool { return c.Stack != nil && !c.Stack.Open && len(c.Stack.Frames) > 1 }

// Stack is the photos of one group as the grid shows them. Nobody changes one that was
// handed out; the next change of the grid makes new ones. Which frame stands on top is
// found out when a stack is handed out first: of ten thousand, a window shows twenty.
type Stack struct {
	Group  *burst.Group
	Frames []library.ID // those that the filter shows, at least one, in their order
	Open   bool
	Top    library.ID // the frame that stands for all
	At     int        // place of its first cell
}

// cells are the grid's places.
type cells struct {
	all []Cell
	of  []int32 // the cell of each photo, by the photo's place in the sequence
}

// layout says how photos are put into cells. The zero value gives each its own.
type layout struct {
	grouping *stacks.Grouping
	open     func(*burst.Group) bool
}

// cells puts photos into cells in their order. A stack stands where its first frame
// does, with all of its frames, wherever those stand.
func (l *layout) cells(shown []library.ID) cells {
	if l.grouping == nil {
		return cells{}
	}
	stacked := make([]*Stack, len(l.grouping.Groups)) // by the group's place
	order := make([]Cell, 0, len(shown))              // with each stack once
	groups := make([]int32, len(shown))               // places of the photos' groups, -1 for one alone
	for i, id := range shown {
		at := l.grouping.Place(id)
		groups[i] = int32(at)
		if at < 0 || len(l.grouping.Groups[at].Members) < 2 {
			groups[i] = -1
			order = append(order, Cell{ID: id})
			continue
		}
		s := stacked[at]
		if s == nil {
			s = &Stack{Group: &l.grouping.Groups[at]}
			stacked[at] = s
			order = append(order, Cell{Stack: s})
		}
		s.Frames = append(s.Frames, id)
	}
	for _, cell := range order {
		if s := cell.Stack; s != nil {
			s.Open = len(s.Frames) > 1 && l.open(s.Group)
		}
	}
	c := cells{all: spread(order)}
	c.number(shown, groups, stacked)
	return c
}

// spread gives the frames of open stacks a cell each.
func spread(order []Cell) []Cell {
	all := make([]Cell, 0, len(order))
	for _, cell := range order {
		s := cell.Stack
		if s == nil {
			all = append(all, cell)
			continue
		}
		s.At = len(all)
		if !s.Open {
			all = append(all, Cell{Stack: s})
			continue
		}
		for _, id := range s.Frames {
			all = append(all, Cell{id, s})
		}
	}
	return all
}

// number sets down the cell of each photo. Photos that stand alone, and the frames of
// one stack, are in the same order as their cells.
func (c *cells) number(shown []library.ID, groups []int32, stacked []*Stack) {
	c.of = make([]int32, len(shown))
	next := 0 // cell of the next photo that stands alone
	used := make([]int32, len(stacked))
	for i, at := range groups {
		if at < 0 {
			for c.all[next].ID != shown[i] {
				next++
			}
			c.of[i] = int32(next)
			continue
		}
		s := stacked[at]
		c.of[i] = int32(s.At) + used[at]
		if s.Open {
			used[at]++
		}
	}
}
