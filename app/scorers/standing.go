package scorers

import (
	"context"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/calibration"
)

// Overalls is where the overall values of the whole library are looked up.
type Overalls interface {
	// Overalls gives all overall values, 0..10, under a provenance's key.
	Overalls(ctx context.Context, provenanceKey string) ([]float64, error)
}

// LibraryTally counts the overall values of the whole catalogue under a provenance's
// key. The error is the catalogue's.
func LibraryTally(ctx context.Context, in Overalls, key string) (*calibration.Tally, error) {
	values, err := in.Overalls(ctx, key)
	if err != nil {
		return nil, err
	}
	tally := &calibration.Tally{}
	for _, v := range values {
		tally.Add(library.Value{Known: true, Mean: v})
	}
	return tally, nil
}

// Place is where a photo stands among others.
type Place = calibration.Place

// Standings are where photos stand among some, the shoot, and among all of the
// catalogue, by one scorer in one version.
type Standings struct{ Shoot, Library *calibration.Tally }

// NewStandings reads the library's values by a scorer; the shoot's are still to be
// added. The error is the catalogue's.
func NewStandings(ctx context.Context, in Overalls, by library.Provenance) (*Standings, error) {
	all, err := LibraryTally(ctx, in, by.Key())
	if err != nil {
		return nil, err
	}
	return &Standings{Shoot: &calibration.Tally{}, Library: all}, nil
}
