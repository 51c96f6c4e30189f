package session

import "keeplight.app/keeplight/library"

// Choose selects those of some photos that a sequence shows, puts the cursor on the first
// of them and says how many they are. Where it shows none, nothing changes.
func (s *Selection) Choose(ids []library.ID, shown *Sequence) (found int) {
	first, chosen := -1, make(map[library.ID]bool, len(ids))
	for _, id := range ids {
		place := shown.Place(id)
		if place < 0 {
			continue
		}
		chosen[id] = true
		if first < 0 || place < first {
			first = place
		}
	}
	if first < 0 {
		return 0
	}
	s.Cursor = shown.At(first)
	s.anchor, s.chosen = s.Cursor, nil
	if len(chosen) > 1 {
		s.chosen = chosen
	}
	s.Hold()
	return len(chosen)
}
