package scorers

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/local"
)

// Earlier is a score that an earlier version of a scorer gave. It stands in until
// the present version has scored the photo, and photos are kept in order by it
// until that has scored them all.
type Earlier struct {
	Of    ID // the scorer
	Photo library.ID
	Score *library.Score // by the earlier version; Hash is that of the photo's present pixels
}

// VersionStore is where the versions of a scorer are looked up.
type VersionStore interface {
	StoredScores
	// Provenances gives how the scores under a scorer's name were made, the latest
	// to be stored first.
	Provenances(ctx context.Context, name string) ([]library.Provenance, error)
}

// EarlierVersions gives the versions before this one of which scores are stored, the
// newest first. A scorer that runs a model has none: with another model or prompt it
// is another scorer. The error is the catalogue's.
func EarlierVersions(ctx context.Context, in VersionStore, now library.Provenance) ([]library.Provenance, error) {
	if now.Model != "" {
		return nil, nil
	}
	stored, err := in.Provenances(ctx, now.Name)
	if err != nil {
		return nil, fmt.Errorf("looking for scores of earlier versions: %w", err)
	}
	earlier := slices.DeleteFunc(stored, func(p library.Provenance) bool {
		return p.Model != "" || !isBefore(p.Version, now.Version)
	})
	slices.SortStableFunc(earlier, func(a, b library.Provenance) int {
		return -cmp.Compare(number(a.Version), number(b.Version))
	})
	return earlier, nil
}

// ShownOtherwise is true where no score of a model's is stored as it is asked now,
// and some are for which it was shown pictures in another way: those stay, and all
// photos are scored anew beside them. The error is the catalogue's.
func ShownOtherwise(ctx context.Context, in VersionStore, now library.Provenance) (bool, error) {
	if now.Settings[local.GeometrySetting] == "" {
		return false, nil
	}
	stored, err := in.Provenances(ctx, now.Name)
	if err != nil {
		return false, fmt.Errorf("looking for a model's earlier scores: %w", err)
	}
	key, otherwise := now.Key(), false
	for _, p := range stored {
		if p.Key() == key {
			return false, nil
		}
		otherwise = otherwise || p.Model == now.Model && p.Settings[local.GeometrySetting] != now.Settings[local.GeometrySetting]
	}
	return otherwise, nil
}

// SizedByRuntime is true of a model's score where llama.cpp brought the photo to the
// model's size by itself.
func SizedByRuntime(s *library.Score) bool {
	return strings.HasSuffix(s.By.Settings[local.GeometrySetting], local.GeometryLeft)
}

// BuiltInVersion is that of the built-in scorer in use, "" where none is.
func (l *List) BuiltInVersion() string {
	e, _ := l.Get(BuiltIn)
	return e.By.Version
}

// ScoredBefore is true where an earlier version of the built-in scorer has scored
// photos. The error is the catalogue's.
func (l *List) ScoredBefore(ctx context.Context) (bool, error) {
	e, _ := l.Get(BuiltIn)
	earlier, err := EarlierVersions(ctx, l.o.Catalog, e.By)
	return len(earlier) > 0, err
}

// isBefore compares versions that are whole numbers; others have no order.
func isBefore(version, now string) bool {
	return number(version) >= 0 && number(version) < number(now)
}

// number is a version's, -1 where it is none.
func number(version string) int {
	n, err := strconv.Atoi(version)
	if err != nil {
		return -1
	}
	return n
}

// earlierBy gives what earlier versions of a scorer said of the photos, where any of
// them is still to be scored: of each photo the newest.
func (l *List) earlierBy(ctx context.Context, e *entry, photos, unscored []library.Photo) ([]Earlier, error) {
	if len(unscored) == 0 {
		return nil, nil
	}
	versions, err := EarlierVersions(ctx, l.o.Catalog, e.by)
	if err != nil {
		return nil, err
	}
	var all []Earlier
	left := ids(photos)
	for _, v := range versions {
		scores, err := l.o.Catalog.Scores(ctx, left, v.Key())
		if err != nil {
			return nil, fmt.Errorf("looking up scores of version %s: %w", library.Display(v.Version), err)
		}
		left = slices.DeleteFunc(left, func(id library.ID) bool {
			score, found := scores[id]
			if found {
				all = append(all, Earlier{Of: e.spec.ID, Photo: id, Score: score})
			}
			return found
		})
	}
	return all, nil
}

func ids(photos []library.Photo) []library.ID {
	all := make([]library.ID, len(photos))
	for i := range photos {
		all[i] = photos[i].ID
	}
	return all
}
