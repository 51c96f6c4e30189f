package session

import "keeplight.app/keeplight/library"

// Known are the photos of the open folders, shown or not.
type Known struct {
	photos map[library.ID]*library.Photo
}

func newKnown() Known { return Known{photos: map[library.ID]*library.Photo{}} }

// Photo gives a known photo, or nil.
func (k *Known) Photo(id library.ID) *library.Photo { return k.photos[id] }

// Total is the number of photos known whose files are there.
func (k *Known) Total() int {
	n := 0
	for _, p := range k.photos {
		if !p.Missing {
			n++
		}
	}
	return n
}

// Decisions counts the picks, rejects and undecided photos of the open folders.
func (k *Known) Decisions() (picks, rejects, open int) {
	for _, p := range k.photos {
		switch {
		case p.Missing:
		case p.Decision.Flag == library.Pick:
			picks++
		case p.Decision.Flag == library.Reject:
			rejects++
		default:
			open++
		}
	}
	return picks, rejects, open
}
