package tflite

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// numbers are n of them about 0, the same for the same seed.
func numbers(seed uint64, n int) []float32 {
	r := rand.New(rand.NewPCG(seed, 1))
	all := make([]float32, n)
	for i := range all {
		all[i] = float32(r.NormFloat64())
	}
	return all
}

// run loads a network and runs it on an input.
func run(t *testing.T, data []byte, input []float32) []float32 {
	t.Helper()
	m, err := Load(data)
	if err != nil {
		t.Fatal(err)
	}
	r := m.NewRunner()
	copy(r.Input(), input)
	if err := r.Run(); err != nil {
		t.Fatal(err)
	}
	return slices.Clone(r.Output(0))
}

// near fails unless all numbers are those expected.
func near(t *testing.T, got []float32, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d numbers, want %d", len(got), len(want))
	}
	for i, v := range want {
		if math.Abs(float64(got[i])-v) > 1e-5*(1+math.Abs(v)) {
			t.Fatalf("number %d is %v, want %v", i, got[i], v)
		}
	}
}

// slow is a convolution as the books write it, of a picture of height h and width w:
// every output by its own sum, in 64 bits. Weights are output, row, column, input.
type slow struct {
	h, w, in, out, size, stride, padding int
}

func (s slow) sizes() (oh, ow, above, before int) {
	if s.padding == 1 {
		return (s.h-s.size)/s.stride + 1, (s.w-s.size)/s.stride + 1, 0, 0
	}
	oh, ow = (s.h+s.stride-1)/s.stride, (s.w+s.stride-1)/s.stride
	return oh, ow, max(0, (oh-1)*s.stride+s.size-s.h) / 2, max(0, (ow-1)*s.stride+s.size-s.w) / 2
}

func (s slow) each(add func(y, x, out int, at func(row, column, in int) float64, row, column int), x []float32) {
	oh, ow, above, before := s.sizes()
	for y := range oh {
		for q := range ow {
			for o := range s.out {
				for r := range s.size {
					for c := range s.size {
						add(y, q, o, func(row, column, in int) float64 {
							i, j := y*s.stride-above+row, q*s.stride-before+column
							if i < 0 || j < 0 || i >= s.h || j >= s.w {
								return 0
							}
							return float64(x[(i*s.w+j)*s.in+in])
						}, r, c)
					}
				}
			}
		}
	}
}

var convolutions = []slow{
	{h: 1, w: 1, in: 1, out: 1, size: 1, stride: 1},
	{h: 5, w: 7, in: 3, out: 8, size: 1, stride: 1},
	{h: 6, w: 6, in: 12, out: 36, size: 1, stride: 1, padding: 1},
	{h: 9, w: 11, in: 3, out: 17, size: 3, stride: 2},
	{h: 8, w: 8, in: 3, out: 24, size: 3, stride: 2},
	{h: 7, w: 5, in: 5, out: 33, size: 3, stride: 1, padding: 1},
	{h: 6, w: 9, in: 4, out: 7, size: 2, stride: 2, padding: 1},
	{h: 4, w: 4, in: 16, out: 16, size: 5, stride: 1},
	{h: 3, w: 3, in: 2, out: 5, size: 1, stride: 2},
}

func TestConvolutionGivesTheSums(t *testing.T) {
	for _, s := range convolutions {
		t.Run(fmt.Sprintf("%+v", s), func(t *testing.T) {
			oh, ow, _, _ := s.sizes()
			x, w, bias := numbers(1, s.h*s.w*s.in), numbers(2, s.out*s.size*s.size*s.in), numbers(3, s.out)
			n := newSketch(1, s.h, s.w, s.in)
			n.node(opConv, convOptions(s.padding, s.stride, 0), []int{1, oh, ow, s.out}, 0,
				n.weights(w, s.out, s.size, s.size, s.in), n.weights(bias, s.out))
			want := make([]float64, oh*ow*s.out)
			for i := range want {
				want[i] = float64(bias[i%s.out])
			}
			s.each(func(y, q, o int, at func(int, int, int) float64, r, c int) {
				for i := range s.in {
					want[(y*ow+q)*s.out+o] += at(r, c, i) * float64(w[((o*s.size+r)*s.size+c)*s.in+i])
				}
			}, x)
			near(t, run(t, n.file(), x), want)
		})
	}
}

func TestDepthwiseConvolutionKeepsChannelsApart(t *testing.T) {
	for _, s := range convolutions {
		s.in = s.out
		t.Run(fmt.Sprintf("%+v", s), func(t *testing.T) {
			oh, ow, _, _ := s.sizes()
			x, w, bias := numbers(1, s.h*s.w*s.in), numbers(2, s.size*s.size*s.in), numbers(3, s.out)
			n := newSketch(1, s.h, s.w, s.in)
			n.node(opDepthwise, depthwiseOptions(s.padding, s.stride, 1), []int{1, oh, ow, s.out}, 0,
				n.weights(w, 1, s.size, s.size, s.in), n.weights(bias, s.out))
			want := make([]float64, oh*ow*s.out)
			for i := range want {
				want[i] = float64(bias[i%s.out])
			}
			s.each(func(y, q, o int, at func(int, int, int) float64, r, c int) {
				want[(y*ow+q)*s.out+o] += at(r, c, o) * float64(w[(r*s.size+c)*s.in+o])
			}, x)
			for i, v := range want {
				want[i] = max(v, 0)
			}
			near(t, run(t, n.file(), x), want)
		})
	}
}

