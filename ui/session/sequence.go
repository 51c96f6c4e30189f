package session

import (
	"slices"

	"keeplight.app/keeplight/library"
)

// Sequence is which photos are shown in which order.
type Sequence struct {
	shown []library.ID
	place map[library.ID]int
	left  map[library.ID]gap // where photos stood that were taken out
}

// gap is where a photo stood before it was taken out: after which other one,
// and at which place.
type gap struct {
	after library.ID
	place int
}

func newSequence() Sequence { return sequenceOf(nil) }

// sequenceOf shows photos in the order in which they are given.
func sequenceOf(ids []library.ID) Sequence {
	s := Sequence{shown: ids, place: make(map[library.ID]int, len(ids)), left: map[library.ID]gap{}}
	s.number(0)
	return s
}

// arrange shows photos in another order, and forgets where those stood that were taken
// out.
func (s *Sequence) arrange(ids []library.ID) {
	if slices.Equal(ids, s.shown) {
		clear(s.left)
		return
	}
	*s = sequenceOf(ids)
}

// Len is the number of photos shown.
func (s *Sequence) Len() int { return len(s.shown) }

// At gives the photo shown at place i, 0-based, or 0 outside.
func (s *Sequence) At(i int) library.ID {
	if i < 0 || i >= len(s.shown) {
		return 0
	}
	return s.shown[i]
}

// Place gives where a photo is shown, or -1.
func (s *Sequence) Place(id library.ID) int {
	if i, ok := s.place[id]; ok {
		return i
	}
	return -1
}

// Shown gives the photos in the order in which they are shown. The caller must
// not change it.
func (s *Sequence) Shown() []library.ID { return s.shown }

// insert puts a photo where it stood before it was taken out, else at the end, and
// says which.
func (s *Sequence) insert(id library.ID) (atEnd bool) {
	at := len(s.shown)
	g, stood := s.left[id]
	if stood {
		delete(s.left, id)
		at = min(g.place, at)
		if i, ok := s.place[g.after]; ok {
			at = i + 1
		}
	}
	s.shown = slices.Insert(s.shown, at, id)
	s.number(at)
	return !stood
}

// remove takes photos out in one pass and gives the place of the first that is
// left after place.
func (s *Sequence) remove(gone map[library.ID]bool, place int) (next int) {
	first := len(s.shown)
	kept := s.shown[:0]
	before := library.ID(0)
	for i, id := range s.shown {
		if !gone[id] {
			kept, before = append(kept, id), id
			if i < place {
				next++
			}
			continue
		}
		first = min(first, i)
		s.left[id] = gap{after: before, place: len(kept)}
		delete(s.place, id)
	}
	s.shown = kept
	s.number(min(first, len(kept)))
	return next
}

// number sets down the places from one on.
func (s *Sequence) number(from int) {
	for j := from; j < len(s.shown); j++ {
		s.place[s.shown[j]] = j
	}
}
