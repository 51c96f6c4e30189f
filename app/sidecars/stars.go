package sidecars

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// ErrThresholds says that a text is no list of thresholds.
var ErrThresholds = errors.New("give five scores from 0 to 10, for 1 to 5 stars, none below the one before, such as 4,5,6,7,8")

// Thresholds are the least overall scores, 0..10, from which a photo gets 1, 2 … 5
// stars, by the person's own measure.
type Thresholds [5]float64

// ParseThresholds reads such as "4,5,6,7.5,9". Errors: ErrThresholds.
func ParseThresholds(text string) (t Thresholds, err error) {
	parts := strings.Split(text, ",")
	if len(parts) != len(t) {
		return Thresholds{}, fmt.Errorf("%w: %q", ErrThresholds, text)
	}
	for i, part := range parts {
		t[i], err = strconv.ParseFloat(strings.TrimSpace(part), 64)
		if err != nil || !(t[i] >= 0 && t[i] <= 10) || i > 0 && t[i] < t[i-1] {
			return Thresholds{}, fmt.Errorf("%w: %q", ErrThresholds, text)
		}
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

// StarsByScore gives the marks that give photos without stars those of their scores.
// Rejects, missing photos and those without a score get none. Nothing is stored:
// catalog.StarsByScore does that, as one undo step.
func StarsByScore(photos []library.Photo, scores map[library.ID]*library.Score, t Thresholds) []catalog.Mark {
	var marks []catalog.Mark
	for i := range photos {
		p := &photos[i]
		score, ok := scores[p.ID]
		if p.Missing || p.Decision.Rating != 0 || p.Decision.Flag == library.Reject || !ok || !score.Overall.Known {
			continue
		}
		if stars := t.Stars(score.Overall.Mean); stars > 0 {
			marks = append(marks, catalog.Mark{ID: p.ID, Rating: &stars})
		}
	}
	return marks
}
