package sidecars

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// ErrThresholds says that a text is no list of thresholds.
var ErrThresholds = errors.New("give five scores from 0 to 10, for 1 to 5 stars, none below the one before, such as 4,5,6,7,8; one that is left out, as in ,,6,,8, is a number of stars that no photo gets")

// Thresholds are the least overall scores, 0..10, from which a photo gets 1, 2 … 5
// stars, by the person's own measure. One that no score reaches is infinite.
type Thresholds [5]float64

// ParseThresholds reads such as "4,5,6,7.5,9". One that is empty is a number of stars
// that no photo gets, such as 1, 2 and 4 in ",,6,,8". Errors: ErrThresholds.
func ParseThresholds(text string) (t Thresholds, err error) {
	parts := strings.Split(text, ",")
	if len(parts) != len(t) {
		return Thresholds{}, fmt.Errorf("%w: %q", ErrThresholds, text)
	}
	next, any := math.Inf(1), false
	for i := len(t) - 1; i >= 0; i-- {
		t[i] = next
		part := strings.TrimSpace(parts[i])
		if part == "" {
			continue
		}
		t[i], err = strconv.ParseFloat(part, 64)
		if err != nil || !(t[i] >= 0 && t[i] <= 10) || t[i] > next {
			return Thresholds{}, fmt.Errorf("%w: %q", ErrThresholds, text)
		}
		next, any = t[i], true
	}
	if !any {
		return Thresholds{}, fmt.Errorf("%w: %q", ErrThresholds, text)
	}
	return t, nil
}

// Stars gives the stars of an overall score, 0..10.
func (t *Thresholds) Stars(overall float64) (stars library.Rating) {
	for _, least := range t {
		if overall >= least {
			stars++
		}
	}
	return stars
}

// StarsPlan is which photos get stars by their scores, and why the others do not.
type StarsPlan struct {
	Marks    []catalog.Mark             // for catalog.StarsByScore, which makes one undo step
	Get      [library.MaxRating + 1]int // how many photos get so many stars; at 0 those below all thresholds
	Keep     int                        // have stars of their own
	Rejects  int                        // without stars, which get none
	Unscored int                        // have no score to go by
}

// StarsByScore plans to give photos without stars those of their scores. Rejects, missing
// photos and those without a score get none. Nothing is stored.
func StarsByScore(photos []library.Photo, score func(library.ID) *library.Score, t Thresholds) StarsPlan {
	var plan StarsPlan
	for i := range photos {
		p := &photos[i]
		if p.Missing {
			continue
		}
		said := score(p.ID)
		switch {
		case p.Decision.Rating != 0:
			plan.Keep++
		case p.Decision.Flag == library.Reject:
			plan.Rejects++
		case said == nil || !said.Overall.Known:
			plan.Unscored++
		default:
			stars := t.Stars(said.Overall.Mean)
			plan.Get[stars]++
			if stars > 0 {
				plan.Marks = append(plan.Marks, catalog.Mark{ID: p.ID, Rating: &stars})
			}
		}
	}
	return plan
}

// starsKey is where the catalogue keeps the thresholds that were used last.
const starsKey = "stars_by_score"

// LastThresholds gives the thresholds that were used last as ParseThresholds reads them,
// "" where there were none.
func LastThresholds(ctx context.Context, s *Sync) (string, error) {
	var text string
	_, err := s.cat.Setting(ctx, starsKey, &text)
	if errors.Is(err, catalog.ErrDamagedRow) {
		return "", nil
	}
	return text, err
}

// GiveStars stores planned stars as one undo step, after the thresholds that gave them: an
// error means that no stars were given.
func GiveStars(ctx context.Context, s *Sync, marks []catalog.Mark, thresholds string) ([]library.Photo, error) {
	if err := s.cat.PutSetting(ctx, starsKey, thresholds); err != nil {
		return nil, err
	}
	return s.cat.StarsByScore(ctx, marks)
}
