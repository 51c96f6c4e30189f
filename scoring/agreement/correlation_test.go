package agreement

import (
	"errors"
	"math"
	"slices"
	"testing"
)

func TestCorrelationsMatchKnownValues(t *testing.T) {
	for name, c := range map[string]struct {
		x, y       []float64
		plcc, srcc float64
	}{
		"a rising line":                 {[]float64{1, 2, 3}, []float64{10, 20, 30}, 1, 1},
		"a falling line":                {[]float64{1, 2, 3}, []float64{3, 2, 1}, -1, -1},
		"a rising curve keeps its rank": {[]float64{1, 2, 3, 4}, []float64{1, 8, 27, 64}, 0.9513699, 1},
		"ties share their rank":         {[]float64{1, 2, 2, 3}, []float64{1, 3, 2, 4}, 0.9486833, 0.9486833},
		// Published example of IQ against hours of television: rho = -29/165.
		"ten unordered pairs": {
			[]float64{106, 100, 86, 101, 99, 103, 97, 113, 112, 110},
			[]float64{7, 27, 2, 50, 28, 29, 20, 12, 6, 17},
			-0.0702163, -29.0 / 165,
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := PLCC(c.x, c.y); err != nil || math.Abs(got-c.plcc) > 1e-6 {
				t.Errorf("PLCC = %.7f, %v; want %.7f", got, err, c.plcc)
			}
			if got, err := SRCC(c.x, c.y); err != nil || math.Abs(got-c.srcc) > 1e-6 {
				t.Errorf("SRCC = %.7f, %v; want %.7f", got, err, c.srcc)
			}
		})
	}
}

func TestUndefinedCorrelationsFail(t *testing.T) {
	for name, c := range map[string][2][]float64{
		"none":         {nil, nil},
		"one pair":     {{1}, {2}},
		"constant":     {{1, 2, 3}, {4, 4, 4}},
		"not a number": {{1, 2, math.NaN()}, {1, 2, 3}},
	} {
		if _, err := PLCC(c[0], c[1]); !errors.Is(err, ErrUndefined) {
			t.Errorf("PLCC of %s: %v, want ErrUndefined", name, err)
		}
		if _, err := SRCC(c[0], c[1]); !errors.Is(err, ErrUndefined) {
			t.Errorf("SRCC of %s: %v, want ErrUndefined", name, err)
		}
	}
	if _, err := SRCC([]float64{1, 2}, []float64{1}); err == nil {
		t.Error("different counts were accepted")
	}
}

func TestRanksShareTies(t *testing.T) {
	if got, want := Ranks([]float64{5, 1, 5, 3}), []float64{3.5, 1, 3.5, 2}; !slices.Equal(got, want) {
		t.Errorf("Ranks = %v, want %v", got, want)
	}
}
