package views

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/session"
)

// mostBeside is how many photos are shown beside each other at most.
const mostBeside = 9

// Stacks knows which photos belong together, such as the frames of a burst.
type Stacks interface {
	// Of gives the photos of a photo's stack in their order, itself included; fewer
	// than two where it stands alone.
	Of(library.ID) []library.ID
}

// chosen gives the photos that the person means: those that are selected, in their
// order, at most mostBeside; all says how many are. It gives none where fewer than two
// are selected.
func chosen(s *session.Session) (ids []library.ID, all int) {
	if all = s.Selection.Count(); all < 2 {
		return nil, all
	}
	ids = s.Targets()
	return ids[:min(len(ids), mostBeside)], all
}

// stackOf gives a photo's stack as far as it is shown, nil where it stands alone.
func stackOf(s *session.Session, stacks Stacks, id library.ID) []library.ID {
	if stacks == nil {
		return nil
	}
	var shown []library.ID
	for _, other := range stacks.Of(id) {
		if s.Place(other) >= 0 {
			shown = append(shown, other)
		}
	}
	if len(shown) < 2 {
		return nil
	}
	return shown
}

// around gives at most n of the photos, those around place at.
func around(ids []library.ID, at, n int) []library.ID {
	n = min(n, len(ids))
	from := max(0, min(at-n/2, len(ids)-n))
	return ids[from : from+n]
}
