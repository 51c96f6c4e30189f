package agreement

import (
	"context"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Difference compares two scorers on the same photos.
type Difference struct {
	N             int
	First, Second Figure // SRCC with the ratings
	// By is First - Second, with the interval of the paired bootstrap: both
	// scorers are drawn with the same photos.
	By Figure
	// Above is the share of rounds in which First is the better, a tie counting as
	// half.
	Above float64
	// Between is SRCC between the two scorers.
	Between float64
	// P is the probability of a difference as large as this by chance, of Williams'
	// test (1959), which Steiger (1980) recommends for two correlations that share
	// a variable: made for linear ones, near enough for ranks. It counts where
	// Tested is true.
	P      float64
	Tested bool
}

// Compare compares two scorers' agreement with the same ratings. It fails when the
// lengths differ, a number is not finite, or with the context's error.
func Compare(ctx context.Context, first, second, ratings []float64, b Bootstrap) (Difference, error) {
	out := Difference{N: len(ratings)}
	for _, scores := range [][]float64{first, second} {
		if err := check(scores, ratings); err != nil {
			return out, unlessTooFew(scores, ratings, err)
		}
	}
	one, two, both := newSample(first, ratings), newSample(second, ratings), newSample(first, second)
	by := func(d *draw) (float64, bool) {
		x, known1 := one.spearman(d)
		y, known2 := two.spearman(d)
		return x - y, known1 && known2
	}
	found, rounds, err := b.draw(ctx, one, one.spearman, two.spearman, by)
	if err != nil {
		return out, err
	}
	out.First, out.Second, out.By = found[0], found[1], found[2]
	out.Above = rounds[2].above()
	if between, known := both.spearman(both.once()); known && out.By.Known {
		out.Between = between
		out.P, out.Tested = williams(len(ratings), out.First.Value, out.Second.Value, between)
	}
	return out, nil
}

// williams tests whether r1 and r2, of two scorers with the same ratings of n
// photos, differ, where between is the scorers' own correlation. It gives the
// two-sided probability; ok is false where the test does not exist, as of two
// scorers that are the same.
func williams(n int, r1, r2, between float64) (p float64, ok bool) {
	if n < 4 {
		return 0, false
	}
	free := float64(n - 3)
	determinant := 1 - r1*r1 - r2*r2 - between*between + 2*r1*r2*between
	mean := (r1 + r2) / 2
	below := 2*float64(n-1)/free*determinant + mean*mean*math.Pow(1-between, 3)
	t := (r1 - r2) * math.Sqrt(float64(n-1)*(1+between)/below)
	if below <= 1e-12 || math.IsNaN(t) {
		return 0, false
	}
	return 2 * distuv.StudentsT{Mu: 0, Sigma: 1, Nu: free}.CDF(-math.Abs(t)), true
}
