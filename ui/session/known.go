package session

import "keeplight.app/keeplight/library"

// Known are the photos of the open folders, shown or not. How many there are of each
// kind is kept up to date, since it is asked for after every event.
type Known struct {
	photos map[library.ID]*library.Photo
	kinds  map[kind]int
	odd    map[library.ID]bool // those whose file is gone or cannot be read
}

// kind is what photos are counted by.
type kind struct {
	missing bool
	flag    library.Flag
}

func kindOf(p *library.Photo) kind { return kind{p.Missing, p.Decision.Flag} }

func newKnown() Known {
	return Known{photos: map[library.ID]*library.Photo{}, kinds: map[kind]int{}, odd: map[library.ID]bool{}}
}

// Photo gives a known photo, or nil.
func (k *Known) Photo(id library.ID) *library.Photo { return k.photos[id] }

// add takes in a photo that is not known.
func (k *Known) add(p *library.Photo) {
	k.photos[p.ID] = p
	k.kinds[kindOf(p)]++
	k.note(p)
}

func (k *Known) note(p *library.Photo) {
	if p.Missing || !p.Problem.IsZero() {
		k.odd[p.ID] = true
	} else {
		delete(k.odd, p.ID)
	}
}

// replace puts what is known now in place of what was.
func (k *Known) replace(old *library.Photo, now library.Photo) {
	k.kinds[kindOf(old)]--
	k.kinds[kindOf(&now)]++
	*old = now
	k.note(old)
}

// forget drops a photo.
func (k *Known) forget(id library.ID) {
	if p := k.photos[id]; p != nil {
		k.kinds[kindOf(p)]--
		delete(k.photos, id)
		delete(k.odd, id)
	}
}

// Total is the number of photos known whose files are there.
func (k *Known) Total() int {
	picks, rejects, open := k.Decisions()
	return picks + rejects + open
}

// Decisions counts the picks, rejects and undecided photos of the open folders.
func (k *Known) Decisions() (picks, rejects, open int) {
	for kind, n := range k.kinds {
		switch {
		case kind.missing:
		case kind.flag == library.Pick:
			picks += n
		case kind.flag == library.Reject:
			rejects += n
		default:
			open += n
		}
	}
	return picks, rejects, open
}
