package agreement

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

// Logistic is the monotone curve with four parameters that brings scores to
// people's scale before they are compared linearly (VQEG FR-TV Phase II 2003,
// ITU-T J.149): Low + (High - Low) / (1 + exp(-(score - Middle) / Width)).
type Logistic struct {
	Low, High float64 // what it gives far below and far above Middle; High is the smaller where people prefer low scores
	Middle    float64 // the score halfway
	Width     float64 // of the slope in scores, above 0
}

// At is the rating that a score stands for.
func (l Logistic) At(score float64) float64 {
	return l.Low + (l.High-l.Low)/(1+math.Exp(-(score-l.Middle)/l.Width))
}

// leastForCurve is the number of photos from which a curve with four parameters
// leaves anything over.
const leastForCurve = 5

// FitLogistic fits the curve to pairs by least squares (Levenberg 1944, Marquardt
// 1963), from several slopes, of which the best counts. It fails with ErrUndefined
// for fewer than five pairs or a constant side, and as PLCC does.
func FitLogistic(scores, ratings []float64) (Logistic, error) {
	if err := check(scores, ratings); err != nil {
		return Logistic{}, err
	}
	if len(scores) < leastForCurve {
		return Logistic{}, fmt.Errorf("fitting a curve to %d pairs: %w", len(scores), ErrUndefined)
	}
	best, least := Logistic{}, math.Inf(1)
	mx, sx := stat.MeanStdDev(scores, nil)
	my, sy := stat.MeanStdDev(ratings, nil)
	r, ok := pearson(scores, ratings, nil)
	if !ok {
		return Logistic{}, fmt.Errorf("fitting a curve to constant numbers: %w", ErrUndefined)
	}
	for _, width := range []float64{0.25, 1, 4} { // from a step to nearly a line, in standard deviations
		half := math.Copysign(sy*max(1, width), r)
		start := Logistic{Low: my - half, High: my + half, Middle: mx, Width: width * sx}
		l, squares := start.fit(scores, ratings, nil, 200)
		if squares < least {
			best, least = l, squares
		}
	}
	return best, nil
}

// fit improves a curve until it changes no more, or for so many steps, and gives
// the sum of squares that is left. Parameters are scaled to the data's spread, so
// that damping means the same to each.
func (l Logistic) fit(x, y, weights []float64, steps int) (Logistic, float64) {
	_, sx := stat.MeanStdDev(x, weights)
	_, sy := stat.MeanStdDev(y, weights)
	scale := [4]float64{sy, sy, sx, sx}
	least, damping := l.squares(x, y, weights), 1e-3
	for range steps {
		normal, gradient := l.normal(x, y, weights, scale)
		improved := false
		for damping < 1e12 && !improved {
			next, ok := l.step(normal, gradient, scale, damping)
			left := next.squares(x, y, weights)
			if improved = ok && left < least; !improved {
				damping *= 10
				continue
			}
			small := least-left <= 1e-12*least
			l, least, damping = next, left, max(1e-12, damping/10)
			if small {
				return l, least
			}
		}
		if !improved {
			break
		}
	}
	return l, least
}

// normal gives the normal equations of one step.
func (l Logistic) normal(x, y, weights []float64, scale [4]float64) (*mat.SymDense, *mat.VecDense) {
	var a [4][4]float64
	var b [4]float64
	for i := range x {
		w := 1.0
		if weights != nil {
			w = weights[i]
		}
		if w == 0 {
			continue
		}
		t := (x[i] - l.Middle) / l.Width
		s := 1 / (1 + math.Exp(-t))
		slope := (l.High - l.Low) * s * (1 - s) / l.Width
		d := [4]float64{1 - s, s, -slope, -slope * t}
		left := y[i] - l.At(x[i])
		for j := range d {
			d[j] *= scale[j]
			b[j] += w * d[j] * left
			for k := range j + 1 {
				a[j][k] += w * d[j] * d[k]
			}
		}
	}
	normal := mat.NewSymDense(4, nil)
	for j := range a {
		for k := range j + 1 {
			normal.SetSym(j, k, a[j][k])
		}
	}
	return normal, mat.NewVecDense(4, b[:])
}

// step solves the damped equations; ok is false where they have no solution or it
// leads to no curve.
func (l Logistic) step(normal *mat.SymDense, gradient *mat.VecDense, scale [4]float64, damping float64) (next Logistic, ok bool) {
	damped := mat.NewSymDense(4, nil)
	damped.CopySym(normal)
	for j := range 4 {
		damped.SetSym(j, j, normal.At(j, j)*(1+damping)+1e-12*mat.Trace(normal))
	}
	var solve mat.Cholesky
	if !solve.Factorize(damped) {
		return l, false
	}
	by := mat.NewVecDense(4, nil)
	if err := solve.SolveVecTo(by, gradient); err != nil {
		return l, false
	}
	next = Logistic{
		Low: l.Low + by.AtVec(0)*scale[0], High: l.High + by.AtVec(1)*scale[1],
		Middle: l.Middle + by.AtVec(2)*scale[2], Width: l.Width + by.AtVec(3)*scale[3],
	}
	return next, next.Width > 1e-6*scale[3]
}

func (l Logistic) squares(x, y, weights []float64) (sum float64) {
	for i := range x {
		left := y[i] - l.At(x[i])
		if weights != nil {
			left *= math.Sqrt(weights[i])
		}
		sum += left * left
	}
	return sum
}
