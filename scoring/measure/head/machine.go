package head

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
)

// ErrTable says that a table is not one that this program can use.
var ErrTable = errors.New("the calibration table is damaged")

// Table is a fitted machine as it is kept in a file. Features are standardised,
// clipped, and compared with each centre by a Gaussian; the opinion is Base plus
// the weighted sum.
type Table struct {
	Features []string    `json:"features"` // names, in order
	Mean     []float64   `json:"mean"`     // of each feature where it was fitted
	SD       []float64   `json:"sd"`
	Width    float64     `json:"width"` // of the Gaussian, per feature
	Base     float64     `json:"base"`  // the opinion far from all centres
	Residual float64     `json:"residual"`
	Centres  [][]float32 `json:"centres"` // standardised
	Weights  []float64   `json:"weights"`
}

// Clip bounds standardised features, so that a picture like no other cannot pull
// one beyond all bounds.
const Clip = 4.0

// Opinion is what a machine says of one picture.
type Opinion struct {
	Score float64 // in the units of the opinions it was fitted on
	SD    float64 // standard deviation in the same units
	Near  float64 // 0..1: how close the picture lies to one it was fitted on
}

// Load reads and checks a table that Marshal of a Table wrote. It fails with
// ErrTable.
func Load(data []byte) (*Table, error) {
	var t Table
	if err := json.Unmarshal(data, &t); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrTable, err)
	}
	n := len(t.Features)
	switch {
	case n == 0 || len(t.Mean) != n || len(t.SD) != n:
		return nil, fmt.Errorf("%w: %d features, %d means, %d deviations", ErrTable, n, len(t.Mean), len(t.SD))
	case len(t.Centres) == 0 || len(t.Centres) != len(t.Weights):
		return nil, fmt.Errorf("%w: %d centres, %d weights", ErrTable, len(t.Centres), len(t.Weights))
	case !(t.Width > 0) || !(t.Residual > 0) || math.IsNaN(t.Base):
		return nil, fmt.Errorf("%w: width %g, residual %g, base %g", ErrTable, t.Width, t.Residual, t.Base)
	}
	for i, c := range t.Centres {
		if len(c) != n {
			return nil, fmt.Errorf("%w: centre %d has %d features", ErrTable, i, len(c))
		}
	}
	for i, sd := range t.SD {
		if !(sd > 0) {
			return nil, fmt.Errorf("%w: feature %s has deviation %g", ErrTable, t.Features[i], sd)
		}
	}
	return &t, nil
}

// Judge gives the opinion of a picture from its features, in the table's order.
// Doubt is the residual of fitting near what was seen and grows to doubtFar away
// from it.
func (t *Table) Judge(features []float64) Opinion {
	x := make([]float32, len(t.Mean))
	t.standardise(features, x)
	scale := t.scale()
	score, near := t.Base, 0.0
	for i, c := range t.Centres {
		k := gaussian(x, c, scale)
		score += t.Weights[i] * k
		near = max(near, k)
	}
	return Opinion{Score: score, SD: math.Hypot(t.Residual, doubtFar*(1-near)), Near: near}
}

// doubtFar is the standard deviation, in opinion scores of 0..9, that is added
// where a picture is like none that was fitted on: about that of all opinions.
const doubtFar = 1.3

func (t *Table) scale() float64 { return 1 / (2 * t.Width * t.Width * float64(len(t.Mean))) }

func (t *Table) standardise(features []float64, x []float32) {
	for i := range x {
		v := 0.0
		if i < len(features) && !math.IsNaN(features[i]) {
			v = (features[i] - t.Mean[i]) / t.SD[i]
		}
		x[i] = float32(min(Clip, max(-Clip, v)))
	}
}

// gaussian is exp(-scale |x-c|^2).
func gaussian(x, c []float32, scale float64) float64 {
	c = c[:len(x)]
	var s float32
	for i, v := range x {
		d := v - c[i]
		s += d * d
	}
	return math.Exp(-float64(s) * scale)
}

// Rounded gives the table with no more digits than matter, to keep its file
// small.
func (t *Table) Rounded() *Table {
	r := *t
	r.Mean, r.SD, r.Weights = rounded(t.Mean), rounded(t.SD), rounded(t.Weights)
	r.Centres = make([][]float32, len(t.Centres))
	for i, c := range t.Centres {
		r.Centres[i] = make([]float32, len(c))
		for j, v := range c {
			r.Centres[i][j] = float32(math.Round(float64(v)*1e3) / 1e3)
		}
	}
	return &r
}

func rounded(values []float64) []float64 {
	r := make([]float64, len(values))
	for i, v := range values {
		r[i] = math.Round(v*1e5) / 1e5
	}
	return r
}
