package tflite

import (
	"errors"
	"fmt"
)

// Layers puts a network together layer by layer, for weights that lie in another file
// than TensorFlow Lite's. Each method gives the number of the value that it makes, which
// later ones take; 0 is the input. After the first error they do nothing, and Model
// tells it.
type Layers struct {
	graph *graph
	steps []step
	left  *budget
	err   error
}

// Filter is a convolution. Its weights count as TensorFlow has them: row, column, input
// and output of a convolution, row, column and channel of a depthwise one.
type Filter struct {
	Size           int // of the window, which is a square
	Stride         int // down and across
	Before, Behind int // zeros around the picture: above and left, and below and right
	Weights, Bias  []float32
}

// NewLayers begins a network that takes a picture of so many channels.
func NewLayers(height, width, channels int) *Layers {
	l := &Layers{graph: &graph{in: []int{0}}, left: newBudget()}
	l.value(picture{height, width, channels})
	return l
}

func (l *Layers) value(p picture) int {
	if p.height < 1 || p.width < 1 || p.channels < 1 {
		l.fail(errShape)
	}
	l.fail(l.left.time(p.height, p.width, p.channels))
	l.graph.tensors = append(l.graph.tensors, tensor{
		name: fmt.Sprintf("value %d", len(l.graph.tensors)), shape: []int{1, p.height, p.width, p.channels},
	})
	return len(l.graph.tensors) - 1
}

func (l *Layers) fail(err error) {
	if l.err == nil && err != nil {
		l.err = fmt.Errorf("layer %d: %w", len(l.steps)+1, err)
	}
}

// size gives the picture that a value is.
func (l *Layers) size(x int) picture {
	if x < 0 || x >= len(l.graph.tensors) {
		l.fail(errors.New("it takes a value that is not made"))
		return picture{}
	}
	p, err := l.graph.tensors[x].picture()
	l.fail(err)
	return p
}

// window gives a filter's window and the size of what it makes of a picture.
func (f *Filter) window(from picture, channels int) (window, picture, error) {
	if f.Size < 1 || f.Stride < 1 || f.Before < 0 || f.Behind < 0 || f.Before >= f.Size || f.Behind >= f.Size {
		return window{}, picture{}, errOptions
	}
	out := func(n int) int {
		if n += f.Before + f.Behind - f.Size; n < 0 {
			return 0
		}
		return n/f.Stride + 1
	}
	to := picture{out(from.height), out(from.width), channels}
	if to.height < 1 || to.width < 1 {
		return window{}, picture{}, errShape
	}
	return window{f.Size, f.Size, f.Stride, f.Stride, f.Before, f.Before}, to, nil
}

// Conv adds a convolution of value x with as many outputs as the filter's bias has.
func (l *Layers) Conv(x int, f Filter) int {
	from, n := l.size(x), len(f.Bias)
	w, to, err := f.window(from, n)
	inputs := f.Size * f.Size * from.channels
	if err == nil && (n == 0 || len(f.Weights) != inputs*n) {
		err = errShape
	}
	if err == nil {
		err = errors.Join(l.left.time(to.height, to.width, n, inputs), l.left.memory(padded(n), inputs))
	}
	if l.fail(err); l.err != nil {
		return 0
	}
	byOutput := make([]float32, len(f.Weights))
	for i := range inputs {
		for j := range n {
			byOutput[j*inputs+i] = f.Weights[i*n+j]
		}
	}
	y := l.value(to)
	l.steps = append(l.steps, &conv{
		ports: ports{in: []int{x}, out: y}, from: from, to: to, window: w, plus: -1,
		weights: blocks(byOutput, n, inputs), bias: paddedBias(f.Bias),
	})
	return y
}

// Depthwise adds a convolution of value x in which every channel stays on its own.
func (l *Layers) Depthwise(x int, f Filter) int {
	from := l.size(x)
	w, to, err := f.window(from, from.channels)
	if err == nil && (len(f.Bias) != from.channels || len(f.Weights) != f.Size*f.Size*from.channels) {
		err = errShape
	}
	if err == nil {
		err = l.left.time(to.height, to.width, len(f.Weights))
	}
	if l.fail(err); l.err != nil {
		return 0
	}
	y := l.value(to)
	l.steps = append(l.steps, &depthwise{
		ports: ports{in: []int{x}, out: y}, from: from, to: to, window: w, weights: f.Weights, bias: paddedBias(f.Bias),
	})
	return y
}

func paddedBias(bias []float32) []float32 {
	all := make([]float32, padded(len(bias)))
	copy(all, bias)
	return all
}

// Relu6 limits the numbers of value x to 0..6.
func (l *Layers) Relu6(x int) int {
	p := l.size(x)
	if l.err != nil {
		return 0
	}
	y := l.value(p)
	l.steps = append(l.steps, &activate{ports: ports{in: []int{x}, out: y}, act: actRelu6})
	return y
}

// Add adds two values of one size.
func (l *Layers) Add(x, z int) int {
	p := l.size(x)
	if l.size(z) != p {
		l.fail(errShape)
	}
	if l.err != nil {
		return 0
	}
	y := l.value(p)
	l.steps = append(l.steps, &pair{ports: ports{in: []int{x, z}, out: y}, op: opAdd})
	return y
}

// Model ends the network, whose outputs are these values. The error says which layer
// does not fit the one before it, or that the network needs too much.
func (l *Layers) Model(outputs ...int) (*Model, error) {
	for _, k := range outputs {
		l.size(k)
	}
	if len(outputs) == 0 || len(l.steps) == 0 {
		l.fail(errShape)
	}
	if l.err != nil {
		return nil, fmt.Errorf("putting a network together: %w", l.err)
	}
	l.graph.out = outputs
	m := &Model{steps: fuse(l.graph, l.steps), out: outputs, input: l.graph.value(0)}
	for _, k := range outputs {
		m.outputs = append(m.outputs, l.graph.value(k))
	}
	if err := m.plan(l.graph, l.left); err != nil {
		return nil, fmt.Errorf("putting a network together: %w", err)
	}
	return m, nil
}
