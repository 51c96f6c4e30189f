package taste

import (
	"math"

	"gonum.org/v1/gonum/mat"

	"keeplight.app/keeplight/library"
)

// Pull is how much one attribute moves the person's choice with the other nine held
// still: by how much the log odds of keeping a photo rise where the attribute is one
// spread (of the photos decided about) higher. Above 0 draws, below 0 puts off.
type Pull struct {
	Known     bool // false where the attribute tells nothing: it is unknown, or the same for all
	Weight    float64
	Low, High float64 // 95 % interval
}

const (
	z95        = 1.959964
	newtons    = 60
	closeTo    = 1e-6
	leastPull  = 10 // of the smaller side, below which no pull is told
	knownShare = 0.5
)

// Pulls are those of the ten attributes, by a logistic regression of what was kept with
// one middle for each shoot. Firth's penalty (1993) keeps weights finite and nearly
// without bias where few decisions, or a firm rule, would drive them to infinity
// (Heinze and Schemper 2002). ok is false where there are too few decisions of either
// side.
func Pulls(samples []Sample) (pulls [library.NumAttributes]Pull, ok bool) {
	sides := Sides(samples)
	kept, not := 0, 0
	var in []int
	for i, s := range sides {
		switch s {
		case Kept:
			kept++
		case NotKept:
			not++
		default:
			continue
		}
		in = append(in, i)
	}
	if min(kept, not) < leastPull {
		return pulls, false
	}
	chosen := make([]Sample, len(in))
	for k, i := range in {
		chosen[k] = samples[i]
	}
	standard := standardOf(chosen, 0)
	var columns []int // attributes
	for a := range library.NumAttributes {
		known := 0
		for i := range chosen {
			if chosen[i].Values[a].Known {
				known++
			}
		}
		if standard.sd[1+a] > 0 && float64(known) >= knownShare*float64(len(chosen)) {
			columns = append(columns, a)
		}
	}
	x, y := logisticOf(chosen, sides, in, &standard, columns)
	beta, cov, fine := firth(x, y)
	if !fine {
		return pulls, false
	}
	for k, a := range columns {
		half := z95 * math.Sqrt(max(0, cov.At(k, k)))
		pulls[a] = Pull{Known: true, Weight: beta[k], Low: beta[k] - half, High: beta[k] + half}
	}
	return pulls, true
}

// logisticOf puts down attributes, then a column for each shoot.
func logisticOf(chosen []Sample, sides []Side, in []int, standard *standard, columns []int) (*mat.Dense, []float64) {
	shoots := map[int]int{}
	for i := range chosen {
		if _, ok := shoots[chosen[i].Shoot]; !ok {
			shoots[chosen[i].Shoot] = len(shoots)
		}
	}
	x, y := mat.NewDense(len(chosen), len(columns)+len(shoots), nil), make([]float64, len(chosen))
	for i := range chosen {
		plain := plainOf(&chosen[i].Photo)
		for k, a := range columns {
			x.Set(i, k, standard.of(1+a, plain[1+a]))
		}
		x.Set(i, len(columns)+shoots[chosen[i].Shoot], 1)
		if sides[in[i]] == Kept {
			y[i] = 1
		}
	}
	return x, y
}

// firth fits a logistic regression by Newton's steps on Firth's score, and gives the
// inverse of the information at its end.
func firth(x *mat.Dense, y []float64) (beta []float64, cov *mat.SymDense, ok bool) {
	n, d := x.Dims()
	beta = make([]float64, d)
	for range newtons {
		p, info := information(x, beta)
		var chol mat.Cholesky
		if !chol.Factorize(info) {
			return nil, nil, false
		}
		cov = mat.NewSymDense(d, nil)
		if chol.InverseTo(cov) != nil {
			return nil, nil, false
		}
		score := make([]float64, d)
		for i := range n {
			row := x.RawRowView(i)
			w := p[i] * (1 - p[i])
			hat := w * mat.Inner(mat.NewVecDense(d, row), cov, mat.NewVecDense(d, row))
			residual := y[i] - p[i] + hat*(0.5-p[i])
			for k, v := range row {
				score[k] += v * residual
			}
		}
		var step mat.VecDense
		step.MulVec(cov, mat.NewVecDense(d, score))
		longest := 0.0
		for k := range d {
			longest = max(longest, math.Abs(step.AtVec(k)))
		}
		shorten := 1.0
		if longest > 2 {
			shorten = 2 / longest
		}
		for k := range beta {
			beta[k] += shorten * step.AtVec(k)
		}
		if !finite(longest) {
			return nil, nil, false
		}
		if longest < closeTo {
			return beta, cov, true
		}
	}
	return beta, cov, cov != nil
}

func information(x *mat.Dense, beta []float64) (p []float64, info *mat.SymDense) {
	n, d := x.Dims()
	p = make([]float64, n)
	info = mat.NewSymDense(d, nil)
	for i := range n {
		row := x.RawRowView(i)
		p[i] = 1 / (1 + math.Exp(-dot(row, beta)))
		info.SymRankOne(info, p[i]*(1-p[i]), mat.NewVecDense(d, row))
	}
	for k := range d {
		info.SetSym(k, k, info.At(k, k)+1e-9)
	}
	return p, info
}
