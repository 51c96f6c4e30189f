package tflite

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
)

// tensor is a value of the graph, or weights, which are there from the start.
type tensor struct {
	name   string
	shape  []int
	weight bool
	floats []float32 // of weights
	ints   []int     // of weights that are counts or axes
}

func (t *tensor) size() int { return product(t.shape) }

func product(shape []int) int {
	n := 1
	for _, d := range shape {
		n *= d
	}
	return n
}

// operator is a step as the file has it.
type operator struct {
	code    int
	custom  string // name of a custom operator
	in, out []int  // tensors; -1 is an input that was left out
	options table
	raw     []byte // options of a custom operator
}

// graph is what a file says, before anybody knows whether it can be run.
type graph struct {
	r         *reader
	tensors   []tensor
	operators []operator
	in, out   []int
}

// name gives the operator's name or number for an error.
func (o *operator) name() string {
	if o.code == opCustom {
		return o.custom
	}
	return fmt.Sprintf("number %d", o.code)
}

// Fields of the file format's tables (tensorflow/lite/schema/schema.fbs, version 3).
const (
	modelCodes, modelGraphs, modelBuffers                           = 1, 2, 4
	graphTensors, graphInputs, graphOutputs, graphNodes             = 0, 1, 2, 3
	tensorShape, tensorType, tensorBuffer, tensorName, tensorSparse = 0, 1, 2, 3, 6
	codeOld, codeCustom, codeNew                                    = 0, 1, 3
	nodeCode, nodeInputs, nodeOutputs, nodeOptions, nodeCustom      = 0, 1, 2, 4, 5
)

// readGraph reads a file's first graph.
func readGraph(data []byte, b *budget) (*graph, error) {
	if len(data) > mostFile {
		return nil, fmt.Errorf("the file has %d bytes, and at most %d are read", len(data), mostFile)
	}
	if len(data) < 8 || string(data[4:8]) != "TFL3" {
		return nil, errors.New("this is not a TensorFlow Lite file")
	}
	r := &reader{data: data}
	root := r.table(r.follow(0))
	graphs := root.tables(modelGraphs, 1)
	if len(graphs) != 1 {
		return nil, errors.Join(r.err, errors.New("the file has no network"))
	}
	g := &graph{r: r, in: graphs[0].ints(graphInputs, mostTensors), out: graphs[0].ints(graphOutputs, mostTensors)}
	buffers := root.tables(modelBuffers, mostBuffers)
	for _, t := range graphs[0].tables(graphTensors, mostTensors) {
		if err := g.addTensor(t, buffers, b); err != nil {
			return nil, err
		}
	}
	codes := root.tables(modelCodes, mostNodes)
	for _, n := range graphs[0].tables(graphNodes, mostNodes) {
		if err := g.addOperator(n, codes); err != nil {
			return nil, err
		}
	}
	if r.err != nil {
		return nil, r.err
	}
	return g, g.check()
}

func (g *graph) addTensor(t table, buffers []table, b *budget) error {
	n := tensor{name: t.text(tensorName), shape: t.ints(tensorShape, mostDims)}
	if err := take(&[]int{mostFloats}[0], "memory", n.shape...); err != nil || slices.Contains(n.shape, 0) {
		return fmt.Errorf("tensor %d has the shape %v", len(g.tensors), n.shape)
	}
	if i := t.int(tensorBuffer, 0); i != 0 {
		if i < 0 || i >= len(buffers) {
			return fmt.Errorf("tensor %d has no buffer", len(g.tensors))
		}
		if raw := buffers[i].bytes(0); len(raw) > 0 {
			if _, sparse := t.field(tensorSparse); sparse {
				return errors.New("sparse weights are not read")
			}
			if err := n.decode(t.byte(tensorType), raw, b); err != nil {
				return fmt.Errorf("weights %d: %w", len(g.tensors), err)
			}
		}
	}
	g.tensors = append(g.tensors, n)
	return g.r.err
}

