package features

import (
	"fmt"
	"math"

	"keeplight.app/keeplight/scoring/tflite"
)

// block is a part of the network: a convolution that widens, a depthwise one and one
// that narrows (Sandler et al. 2018).
type block struct {
	name           string
	in, wide, out  int // channels; the first block widens nothing
	stride         int
	added          bool // what goes in is added to what comes out
	pooled         bool // what comes out is, before that, a part of the vector
	expand, spread layer
	project        layer
}

// layer is a convolution with its batch normalisation folded into it.
type layer struct{ weights, bias []float32 }

// network is the frozen half of a MobileNet v2.
type network struct {
	first  layer
	blocks []block
}

// firstChannels are those of the first convolution.
const firstChannels = 32

// architecture gives the blocks as the package's model has them.
func architecture() []block {
	return []block{
		{name: "expanded_conv", in: firstChannels, wide: firstChannels, out: 16, stride: 1},
		{name: "block_1", in: 16, wide: 96, out: 24, stride: 2, pooled: true},
		{name: "block_2", in: 24, wide: 144, out: 24, stride: 1, added: true, pooled: true},
		{name: "block_3", in: 24, wide: 144, out: 32, stride: 2},
		{name: "block_4", in: 32, wide: 192, out: 32, stride: 1, added: true, pooled: true},
		{name: "block_5", in: 32, wide: 192, out: 32, stride: 1, added: true, pooled: true},
		{name: "block_6", in: 32, wide: 192, out: 64, stride: 2},
		{name: "block_7", in: 64, wide: 384, out: 64, stride: 1, added: true, pooled: true},
		{name: "block_8", in: 64, wide: 384, out: 64, stride: 1, added: true},
		{name: "block_9", in: 64, wide: 384, out: 64, stride: 1, added: true, pooled: true},
		{name: "block_10", in: 64, wide: 384, out: 96, stride: 1, pooled: true},
	}
}

// read reads the network's weights. The error says what is wrong with the file.
func read(data []byte) (*network, error) {
	t := newTensors(data)
	n := &network{blocks: architecture()}
	n.first = t.layer("Conv1/kernel", "bn_Conv1", 9*3, firstChannels)
	for i := range n.blocks {
		b := &n.blocks[i]
		if b.wide > b.in {
			b.expand = t.layer(b.name+"_expand/kernel", b.name+"_expand_BN", b.in, b.wide)
		}
		b.spread = t.layer(b.name+"_depthwise/depthwise_kernel", b.name+"_depthwise_BN", 9, b.wide)
		b.project = t.layer(b.name+"_project/kernel", b.name+"_project_BN", b.wide, b.out)
	}
	if err := t.end(); err != nil {
		return nil, fmt.Errorf("reading the network for features: %w", err)
	}
	return n, nil
}

// layer reads a convolution of so many inputs an output, and the batch normalisation
// behind it: gamma * (x - mean) / sqrt(variance + 0.001) + beta (Ioffe and Szegedy 2015,
// with the package's epsilon).
func (t *tensors) layer(kernel, norm string, inputs, outputs int) layer {
	l := layer{weights: t.next(kernel, inputs*outputs), bias: make([]float32, outputs)}
	gamma, beta := t.next(norm+"/gamma", outputs), t.next(norm+"/beta", outputs)
	mean, variance := t.next(norm+"/moving_mean", outputs), t.next(norm+"/moving_variance", outputs)
	const epsilon = 1e-3
	for j := range outputs {
		if variance[j] < 0 {
			t.err = fmt.Errorf("%s has a variance below 0", norm)
			return l
		}
		factor := float64(gamma[j]) / math.Sqrt(float64(variance[j])+epsilon)
		l.bias[j] = float32(float64(beta[j]) - float64(float64(mean[j])*factor))
		for i := range inputs {
			l.weights[i*outputs+j] = float32(float64(l.weights[i*outputs+j]) * factor)
		}
	}
	return l
}

// filter is a layer with its window. The package pads before a stride of 2 by one row
// and column behind the picture, and else on all sides.
func (l layer) filter(size, stride int) tflite.Filter {
	f := tflite.Filter{Size: size, Stride: stride, Weights: l.weights, Bias: l.bias}
	switch {
	case size == 3 && stride == 1:
		f.Before, f.Behind = 1, 1
	case size == 3:
		f.Behind = 1
	}
	return f
}

// model makes the network for pictures of one size. Its outputs are what is pooled.
func (n *network) model(height, width int) (*tflite.Model, error) {
	l := tflite.NewLayers(height, width, 3)
	x := l.Conv(0, n.first.filter(3, 2))
	pooled := []int{x}
	x = l.Relu6(x)
	for _, b := range n.blocks {
		y := x
		if b.wide > b.in {
			y = l.Relu6(l.Conv(y, b.expand.filter(1, 1)))
		}
		y = l.Relu6(l.Depthwise(y, b.spread.filter(3, b.stride)))
		y = l.Conv(y, b.project.filter(1, 1))
		if b.pooled {
			pooled = append(pooled, y)
		}
		if b.added {
			y = l.Add(x, y)
		}
		x = y
	}
	return l.Model(pooled...)
}
