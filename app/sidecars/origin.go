package sidecars

import (
	"context"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// Origin says who gave a field of a photo's decision its value.
type Origin struct {
	Known   bool   // false where nobody decided, or too long ago for the journal
	Sidecar bool   // it was read from a sidecar, or from XMP in the photo's file; else the person decided
	Program string // that wrote the sidecar, such as "Lightroom"; "" where it does not say
	Path    string // of the sidecar or of the photo's file; "" where that is not known
}

// Origins gives for flag, stars and label of a photo who decided.
func (s *Sync) Origins(ctx context.Context, id library.ID) (map[Field]Origin, error) {
	steps, err := s.cat.DecisionOrigins(ctx, id)
	if err != nil {
		return nil, err
	}
	photo, err := s.cat.Photo(ctx, id)
	if err != nil {
		return nil, err
	}
	rows, err := s.cat.Sidecars(ctx, []library.ID{id})
	if err != nil {
		return nil, err
	}
	all := map[Field]Origin{}
	for _, f := range fields() {
		program, read := steps[f].Origin.Sidecar()
		o := Origin{Known: steps[f].Known, Sidecar: read, Program: program}
		if row := whoSays(f, &photo, rows[id]); read && row != nil {
			o.Program, o.Path = row.Said.Program, row.Path
		}
		all[f] = o
	}
	return all, nil
}

// whoSays gives the source that says a photo's value of a field, a sidecar before the
// photo's own file; nil where none does any more.
func whoSays(f Field, p *library.Photo, rows []catalog.Sidecar) (best *catalog.Sidecar) {
	own := imagesOf(p)
	for i := range rows {
		row := &rows[i]
		if !says(f, &row.Said) || valueOf(f, row.Said.Decision) != valueOf(f, p.Decision) {
			continue
		}
		if best == nil || slices.Contains(own, best.Path) {
			best = row
		}
	}
	return best
}
