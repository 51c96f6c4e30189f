// Package change says what the views no longer show as it is. Whoever changes
// something gives back a Set, and the window brings up to date just that, once a
// batch.
//
// Flows in: what a command or an event did. Flows out: values to be joined by |.
// Does not belong here: how a view is brought up to date (ui/desk/views), what a
// change means.
package change

import "strings"

// Set is what has changed; its values are joined by |. The zero value is nothing.
type Set uint16

// The parts of the window that can be out of date.
const (
	View    Set = 1 << iota // another view, or a reason why there is none; also the panels that stand beside it
	Order                   // photos came, went or were sorted
	Tiles                   // words on the cells
	Cursor                  // another photo is the current one, or what is said of it changed
	Counts                  // how many photos each filter would show
	Filter                  // the filter itself: its counts do not wait
	Status                  // the status line
	Toolbar                 // where we are, the order, the scorer

	Frame  // nothing but a frame is wanted: something was drawn where it is
	Unseen // nothing that is on the screen: no frame is wanted, which None would have

	None Set = 0
	All      = View | Order | Tiles | Cursor | Counts | Status | Toolbar
	// Shown is what follows from another choice of photos or another order.
	Shown = Order | Cursor | Counts | Status
	// Marked is what follows from a decision or a score.
	Marked = Tiles | Cursor | Counts | Status
)

// Has is true where a set holds any part of another.
func (s Set) Has(part Set) bool { return s&part != 0 }

// String names the parts, such as "order|cursor", and "none".
func (s Set) String() string {
	var parts []string
	for i, name := range []string{"view", "order", "tiles", "cursor", "counts", "filter", "status", "toolbar", "frame", "unseen"} {
		if s.Has(1 << i) {
			parts = append(parts, name)
		}
	}
	if len(parts) == 0 {
		return "none"
	}
	return strings.Join(parts, "|")
}

// If gives the set where a condition holds, else None.
func If(yes bool, s Set) Set {
	if yes {
		return s
	}
	return None
}
