package reconcile

import (
	"context"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// replace checks whether the changed file at a known photo's path is another
// photo, as when a card that counts from IMG_0001 again is copied over the last
// one. The known photo then makes room: what was decided about it says nothing
// about the new one. It is false where the file is to be taken for the same
// photo, which an editor saved.
func (r *run) replace(ctx context.Context, known *row, facts *Facts) (bool, error) {
	if !isAnotherPhoto(known, facts) {
		return false, nil
	}
	aside, ok, err := r.store.SetAside(ctx, known.id)
	if err != nil || !ok {
		return false, err
	}
	wasThere := !known.missing
	r.reindex(known, aside.Path, known.file.Identity)
	r.index.byID[known.id].file.Companions = nil
	r.matchAgain(known.hash)
	if wasThere {
		r.emit(Event{Missing: []library.ID{known.id}})
	}
	return true, nil
}

// examine reads the changed file at a known photo's path where what it tells
// decides whose path that is. wait is true for a file that is not there in full
// yet: what is known of the old photo must not be forgotten before the new one
// says what it is.
func (r *run) examine(ctx context.Context, known *row, f *catalog.File) (replaced, wait bool, err error) {
	if known.taken.IsZero() || known.hash == "" || !f.Problem.IsZero() {
		return false, false, nil
	}
	j := job{id: known.id, path: f.Path, fresh: r.walked}
	facts := r.read(ctx, j)
	if ctx.Err() != nil {
		return false, false, ctx.Err()
	}
	if facts.Silent {
		return false, true, nil
	}
	if r.isArriving(known, j, &facts) {
		r.growing.keep(j, facts, time.Now())
		return false, true, nil
	}
	replaced, err = r.replace(ctx, known, &facts)
	return replaced, false, err
}

// isArriving is true for a file at a known photo's path that is not there in full
// yet and does not say so far which photo it is.
func (r *run) isArriving(known *row, j job, facts *Facts) bool {
	return !known.taken.IsZero() && known.hash != "" && !known.missing && facts.Capture.Time.IsZero() &&
		(facts.Moving || facts.Partial && r.mayGrow(j, facts))
}

// isAnotherPhoto is true when the camera's clock tells two photos apart. An
// editor keeps the time; one that only corrects it keeps the picture. Both the
// clock's face and the moment must differ, for a zone that was added later
// changes one of them. The date of a file's last change says nothing.
func isAnotherPhoto(known *row, facts *Facts) bool {
	a, b := known.taken, facts.Capture.Time
	if a.IsZero() || b.IsZero() || facts.Edited || known.hash == "" || facts.Hash == "" || facts.Hash == known.hash {
		return false
	}
	return a.Unix() != b.Unix() && a.Format(time.DateTime) != b.Format(time.DateTime)
}
