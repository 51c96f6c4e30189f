package head

import (
	"errors"
	"math"
)

// ErrUnsolvable says that equations have no unique solution.
var ErrUnsolvable = errors.New("the equations have no unique solution")

// Solve solves a x = b in place, b becoming x, for a symmetric positive definite
// matrix of which the lower half is read and overwritten (Cholesky). It fails with
// ErrUnsolvable where the matrix is not positive definite.
func Solve(a [][]float64, b []float64) error {
	for i := range a {
		for j := range i + 1 {
			s := a[i][j]
			for k := range j {
				s -= a[i][k] * a[j][k]
			}
			if i != j {
				a[i][j] = s / a[j][j]
				continue
			}
			if !(s > 0) {
				return ErrUnsolvable
			}
			a[i][i] = math.Sqrt(s)
		}
	}
	for i := range b {
		for k := range i {
			b[i] -= a[i][k] * b[k]
		}
		b[i] /= a[i][i]
	}
	for i := len(b) - 1; i >= 0; i-- {
		for k := i + 1; k < len(b); k++ {
			b[i] -= a[k][i] * b[k]
		}
		b[i] /= a[i][i]
	}
	return nil
}
