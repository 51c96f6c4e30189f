package means

import (
	"time"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/difference"
	"keeplight.app/keeplight/ui/session"
)

// Handful is how many keepers there are at least before a photo is held against their
// mean: of fewer, one photo would decide.
const Handful = 5

const (
	// manyPhotos is from how many photos on the keepers are not gathered after every
	// change: of so many it takes milliseconds, and scores come many times a second.
	manyPhotos = 10_000
	// gatherShare is how many times as long as it took the next time then waits.
	gatherShare = 20
)

// Keepers are the scores of the picked photos. They belong to fyne's goroutine.
type Keepers struct {
	Session *session.Session

	current bool // nothing has changed since they were gathered
	chosen  scorers.ID
	photos  int // of which they were gathered
	at      time.Time
	took    time.Duration
	scores  []*library.Score
}

// Changed says that scores or picks may have changed.
func (k *Keepers) Changed() { k.current = false }

// Scores gives the picked photos' scores by the chosen scorer; some may be nil.
func (k *Keepers) Scores() []*library.Score {
	if k.chosen != k.Session.Chosen() {
		k.current, k.photos = false, 0
	}
	if k.current || k.photos > manyPhotos && time.Since(k.at) < gatherShare*k.took {
		return k.scores
	}
	start := time.Now()
	k.current, k.chosen, k.photos, k.scores = true, k.Session.Chosen(), 0, nil
	k.Session.EachScore(func(p *library.Photo, _, _ *library.Score) {
		k.photos++
		if p.Decision.Flag == library.Pick {
			k.scores = append(k.scores, k.Session.Score(p.ID))
		}
	})
	k.at, k.took = time.Now(), time.Since(start)
	return k.scores
}

// Mean gives the mean of the keepers that were scored as like was, and how many they
// are; nil where they are fewer than Handful.
func (k *Keepers) Mean(like *library.Score) (mean *library.Score, n int) {
	if mean, n = difference.Mean(like, k.Scores()); n < Handful {
		return nil, n
	}
	return mean, n
}
