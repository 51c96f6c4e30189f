package agreement

import (
	"errors"
	"fmt"
	"math"
	"sort"
)

// ErrUndefined says that a correlation does not exist: there are fewer than two
// pairs, one side is constant, or a number is not finite.
var ErrUndefined = errors.New("correlation is undefined")

// PLCC is the linear correlation coefficient of x and y, -1..1 (Pearson 1895).
// It fails with ErrUndefined, and when the lengths differ.
func PLCC(x, y []float64) (float64, error) {
	if len(x) != len(y) {
		return 0, fmt.Errorf("correlating %d with %d numbers: the counts must be equal", len(x), len(y))
	}
	if len(x) < 2 {
		return 0, fmt.Errorf("correlating %d pairs: %w", len(x), ErrUndefined)
	}
	mx, my := mean(x), mean(y)
	var xx, yy, xy float64
	for i := range x {
		dx, dy := x[i]-mx, y[i]-my
		xx += dx * dx
		yy += dy * dy
		xy += dx * dy
	}
	r := xy / math.Sqrt(xx) / math.Sqrt(yy)
	if math.IsNaN(r) || math.IsInf(r, 0) {
		return 0, fmt.Errorf("correlating constant or infinite numbers: %w", ErrUndefined)
	}
	return min(1, max(-1, r)), nil
}

// SRCC is the rank correlation coefficient of x and y, -1..1 (Spearman 1904):
// the linear correlation of their ranks, equal numbers sharing the mean of
// theirs. It fails as PLCC does.
func SRCC(x, y []float64) (float64, error) {
	for _, side := range [][]float64{x, y} {
		for _, v := range side {
			if math.IsNaN(v) {
				return 0, fmt.Errorf("ranking a number that is not one: %w", ErrUndefined)
			}
		}
	}
	return PLCC(Ranks(x), Ranks(y))
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

func mean(x []float64) float64 {
	var s float64
	for _, v := range x {
		s += v
	}
	return s / float64(len(x))
}
