package taste

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"strconv"

	"gonum.org/v1/gonum/stat/distuv"

	"keeplight.app/keeplight/library"
)

// ErrWeights says that weights are none that Fit makes.
var ErrWeights = errors.New("these are no weights of a taste")

// Weights score photos. They hold no photo and no name; how they came about cannot be
// read from them photo by photo.
type Weights struct {
	Length    int       `json:"features"`  // of the features; 0 for none
	Mean      []float64 `json:"mean"`      // of overall, ten attributes, features
	SD        []float64 `json:"sd"`        // of the same, 0 for one that tells nothing
	W         []float64 `json:"weights"`   // intercept, overall, attributes, features, waves
	Middle    float64   `json:"middle"`    // of what it says of the photos it learnt from
	Spread    float64   `json:"spread"`    // of the same
	Band      float64   `json:"band"`      // standard deviation of what it says of a photo of another shoot, on the same scale
	Unseen    float64   `json:"unseen"`    // what the band gains where a photo's features are not known
	Decisions int       `json:"decisions"` // that were learnt from
}

// MaxLength bounds the length of features.
const MaxLength = 8192

// Check gives ErrWeights where they are none: lengths that do not fit, numbers that are
// not finite, a scale without extent.
func (w *Weights) Check() error {
	if w.Length < 0 || w.Length > MaxLength {
		return fmt.Errorf("%w: %d features, not 0 to %d", ErrWeights, w.Length, MaxLength)
	}
	n := plainColumns + w.Length
	if len(w.Mean) != n || len(w.SD) != n || len(w.W) != (layout{w.Length}).columns() {
		return fmt.Errorf("%w: %d means, %d spreads and %d weights do not fit %d features", ErrWeights, len(w.Mean), len(w.SD), len(w.W), w.Length)
	}
	for _, list := range [][]float64{w.Mean, w.SD, w.W, {w.Middle, w.Spread, w.Band, w.Unseen}} {
		for _, v := range list {
			if !finite(v) || math.Abs(v) > 1e12 {
				return fmt.Errorf("%w: a number is %v", ErrWeights, v)
			}
		}
	}
	for _, sd := range w.SD {
		if sd < 0 {
			return fmt.Errorf("%w: a spread is below 0", ErrWeights)
		}
	}
	if w.Spread <= 0 || w.Band < 0 || w.Unseen < 0 || w.Decisions < 0 {
		return fmt.Errorf("%w: its scale has no extent", ErrWeights)
	}
	return nil
}

func (e *encoder) weights(w []float64) Weights {
	return Weights{Length: e.length, Mean: e.standard.mean, SD: e.standard.sd, W: w, Spread: 1}
}

// Scorer scores photos by weights. It may be used from several goroutines at once.
type Scorer struct {
	w *Weights
	e encoder
}

// NewScorer gets weights ready. The error is that of Check.
func NewScorer(w *Weights) (*Scorer, error) {
	if err := w.Check(); err != nil {
		return nil, err
	}
	s := &Scorer{w: w, e: encoder{layout: layout{w.Length}, standard: standard{w.Mean, w.SD}}}
	if w.Length > 0 {
		s.e.bank = newBank(w.Length)
	}
	return s, nil
}

// Parts says what each attribute adds to Raw, in units of the spread of what the taste
// says of the photos that it learnt from.
func (s *Scorer) Parts(p *Photo) (parts [library.NumAttributes]float64) {
	row := make([]float64, s.e.columns())
	s.e.row(p, row)
	for a := range parts {
		parts[a] = row[2+a] * s.w.W[2+a] / s.w.Spread
	}
	return parts
}

// steep is how fast the scale rises: one spread above the middle is 7.3 of 10.
const steep = 1.0

// Raw is what the weights say of a photo on the learner's own scale, for comparing.
func (s *Scorer) Raw(p *Photo) float64 {
	row := make([]float64, s.e.columns())
	s.e.row(p, row)
	return dot(row, s.w.W)
}

// Score is the taste's score, 0..10, with its band as the standard deviation; one about
// which nothing is known is unknown. 5 is the middle of what the person decided about.
func (s *Scorer) Score(p *Photo) library.Value {
	some := s.w.Length > 0 && len(p.Features) == s.w.Length
	for _, v := range plainOf(p) {
		some = some || finite(v)
	}
	if !some {
		return library.Value{}
	}
	z := steep * (s.Raw(p) - s.w.Middle) / s.w.Spread
	share := 1 / (1 + math.Exp(-z))
	band := s.w.Band
	if s.w.Length > 0 && len(p.Features) != s.w.Length {
		band = math.Hypot(band, s.w.Unseen)
	}
	slope := 10 * share * (1 - share) * steep / s.w.Spread
	return library.Value{Known: true, Mean: 10 * share, SD: min(5, slope*band)}
}

// bandOf is the standard deviation of a prediction by which pairs of one shoot, one kept
// and one not, keep what "±" promises: errors of that size would put as many of them in
// the wrong order as were.
func bandOf(samples []Sample, heldOut []float64) float64 {
	gaps := gapsOf(samples, heldOut)
	if len(gaps) == 0 {
		return 1
	}
	right, size := 1.0, 0.0
	for _, g := range gaps {
		size += math.Abs(g) / float64(len(gaps))
		if g > 0 {
			right++
		} else if g == 0 {
			right += 0.5
		}
	}
	share := right / float64(len(gaps)+2)
	low, high := size/100, size*20+1e-9
	for range 60 {
		sd, promised := math.Sqrt(low*high), 0.0
		for _, g := range gaps {
			promised += distuv.UnitNormal.CDF(math.Abs(g)/(sd*math.Sqrt2)) / float64(len(gaps))
		}
		if promised > share {
			low = sd
		} else {
			high = sd
		}
	}
	return math.Sqrt(low * high)
}

// mostGaps bounds how many pairs are looked at.
const mostGaps = 20000

// gapsOf gives by how much the kept one of each pair of a shoot was put above the other.
func gapsOf(samples []Sample, by []float64) (gaps []float64) {
	sides := Sides(samples)
	kept, not := map[int][]int{}, map[int][]int{}
	var shoots []int
	for i, s := range sides {
		shoot := samples[i].Shoot
		if s == Neither || !finite(by[i]) {
			continue
		}
		if kept[shoot] == nil && not[shoot] == nil {
			shoots = append(shoots, shoot)
		}
		if s == Kept {
			kept[shoot] = append(kept[shoot], i)
		} else {
			not[shoot] = append(not[shoot], i)
		}
	}
	for _, shoot := range shoots {
		for _, k := range kept[shoot] {
			for _, n := range not[shoot] {
				if len(gaps) == mostGaps {
					return gaps
				}
				gaps = append(gaps, by[k]-by[n])
			}
		}
	}
	return gaps
}

// Version is a short digest of the weights.
func (w *Weights) Version() string {
	h := fnv.New64a()
	_ = binary.Write(h, binary.LittleEndian, w.W) // a hash takes whatever it is given
	_ = binary.Write(h, binary.LittleEndian, w.Mean)
	return strconv.FormatUint(h.Sum64(), 16)
}
