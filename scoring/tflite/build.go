package tflite

import (
	"fmt"
	"slices"
)

// Numbers of the operators in the file format.
const (
	opAdd          = 0
	opAveragePool  = 1
	opConcat       = 2
	opConv         = 3
	opDepthwise    = 4
	opDequantize   = 6
	opLogistic     = 14
	opMaxPool      = 17
	opMul          = 18
	opRelu         = 19
	opRelu6        = 21
	opReshape      = 22
	opResize       = 23
	opCustom       = 32
	opPad          = 34
	opMean         = 40
	opStridedSlice = 45
	opPrelu        = 54
	opHardSwish    = 117
)

// builder makes a graph's operators into steps.
type builder struct {
	*graph
	left *budget
}

// build makes the steps that the outputs need, in the file's order. Every shape is
// checked here, so that no step can leave its values when it runs.
func build(g *graph, left *budget) ([]step, error) {
	b := &builder{g, left}
	needed := make([]bool, len(g.tensors))
	for _, k := range g.out {
		needed[k] = true
	}
	for i := len(g.operators) - 1; i >= 0; i-- {
		o := &g.operators[i]
		for _, k := range o.in {
			if k >= 0 && needed[o.out[0]] {
				needed[k] = true
			}
		}
	}
	var steps []step
	for i := range g.operators {
		o := &g.operators[i]
		s, err := b.step(o)
		if err == nil {
			err = g.r.err
		}
		if err != nil {
			return nil, fmt.Errorf("operator %s: %w", o.name(), err)
		}
		if s != nil && needed[o.out[0]] {
			steps = append(steps, s)
		}
	}
	if len(steps) == 0 {
		return nil, errShape
	}
	return steps, nil
}

// step makes one operator's step: nil where its output is known already.
func (b *builder) step(o *operator) (step, error) {
	if o.in[0] < 0 {
		return nil, errShape
	}
	if o.code == opDequantize {
		return nil, b.dequantize(o)
	}
	if b.tensors[o.in[0]].weight {
		return nil, errOptions // nothing is computed of weights alone
	}
	if err := b.left.time(b.tensors[o.in[0]].size()); err != nil {
		return nil, err
	}
	if err := b.left.time(b.tensors[o.out[0]].size()); err != nil {
		return nil, err
	}
	builders := map[int]func(*operator) (step, error){
		opAdd: b.pair, opMul: b.pair,
		opConv: b.conv, opDepthwise: b.depthwise,
		opAveragePool: b.pool, opMaxPool: b.pool, opMean: b.mean,
		opRelu: b.activate, opRelu6: b.activate, opPrelu: b.activate,
		opLogistic: b.curve, opHardSwish: b.curve,
		opReshape: b.reshape, opPad: b.pad, opConcat: b.concat, opStridedSlice: b.slice,
		opResize: b.resize, opCustom: b.custom,
	}
	f := builders[o.code]
	if f == nil {
		return nil, errOptions
	}
	return f(o)
}

// dequantize gives weights of 16 bits to those who ask for 32: they were read so.
func (b *builder) dequantize(o *operator) error {
	from, to := &b.tensors[o.in[0]], &b.tensors[o.out[0]]
	if !from.weight || from.floats == nil {
		return errWeights
	}
	if !slices.Equal(from.shape, to.shape) {
		return errShape
	}
	to.weight, to.floats = true, from.floats
	return nil
}

// ports gives the operator's first input, which is a value, and its output.
func (o *operator) ports() ports { return ports{in: o.in[:1], out: o.out[0]} }

// pictures gives the sizes of the first input and the output, which are pictures.
func (b *builder) pictures(o *operator) (from, to picture, err error) {
	if from, err = b.tensors[o.in[0]].picture(); err != nil {
		return from, to, err
	}
	to, err = b.tensors[o.out[0]].picture()
	return from, to, err
}

// weights gives the weights that an operator has as an input; nil where it was left
// out.
func (b *builder) weights(o *operator, i int) (*tensor, error) {
	if i >= len(o.in) || o.in[i] < 0 {
		return nil, nil
	}
	t := &b.tensors[o.in[i]]
	if !t.weight {
		return nil, errWeights
	}
	return t, nil
}

// numbers gives so many weights of whole numbers.
func (b *builder) numbers(o *operator, i, n int) ([]int, error) {
	t, err := b.weights(o, i)
	if err != nil {
		return nil, err
	}
	if t == nil || len(t.ints) != n {
		return nil, errWeights
	}
	return t.ints, nil
}

// bias gives an operator's third input, n numbers: 0 where it was left out.
func (b *builder) bias(o *operator, n int) ([]float32, error) {
	all := make([]float32, padded(n))
	t, err := b.weights(o, 2)
	if err != nil || t == nil {
		return all, err
	}
	if len(t.floats) != n {
		return nil, errShape
	}
	copy(all, t.floats)
	return all, nil
}

func (b *builder) conv(o *operator) (step, error) {
	from, to, err := b.pictures(o)
	if err != nil {
		return nil, err
	}
	w, err := b.weights(o, 1)
	if err != nil || w == nil {
		return nil, errWeights
	}
	if len(w.shape) != 4 || w.floats == nil || w.shape[0] != to.channels || w.shape[3] != from.channels {
		return nil, errShape
	}
	s := &conv{ports: o.ports(), from: from, to: to, plus: -1}
	if s.window, err = windowOf(o.options, w.shape[1], w.shape[2], from, to); err != nil {
		return nil, err
	}
	if o.options.int(4, 1) != 1 || o.options.int(5, 1) != 1 {
		return nil, errOptions // a window with holes
	}
	if s.act, err = activationOf(o.options.byte(3)); err != nil {
		return nil, err
	}
	if s.bias, err = b.bias(o, to.channels); err != nil {
		return nil, err
	}
	inputs := w.size() / to.channels
	if err := b.left.time(to.size(), inputs); err != nil {
		return nil, err
	}
	if err := b.left.memory(padded(to.channels), inputs); err != nil {
		return nil, err
	}
	s.weights = blocks(w.floats, to.channels, inputs)
	return s, nil
}

// blocks gives the weights of n outputs in the order in which they are needed.
func blocks(w []float32, n, inputs int) []float32 {
	all := make([]float32, padded(n)*inputs)
	for j := range n {
		first := j / lanes * lanes
		wide := block(first, n)
		for i := range inputs {
			all[first*inputs+i*wide+j-first] = w[j*inputs+i]
		}
	}
	return all
}

func (b *builder) depthwise(o *operator) (step, error) {
	from, to, err := b.pictures(o)
	if err != nil {
		return nil, err
	}
	w, err := b.weights(o, 1)
	if err != nil || w == nil {
		return nil, errWeights
	}
	if len(w.shape) != 4 || w.floats == nil || w.shape[0] != 1 || w.shape[3] != from.channels || to.channels != from.channels {
		return nil, errShape
	}
	s := &depthwise{ports: o.ports(), from: from, to: to, weights: w.floats}
	if s.window, err = windowOf(o.options, w.shape[1], w.shape[2], from, to); err != nil {
		return nil, err
	}
	if o.options.int(5, 1) != 1 || o.options.int(6, 1) != 1 {
		return nil, errOptions
	}
	if s.act, err = activationOf(o.options.byte(4)); err != nil {
		return nil, err
	}
	if s.bias, err = b.bias(o, to.channels); err != nil {
		return nil, err
	}
	return s, b.left.time(to.size(), s.window.height, s.window.width)
}
