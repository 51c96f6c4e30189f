package tflite

import "slices"

// step is one operator, or several in one, ready to run.
type step interface {
	inputs() []int // tensors whose values it reads
	output() int   // the tensor that it makes
	spare() int    // floats of scratch memory
	run(r *Runner)
}

// ports are what a step reads and makes.
type ports struct {
	in  []int
	out int
}

func (p *ports) inputs() []int { return p.in }
func (p *ports) output() int   { return p.out }
func (p *ports) spare() int    { return 0 }

// activation is what is done to a value at last.
type activation int

const (
	actNone activation = iota
	actRelu
	actRelu6
	actPrelu // negative numbers times a weight of their channel
)

// activationOf reads the activation that an operator's options name.
func activationOf(code int) (activation, error) {
	switch code {
	case 0:
		return actNone, nil
	case 1:
		return actRelu, nil
	case 3:
		return actRelu6, nil
	}
	return 0, errOptions
}

// apply does it to one number.
func (a activation) apply(v, slope float32) float32 {
	switch a {
	case actRelu:
		if !(v > 0) {
			return 0
		}
	case actRelu6:
		if !(v > 0) {
			return 0
		}
		if v > 6 {
			return 6
		}
	case actPrelu:
		if v < 0 {
			return v * slope
		}
	}
	return v
}

// applyAll does it to all numbers, whose channels have the slopes of actPrelu.
func (a activation) applyAll(values, slopes []float32) {
	switch a {
	case actNone:
	case actPrelu:
		for len(values) > 0 {
			row := values[:len(slopes)]
			for i, v := range row {
				row[i] = a.apply(v, slopes[i])
			}
			values = values[len(slopes):]
		}
	default:
		for i, v := range values {
			values[i] = a.apply(v, 0)
		}
	}
}

// plan gives every value its place in memory: one that is not needed any more makes
// room for another, so that a run stays in the processor's cache.
func (m *Model) plan(g *graph, left *budget) error {
	last := make([]int, len(g.tensors)) // step that reads a value for the last time
	for i, s := range m.steps {
		for _, k := range s.inputs() {
			last[k] = i
		}
		m.scratch = max(m.scratch, s.spare())
	}
	last[m.in] = len(m.steps) // it may be kept by whoever fills it
	for _, k := range m.out {
		last[k] = len(m.steps)
	}
	m.values = make([]place, len(g.tensors))
	live := []int{}
	put := func(k int) {
		const align = 16 // floats of a cache line
		size := (g.tensors[k].size() + align - 1) / align * align
		at := 0
		for _, other := range live { // by place
			p := m.values[other]
			if p.at-at >= size {
				break
			}
			at = max(at, (p.at+p.size+align-1)/align*align)
		}
		m.values[k] = place{at, g.tensors[k].size()}
		m.arena = max(m.arena, at+size)
		live = append(live, k)
		slices.SortFunc(live, func(a, b int) int { return m.values[a].at - m.values[b].at })
	}
	put(m.in)
	for i, s := range m.steps {
		put(s.output())
		live = slices.DeleteFunc(live, func(k int) bool { return last[k] <= i })
	}
	return left.memory(m.arena + m.scratch)
}
