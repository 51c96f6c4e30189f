package tflite

import (
	"fmt"
	"slices"
)

// Model is a network ready to run. Its weights are only read, so that runners in many
// goroutines share them.
type Model struct {
	steps   []step
	values  []place // by tensor
	input   Value
	outputs []Value
	in      int   // tensor
	out     []int // tensors
	arena   int   // floats of all values that live at a time
	scratch int   // floats that one step needs beside them
}

// Value is the input or an output of a network.
type Value struct {
	Name  string // as the file has it
	Shape []int  // the last index counts fastest: 1, height, width, channels of a picture
}

// place is where a value lies in a runner's memory; size is 0 for one that nobody
// makes.
type place struct{ at, size int }

// Load reads a file. With names of outputs, the model computes these alone, in this
// order, and leaves out the work that only others need. The error says what is wrong
// with the file, or which of its operators is not known; data is not kept.
func Load(data []byte, outputs ...string) (*Model, error) {
	m, err := load(data, outputs)
	if err != nil {
		return nil, fmt.Errorf("reading a network: %w", err)
	}
	return m, nil
}

func load(data []byte, outputs []string) (*Model, error) {
	left := newBudget()
	g, err := readGraph(data, left)
	if err != nil {
		return nil, err
	}
	if len(outputs) > 0 {
		if g.out, err = g.named(outputs); err != nil {
			return nil, err
		}
	}
	steps, err := build(g, left)
	if err != nil {
		return nil, err
	}
	m := &Model{steps: fuse(g, steps), in: g.in[0], out: g.out, input: g.value(g.in[0])}
	for _, i := range g.out {
		m.outputs = append(m.outputs, g.value(i))
	}
	return m, m.plan(g, left)
}

// named finds outputs by their names.
func (g *graph) named(names []string) ([]int, error) {
	var out []int
	for _, name := range names {
		i := slices.IndexFunc(g.out, func(k int) bool { return g.tensors[k].name == name })
		if i < 0 {
			return nil, fmt.Errorf("it has no output %q", name)
		}
		out = append(out, g.out[i])
	}
	return out, nil
}

func (g *graph) value(i int) Value {
	return Value{Name: g.tensors[i].name, Shape: slices.Clone(g.tensors[i].shape)}
}

// InputShape gives the shape of the input: 1, height, width and channels of a picture.
func (m *Model) InputShape() []int { return slices.Clone(m.input.Shape) }

// Outputs gives names and shapes of the outputs, in the order in which a Runner counts
// them.
func (m *Model) Outputs() []Value {
	all := slices.Clone(m.outputs)
	for i := range all {
		all[i].Shape = slices.Clone(all[i].Shape)
	}
	return all
}