// Types of weights that are read.
const (
	typeFloat32 = 0
	typeFloat16 = 1
	typeInt32   = 2
)

// decode reads weights.
func (t *tensor) decode(kind int, raw []byte, b *budget) error {
	width, ok := map[int]int{typeFloat32: 4, typeFloat16: 2, typeInt32: 4}[kind]
	if !ok {
		return fmt.Errorf("numbers of type %d are not read", kind)
	}
	n := t.size()
	if len(raw) != n*width {
		return fmt.Errorf("%d bytes for %d numbers", len(raw), n)
	}
	if err := b.memory(n); err != nil {
		return err
	}
	t.weight = true
	if kind == typeInt32 {
		t.ints = make([]int, n)
		for i := range t.ints {
			t.ints[i] = int(int32(binary.LittleEndian.Uint32(raw[4*i:])))
		}
		return nil
	}
	t.floats = make([]float32, n)
	for i := range t.floats {
		if kind == typeFloat16 {
			t.floats[i] = half(binary.LittleEndian.Uint16(raw[2*i:]))
		} else {
			t.floats[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
		}
		if v := t.floats[i]; v-v != 0 {
			return errors.New("a number is not finite")
		}
	}
	return nil
}

// half gives the number of 16 bits (IEEE 754 binary16).
func half(h uint16) float32 {
	sign, exponent, fraction := uint32(h>>15)<<31, uint32(h>>10&31), uint32(h&1023)
	switch exponent {
	case 0:
		v := float32(fraction) / (1 << 24)
		if sign != 0 {
			v = -v
		}
		return v
	case 31:
		return math.Float32frombits(sign | 0xff<<23 | fraction<<13)
	}
	return math.Float32frombits(sign | (exponent+112)<<23 | fraction<<13)
}

func (g *graph) addOperator(n table, codes []table) error {
	i := n.int(nodeCode, 0)
	if i < 0 || i >= len(codes) {
		return fmt.Errorf("operator %d is of no kind", len(g.operators))
	}
	g.operators = append(g.operators, operator{
		// Numbers up to 127 were a byte once, and files may have either.
		code:    max(codes[i].byte(codeOld), codes[i].int(codeNew, 0)),
		custom:  codes[i].text(codeCustom),
		in:      n.ints(nodeInputs, mostTensors),
		out:     n.ints(nodeOutputs, mostTensors),
		options: n.table(nodeOptions),
		raw:     n.bytes(nodeCustom),
	})
	return g.r.err
}

// check sees to it that every value is made once, and before it is used.
func (g *graph) check() error {
	made := make([]bool, len(g.tensors))
	for i := range g.tensors {
		made[i] = g.tensors[i].weight
	}
	use := func(i int) error {
		if i < 0 || i >= len(made) || !made[i] {
			return fmt.Errorf("tensor %d is used before it is made", i)
		}
		return nil
	}
	produce := func(i int) error {
		if i < 0 || i >= len(made) || made[i] {
			return fmt.Errorf("tensor %d is made twice, or is not there", i)
		}
		made[i] = true
		return nil
	}
	if len(g.in) != 1 || len(g.out) == 0 {
		return fmt.Errorf("the network has %d inputs and %d outputs", len(g.in), len(g.out))
	}
	if err := produce(g.in[0]); err != nil {
		return err
	}
	for i := range g.operators {
		o := &g.operators[i]
		if len(o.in) == 0 || len(o.out) != 1 {
			return fmt.Errorf("operator %s has %d inputs and %d outputs", o.name(), len(o.in), len(o.out))
		}
		for _, k := range o.in {
			if err := use(k); k != -1 && err != nil {
				return err
			}
		}
		if err := produce(o.out[0]); err != nil {
			return err
		}
	}
	for _, k := range g.out {
		if err := use(k); err != nil {
			return err
		}
		if g.tensors[k].weight {
			return errors.New("an output does not depend on the input")
		}
	}
	return nil
}
