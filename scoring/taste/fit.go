package taste

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

// Errors of learning. After them there are no weights.
var (
	// ErrTooFew says that there are too few decisions to learn from.
	ErrTooFew = errors.New("too few decisions to learn from")
	// ErrAllAlike says that all decisions say the same.
	ErrAllAlike = errors.New("all decisions say the same: there is nothing to tell apart")
)

const (
	leastRows = 8    // equations below which nothing is learnt
	searched  = 400  // of the equations on which penalty and mix are chosen
	mostRows  = 4000 // that are solved: more decisions tell next to nothing new
	mostFolds = 8
)

// Options say what is learnt from.
type Options struct {
	Length int // of the features; 0 learns from the plain numbers alone

	// PlainOnly leaves the features and the part that bends out, and NoOverall the
	// built-in overall score: what each part is worth is found by leaving it out.
	PlainOnly, NoOverall bool

	// Grades are what should be predicted of each sample, NaN for nothing; nil takes
	// what the decisions say, around the middle of their shoot.
	Grades []float64

	Seed uint64 // of which decisions are taken where there are too many

	heldOutOnly bool // no weights are wanted
}

// Fitted is what was learnt.
type Fitted struct {
	Weights Weights

	// HeldOut is what was predicted of each sample by weights that were learnt without
	// its shoot (or, of a single shoot, without a fifth of its stacks), on the scale
	// of the grades; NaN for a sample that took no part.
	HeldOut []float64
}

// Fit learns weights from decisions. Penalty, and whether the features and the part that
// bends take part, are chosen by what predicts shoots that were left out. It gives the
// same weights for the same samples. Errors: ErrTooFew, ErrAllAlike, the context's.
func Fit(ctx context.Context, samples []Sample, o Options) (*Fitted, error) {
	if o.PlainOnly {
		o.Length = 0
	}
	grades := o.Grades
	if grades == nil {
		grades = gradesOf(samples)
	}
	if len(grades) != len(samples) {
		return nil, fmt.Errorf("%d samples have %d grades: the counts must be equal", len(samples), len(grades))
	}
	rows := rowsOf(samples, grades)
	if len(rows) < leastRows {
		return nil, ErrTooFew
	}
	if alike(rows) {
		return nil, ErrAllAlike
	}
	e := &encoder{layout: layout{o.Length}, standard: standardOf(samples, o.Length)}
	if o.NoOverall {
		e.standard.sd[0] = 0
	}
	if o.Length > 0 {
		e.bank = newBank(o.Length)
	}
	fold := foldsOf(samples)
	r := rand.New(rand.NewPCG(o.Seed, 2))
	few := e.write(samples, someOf(rows, searched, r), fold)
	found, err := e.search(ctx, few)
	if err != nil {
		return nil, err
	}
	all := few
	if len(rows) > searched && !o.heldOutOnly {
		all = e.write(samples, someOf(rows, mostRows, r), fold)
	}
	w, err := solve(e.weighed(all, found.mix), all.y, found.penalty*float64(len(all.y))/float64(len(few.y)))
	if err != nil {
		return nil, err
	}
	return e.conclude(samples, w, few, found, rows), ctx.Err()
}

// someOf takes at most n rows, in their order.
func someOf(rows []row, n int, r *rand.Rand) []row {
	if len(rows) <= n {
		return rows
	}
	take := make([]bool, len(rows))
	for _, i := range r.Perm(len(rows))[:n] {
		take[i] = true
	}
	some := make([]row, 0, n)
	for i, t := range take {
		if t {
			some = append(some, rows[i])
		}
	}
	return some
}

// alike is true where all rows ask for the same.
func alike(rows []row) bool {
	for _, r := range rows {
		if r.minus != nil || math.Abs(r.y-rows[0].y) > 1e-9 {
			return false
		}
	}
	return true
}

// foldsOf says what is left out together: a shoot, or several where there are many; of
// a single shoot a fifth of its stacks.
func foldsOf(samples []Sample) []int {
	shoots := map[int]int{}
	for i := range samples {
		if _, ok := shoots[samples[i].Shoot]; !ok {
			shoots[samples[i].Shoot] = len(shoots)
		}
	}
	fold := make([]int, len(samples))
	stacks := map[int]int{}
	for i := range samples {
		s := &samples[i]
		switch {
		case len(shoots) > 1:
			fold[i] = shoots[s.Shoot] % mostFolds
		case s.Stack == 0:
			fold[i] = i % 5
		default:
			if _, ok := stacks[s.Stack]; !ok {
				stacks[s.Stack] = len(stacks)
			}
			fold[i] = stacks[s.Stack] % 5
		}
	}
	return fold
}

// choice is a penalty and a mix, and what they predict of what was left out.
type choice struct {
	mix     mix
	penalty float64 // of the equations that were searched; a larger share of all others
	loss    float64
	out     []float64 // of each equation
}

// mixes are those that are tried, the simplest first: another must be better to be taken.
func (e *encoder) mixes() []mix {
	if e.length == 0 {
		return []mix{{}}
	}
	return []mix{{}, {Features: 1}, {Features: 1, Waves: 1}, {Features: 2, Waves: 1}}
}

