package agreement

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

// The plain implementations here follow the definitions word by word and share no
// code with the package: no library, no sorting, every pair looked at.

func plainPLCC(x, y []float64) float64 {
	n := float64(len(x))
	var mx, my float64
	for i := range x {
		mx += x[i] / n
		my += y[i] / n
	}
	var xx, yy, xy float64
	for i := range x {
		xx += (x[i] - mx) * (x[i] - mx)
		yy += (y[i] - my) * (y[i] - my)
		xy += (x[i] - mx) * (y[i] - my)
	}
	return xy / math.Sqrt(xx) / math.Sqrt(yy)
}

// plainRanks counts for each number how many are smaller, and shares places.
func plainRanks(x []float64) []float64 {
	ranks := make([]float64, len(x))
	for i := range x {
		smaller, equal := 0.0, 0.0
		for j := range x {
			if x[j] < x[i] {
				smaller++
			}
			if x[j] == x[i] {
				equal++
			}
		}
		ranks[i] = smaller + (equal+1)/2
	}
	return ranks
}

func plainSRCC(x, y []float64) float64 { return plainPLCC(plainRanks(x), plainRanks(y)) }

func plainKRCC(x, y []float64) float64 {
	var same, opposite, onlyX, onlyY float64
	for i := range x {
		for j := range i {
			switch s := (x[i] - x[j]) * (y[i] - y[j]); {
			case s > 0:
				same++
			case s < 0:
				opposite++
			case x[i] == x[j] && y[i] != y[j]:
				onlyX++
			case x[i] != x[j] && y[i] == y[j]:
				onlyY++
			}
		}
	}
	return (same - opposite) / math.Sqrt((same+opposite+onlyX)*(same+opposite+onlyY))
}

// manySamples gives pairs with and without ties, related and not.
func manySamples() map[string][2][]float64 {
	r := rand.New(rand.NewPCG(3, 4))
	all := map[string][2][]float64{}
	for name, levels := range map[string]float64{"no ties": 0, "many ties": 4, "some ties": 60} {
		for noise, of := range map[string]float64{"close": 0.2, "loose": 2, "opposite": -0.5} {
			var x, y []float64
			for range 173 {
				a := r.NormFloat64()
				b := math.Copysign(a, of*a) + math.Abs(of)*r.NormFloat64()
				if levels > 0 {
					a, b = math.Round(a*levels/2), math.Round(b*levels/2)
				}
				x, y = append(x, a), append(y, b)
			}
			all[name+", "+noise] = [2][]float64{x, y}
		}
	}
	return all
}

func TestCorrelationsAreThoseOfAPlainImplementation(t *testing.T) {
	for name, s := range manySamples() {
		for what, c := range map[string]struct {
			ours  func(x, y []float64) (float64, error)
			plain func(x, y []float64) float64
		}{
			"PLCC": {PLCC, plainPLCC}, "SRCC": {SRCC, plainSRCC}, "KRCC": {KRCC, plainKRCC},
		} {
			got, err := c.ours(s[0], s[1])
			if want := c.plain(s[0], s[1]); err != nil || math.Abs(got-want) > 1e-9 {
				t.Errorf("%s of %s: %.12f, %v; want %.12f", what, name, got, err, want)
			}
		}
	}
}

// expand writes a draw out, each pair as often as it was drawn.
func expand(x, weights []float64) (out []float64) {
	for i, v := range x {
		for range int(weights[i]) {
			out = append(out, v)
		}
	}
	return out
}

func TestADrawByWeightsIsTheDrawWrittenOut(t *testing.T) {
	for name, pair := range manySamples() {
		s := newSample(pair[0], pair[1])
		d := s.newDraw()
		for round := range uint64(5) {
			d.again(rand.New(rand.NewPCG(9, round)))
			x, y := expand(s.x, d.weights), expand(s.y, d.weights)
			if len(x) != len(s.x) {
				t.Fatalf("%d of %d were drawn", len(x), len(s.x))
			}
			for what, c := range map[string]struct {
				ours  statistic
				plain func(x, y []float64) float64
			}{
				"PLCC": {s.pearson, plainPLCC}, "SRCC": {s.spearman, plainSRCC}, "KRCC": {s.kendall, plainKRCC},
			} {
				got, ok := c.ours(d)
				if want := c.plain(x, y); !ok || math.Abs(got-want) > 1e-9 {
					t.Errorf("%s of %s: %.12f, want %.12f", what, name, got, want)
				}
			}
		}
	}
}

func TestKRCCMatchesKnownValues(t *testing.T) {
	for name, c := range map[string]struct {
		x, y []float64
		want float64
	}{
		"one pair of four swapped": {[]float64{1, 2, 3, 4}, []float64{1, 3, 2, 4}, 4.0 / 6},
		"a falling line":           {[]float64{1, 2, 3}, []float64{3, 2, 1}, -1},
		// Of six pairs four agree, one differs and one is equal in x only.
		"one tie": {[]float64{1, 1, 2, 3}, []float64{1, 2, 4, 3}, 3 / math.Sqrt(5*6)},
	} {
		if got, err := KRCC(c.x, c.y); err != nil || math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s: %.6f, %v; want %.6f", name, got, err, c.want)
		}
	}
	if _, err := KRCC([]float64{1, 2}, []float64{3, 3}); !errors.Is(err, ErrUndefined) {
		t.Errorf("constant: %v", err)
	}
}