func TestOperatorsGiveWhatTheirDefinitionsSay(t *testing.T) {
	picture := []float32{1, 2, 3, 4, 5, 6, 7, 8, 9} // 3 x 3
	for _, c := range []struct {
		name  string
		input []float32
		shape []int
		want  []float64
		build func(n *sketch)
	}{
		{"add a value", picture, []int{1, 3, 3, 1}, []float64{2, 4, 6, 8, 10, 12, 14, 16, 18}, func(n *sketch) {
			n.node(opAdd, fields{byte(0)}, []int{1, 3, 3, 1}, 0, 0)
		}},
		{"multiply by one number for each channel", []float32{1, 2, 3, 4}, []int{1, 1, 2, 2}, []float64{10, 40, 30, 80}, func(n *sketch) {
			n.node(opMul, nil, []int{1, 1, 2, 2}, 0, n.weights([]float32{10, 20}, 1, 1, 2))
		}},
		{"relu", []float32{-1, 0, 7}, []int{1, 3}, []float64{0, 0, 7}, func(n *sketch) { n.node(opRelu, nil, []int{1, 3}, 0) }},
		{"relu6", []float32{-1, 3, 7}, []int{1, 3}, []float64{0, 3, 6}, func(n *sketch) { n.node(opRelu6, nil, []int{1, 3}, 0) }},
		{"prelu", []float32{-1, -1, 2, 2}, []int{1, 1, 2, 2}, []float64{-.25, .5, 2, 2}, func(n *sketch) {
			n.node(opPrelu, nil, []int{1, 1, 2, 2}, 0, n.weights([]float32{.25, -.5}, 1, 1, 2))
		}},
		{"logistic", []float32{-200, 0, 2}, []int{1, 3}, []float64{0, .5, 1 / (1 + math.Exp(-2))}, func(n *sketch) { n.node(opLogistic, nil, []int{1, 3}, 0) }},
		{"hard swish", []float32{-4, -1, 1, 5}, []int{1, 4}, []float64{0, -1. / 3, 2. / 3, 5}, func(n *sketch) { n.node(opHardSwish, nil, []int{1, 4}, 0) }},
		{"largest of a window", picture, []int{1, 3, 3, 1}, []float64{5, 6, 8, 9}, func(n *sketch) {
			n.node(opMaxPool, poolOptions(0, 2, 2), []int{1, 2, 2, 1}, 0)
		}},
		{"mean of a window, of what is in the picture", picture, []int{1, 3, 3, 1}, []float64{3, 4.5, 7.5, 9}, func(n *sketch) {
			n.node(opAveragePool, poolOptions(0, 2, 2), []int{1, 2, 2, 1}, 0)
		}},
		{"mean of a picture", picture, []int{1, 3, 3, 1}, []float64{5}, func(n *sketch) {
			n.node(opMean, nil, []int{1, 1}, 0, n.counts(1, 2))
		}},
		{"pad", []float32{1, 2}, []int{1, 1, 2, 1}, []float64{0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 0, 0}, func(n *sketch) {
			n.node(opPad, nil, []int{1, 2, 3, 2}, 0, n.counts(0, 0, 1, 0, 0, 1, 1, 0))
		}},
		{"resize, points", []float32{0, 2}, []int{1, 1, 2, 1}, []float64{0, 1, 2, 2}, func(n *sketch) {
			n.node(opResize, fields{nil, nil, byte(0), byte(0)}, []int{1, 1, 4, 1}, 0, n.counts(1, 4))
		}},
		{"resize, squares", []float32{0, 2}, []int{1, 1, 2, 1}, []float64{0, .5, 1.5, 2}, func(n *sketch) {
			n.node(opResize, fields{nil, nil, byte(0), byte(1)}, []int{1, 1, 4, 1}, 0, n.counts(1, 4))
		}},
		{"resize, corners", []float32{0, 3}, []int{1, 1, 2, 1}, []float64{0, 1, 2, 3}, func(n *sketch) {
			n.node(opResize, fields{nil, nil, byte(1), byte(0)}, []int{1, 1, 4, 1}, 0, n.counts(1, 4))
		}},
		{"reshape and slice", picture, []int{1, 3, 3, 1}, []float64{5, 6, 8, 9}, func(n *sketch) {
			x := n.node(opReshape, nil, []int{3, 3}, 0)
			n.node(opStridedSlice, fields{0, 2}, []int{2, 2}, x, n.counts(1, -2), n.counts(3, 0), n.counts(1, 1))
		}},
		{"concat", []float32{1, 2, 3, 4}, []int{1, 2, 2}, []float64{1, 2, 1, 2, 3, 4, 3, 4}, func(n *sketch) {
			n.node(opConcat, fields{-1, byte(0)}, []int{1, 2, 4}, 0, 0)
		}},
		{"weights of 16 bits", []float32{1, 1}, []int{1, 1, 2, 1}, []float64{-1.5, -1.5}, func(n *sketch) {
			h := n.add(typeFloat16, []byte{0x00, 0xbe}, "", []int{1, 1, 1, 1})
			w := n.node(opDequantize, nil, []int{1, 1, 1, 1}, h)
			n.node(opConv, convOptions(1, 1, 0), []int{1, 1, 2, 1}, 0, w, -1)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			n := newSketch(c.shape...)
			c.build(n)
			near(t, run(t, n.file(), c.input), c.want)
		})
	}
}

func TestHalvesAreReadExactly(t *testing.T) {
	for h, want := range map[uint16]float64{
		0: 0, 1: math.Ldexp(1, -24), 0x03ff: math.Ldexp(1023, -24), 0x0400: math.Ldexp(1, -14),
		0x3c00: 1, 0xc000: -2, 0x7bff: 65504, 0x7c00: math.Inf(1), 0xfc00: math.Inf(-1),
	} {
		if got := float64(half(h)); got != want {
			t.Errorf("%#x is %v, want %v", h, got, want)
		}
	}
}
