package agreement

import (
	"errors"
	"fmt"
	"math"
	"sort"

	"gonum.org/v1/gonum/stat"
)

// ErrUndefined says that a correlation does not exist: there are fewer than two
// pairs, one side is constant, or a number is not finite.
var ErrUndefined = errors.New("correlation is undefined")

// PLCC is the linear correlation coefficient of x and y, -1..1 (Pearson 1895).
// It fails with ErrUndefined, and when the lengths differ.
func PLCC(x, y []float64) (float64, error) {
	if err := check(x, y); err != nil {
		return 0, err
	}
	r, ok := pearson(x, y, nil)
	if !ok {
		return 0, fmt.Errorf("correlating constant or infinite numbers: %w", ErrUndefined)
	}
	return r, nil
}

// SRCC is the rank correlation coefficient of x and y, -1..1 (Spearman 1904):
// the linear correlation of their ranks, equal numbers sharing the mean of
// theirs. It fails as PLCC does.
func SRCC(x, y []float64) (float64, error) {
	if err := check(x, y); err != nil {
		return 0, err
	}
	return PLCC(Ranks(x), Ranks(y))
}

// KRCC is the rank correlation coefficient of x and y, -1..1, that counts pairs:
// tau-b, in which pairs that are equal on one side count on neither (Kendall
// 1945). It fails as PLCC does.
func KRCC(x, y []float64) (float64, error) {
	if err := check(x, y); err != nil {
		return 0, err
	}
	s := newSample(x, y)
	r, ok := s.kendall(s.once())
	if !ok {
		return 0, fmt.Errorf("correlating constant numbers: %w", ErrUndefined)
	}
	return r, nil
}

// check refuses what has no correlation whatever the numbers are.
func check(x, y []float64) error {
	if len(x) != len(y) {
		return fmt.Errorf("correlating %d with %d numbers: the counts must be equal", len(x), len(y))
	}
	if len(x) < 2 {
		return fmt.Errorf("correlating %d pairs: %w", len(x), ErrUndefined)
	}
	for _, side := range [][]float64{x, y} {
		for _, v := range side {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return fmt.Errorf("correlating a number that is not finite: %w", ErrUndefined)
			}
		}
	}
	return nil
}

// pearson is the linear correlation with weights, nil for all the same. ok is
// false where one side is constant.
func pearson(x, y, weights []float64) (r float64, ok bool) {
	r = stat.Correlation(x, y, weights)
	if math.IsNaN(r) || math.IsInf(r, 0) {
		return 0, false
	}
	return min(1, max(-1, r)), true
}

// Ranks gives each number's rank from 1; equal numbers share the mean of theirs.
func Ranks(x []float64) []float64 {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return x[order[i]] < x[order[j]] })
	ranks := make([]float64, len(x))
	for from := 0; from < len(order); {
		to := from
		for to+1 < len(order) && x[order[to+1]] == x[order[from]] {
			to++
		}
		for i := from; i <= to; i++ {
			ranks[order[i]] = float64(from+to)/2 + 1
		}
		from = to + 1
	}
	return ranks
}
