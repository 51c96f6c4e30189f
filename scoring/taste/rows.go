package taste

import (
	"math"

	"gonum.org/v1/gonum/mat"

	"keeplight.app/keeplight/library"
)

const (
	pairWeight = 2.0 // of one over others of its stack, against 1 of a flag
	starWeight = 0.7 // of stars without a flag
	pairGap    = 1.5 // by how much a pick's grade is above the others of its stack
)

// equations are what the learner solves: rows of numbers, what they should give, and
// whose shoot each is of. Rows and targets are multiplied by the root of their weight.
type equations struct {
	x    *mat.Dense
	y    []float64
	root []float64 // of the weight
	fold []int     // what is left out together
	of   []int     // the sample, -1 for one over others
}

// row is one of the equations before it is written down.
type row struct {
	plus, minus []int // samples
	y, weight   float64
	of          int
}

// rowsOf lists the equations: one for each decision, and one for each stack in which
// something was picked over something else.
func rowsOf(samples []Sample, grades []float64) (rows []row) {
	type members struct{ over, under []int }
	stacks := map[stackOf]*members{}
	var order []stackOf
	for i := range samples {
		s := &samples[i]
		if g := grades[i]; finite(g) {
			weight := 1.0
			if s.Flag == library.Undecided && s.Rating > 0 {
				weight = starWeight
			}
			rows = append(rows, row{plus: []int{i}, y: g, weight: weight, of: i})
		}
		if s.Stack == 0 {
			continue
		}
		at := stackOf{s.Shoot, s.Stack}
		m := stacks[at]
		if m == nil {
			m = &members{}
			stacks[at] = m
			order = append(order, at)
		}
		if s.Flag == library.Pick {
			m.over = append(m.over, i)
		} else {
			m.under = append(m.under, i)
		}
	}
	for _, at := range order {
		if m := stacks[at]; len(m.over) > 0 && len(m.under) > 0 {
			rows = append(rows, row{plus: m.over, minus: m.under, y: pairGap, weight: pairWeight, of: -1})
		}
	}
	return rows
}

// gradesOf gives what each decision says, NaN for none, around the middle of its shoot:
// how many of a shoot somebody picks says nothing about a photo. Few decisions move the
// middle little.
func gradesOf(samples []Sample) []float64 {
	const few = 5
	sum, n := map[int]float64{}, map[int]float64{}
	grades := make([]float64, len(samples))
	for i := range samples {
		g, ok := samples[i].Grade()
		if grades[i] = g; !ok {
			grades[i] = math.NaN()
			continue
		}
		sum[samples[i].Shoot] += g
		n[samples[i].Shoot]++
	}
	for i := range grades {
		shoot := samples[i].Shoot
		grades[i] -= sum[shoot] / (n[shoot] + few)
	}
	return grades
}

// write puts the equations down for the rows given.
func (e *encoder) write(samples []Sample, rows []row, fold []int) *equations {
	n := len(rows)
	q := &equations{x: mat.NewDense(n, e.columns(), nil), y: make([]float64, n), root: make([]float64, n), fold: make([]int, n), of: make([]int, n)}
	one := make([]float64, e.columns())
	for k, r := range rows {
		into := q.x.RawRowView(k)
		add := func(of []int, sign float64) {
			for _, i := range of {
				e.row(&samples[i].Photo, one)
				for c, v := range one {
					into[c] += sign * v / float64(len(of))
				}
			}
		}
		add(r.plus, 1)
		add(r.minus, -1)
		root := math.Sqrt(r.weight)
		for c := range into {
			into[c] *= root
		}
		q.y[k], q.root[k], q.fold[k], q.of[k] = root*r.y, root, fold[r.plus[0]], r.of
	}
	return q
}

// weighed gives the numbers with the parts weighed by a mix.
func (e *encoder) weighed(q *equations, m mix) *mat.Dense {
	x := mat.DenseCopyOf(q.x)
	n, _ := x.Dims()
	for k := range n {
		e.weigh(x.RawRowView(k), m)
	}
	return x
}