func penalties() []float64 { return []float64{100, 30, 10, 3, 1, 0.3} }

// enough is by how much a less simple mix must lower the loss to be taken.
const enough = 0.99

// search chooses by the squared error of what was left out.
func (e *encoder) search(ctx context.Context, q *equations) (*choice, error) {
	var best *choice
	for _, m := range e.mixes() {
		var here *choice
		x := e.weighed(q, m)
		var gram mat.SymDense
		gram.SymOuterK(1, x)
		for _, penalty := range penalties() {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			out, ok := leaveOut(&gram, q, penalty)
			if !ok {
				continue
			}
			loss := 0.0
			for k, y := range q.y {
				loss += (y - out[k]) * (y - out[k])
			}
			if finite(loss) && (here == nil || loss < here.loss) {
				here = &choice{m, penalty, loss, out}
			}
		}
		if here != nil && (best == nil || here.loss < enough*best.loss) {
			best = here
		}
	}
	if best == nil {
		return nil, ErrAllAlike
	}
	return best, nil
}

// leaveOut gives what a ridge predicts of each fold without it, from one inverse: the
// error of a fold is inv(C)·a of its part, where C is the inverse of the penalised Gram
// matrix and a = C·y (An, Liu and Venkatesh 2007).
func leaveOut(gram *mat.SymDense, q *equations, penalty float64) ([]float64, bool) {
	n := len(q.y)
	k := mat.NewSymDense(n, nil)
	k.CopySym(gram)
	for i := range n {
		k.SetSym(i, i, k.At(i, i)+penalty)
	}
	var chol mat.Cholesky
	if !chol.Factorize(k) {
		return nil, false
	}
	var inv mat.SymDense
	if chol.InverseTo(&inv) != nil {
		return nil, false
	}
	var a mat.VecDense
	a.MulVec(&inv, mat.NewVecDense(n, q.y))
	members := map[int][]int{}
	for i, f := range q.fold {
		members[f] = append(members[f], i)
	}
	out := make([]float64, n)
	for _, in := range members {
		c, b := mat.NewSymDense(len(in), nil), mat.NewVecDense(len(in), nil)
		for i, r := range in {
			b.SetVec(i, a.AtVec(r))
			for j := i; j < len(in); j++ {
				c.SetSym(i, j, inv.At(r, in[j]))
			}
		}
		var of mat.Cholesky
		var e mat.VecDense
		if !of.Factorize(c) || of.SolveVecTo(&e, b) != nil {
			return nil, false
		}
		for i, r := range in {
			out[r] = q.y[r] - e.AtVec(i)
		}
	}
	return out, true
}

// solve gives the ridge's weights, by whichever of both forms is smaller.
func solve(x *mat.Dense, y []float64, penalty float64) ([]float64, error) {
	n, d := x.Dims()
	penalty = max(penalty, 1e-6)
	var m mat.SymDense
	var chol mat.Cholesky
	rhs := mat.NewVecDense(n, y)
	w := mat.NewVecDense(d, nil)
	dual := n <= d
	if dual {
		m.SymOuterK(1, x)
	} else {
		m.SymOuterK(1, x.T())
	}
	for i := range min(n, d) {
		m.SetSym(i, i, m.At(i, i)+penalty)
	}
	if !chol.Factorize(&m) {
		return nil, ErrAllAlike
	}
	var s mat.VecDense
	if dual {
		if err := chol.SolveVecTo(&s, rhs); err != nil {
			return nil, fmt.Errorf("solving for weights: %w", err)
		}
		w.MulVec(x.T(), &s)
		return w.RawVector().Data, nil
	}
	var xy mat.VecDense
	xy.MulVec(x.T(), rhs)
	if err := chol.SolveVecTo(&s, &xy); err != nil {
		return nil, fmt.Errorf("solving for weights: %w", err)
	}
	return s.RawVector().Data, nil
}

// conclude writes the weights down, with the scale and the band that they are shown by.
func (e *encoder) conclude(samples []Sample, w []float64, few *equations, found *choice, rows []row) *Fitted {
	e.weigh(w, found.mix) // a weighed row times w is a row times a weighed w
	f := &Fitted{HeldOut: make([]float64, len(samples))}
	for i := range f.HeldOut {
		f.HeldOut[i] = math.NaN()
	}
	for k, i := range few.of {
		if i >= 0 {
			f.HeldOut[i] = found.out[k] / few.root[k]
		}
	}
	f.Weights = e.weights(w)
	var told, parts []float64
	one := make([]float64, e.columns())
	for _, i := range few.of {
		if i < 0 {
			continue
		}
		e.row(&samples[i].Photo, one)
		told = append(told, dot(one, w))
		parts = append(parts, dot(one[e.features():], w[e.features():]))
	}
	if len(told) > 1 {
		f.Weights.Middle, f.Weights.Spread = stat.MeanStdDev(told, nil)
		if e.length > 0 {
			f.Weights.Unseen = stat.StdDev(parts, nil)
		}
	}
	if !(f.Weights.Spread > 1e-9) {
		f.Weights.Spread = 1
	}
	f.Weights.Band = bandOf(samples, f.HeldOut)
	f.Weights.Decisions = len(rows)
	return f
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}
