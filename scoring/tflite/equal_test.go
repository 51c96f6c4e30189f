package tflite

import (
	"fmt"
	"math"
	"slices"
	"sync"
	"testing"

	"keeplight.app/keeplight/assets/faces"
)

// sameBits fails unless two outputs are the same to the last bit.
func sameBits(t *testing.T, what string, got, want []float32) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d numbers, want %d", what, len(got), len(want))
	}
	for i, v := range want {
		if math.Float32bits(got[i]) != math.Float32bits(v) {
			t.Fatalf("%s: number %d is %v, and %v otherwise", what, i, got[i], v)
		}
	}
}

// outputs runs a model with some kernels.
func outputs(t *testing.T, m *Model, k kernels, input []float32) [][]float32 {
	t.Helper()
	r := m.newRunner(k)
	copy(r.Input(), input)
	if err := r.Run(); err != nil {
		t.Fatal(err)
	}
	var all [][]float32
	for i := range m.Outputs() {
		all = append(all, slices.Clone(r.Output(i)))
	}
	return all
}

func shipped() map[string][]byte {
	return map[string][]byte{"detector": faces.Detector, "landmarks": faces.Landmarks}
}

func TestTheLoopsInCGiveTheBitsOfThoseInGo(t *testing.T) {
	for name, data := range shipped() {
		t.Run(name, func(t *testing.T) {
			m, err := Load(data)
			if err != nil {
				t.Fatal(err)
			}
			input := numbers(5, product(m.InputShape()))
			fast, plain := outputs(t, m, fastKernels(), input), outputs(t, m, plainKernels(), input)
			for i, o := range m.Outputs() {
				sameBits(t, o.Name, fast[i], plain[i])
			}
		})
	}
}

// mobileBlock is a mobile network's: a convolution that widens, a depthwise one, one that
// narrows, padded channels, additions and every activation.
func mobileBlock(h, w, in, wide, out, stride int, act byte) *sketch {
	n := newSketch(1, h, w, in)
	size := func(c int) []int { return []int{1, h, w, c} }
	x := n.node(opConv, convOptions(0, 1, 0), size(wide), 0, n.weights(numbers(1, wide*in), wide, 1, 1, in), n.weights(numbers(2, wide), wide))
	x = n.node(opRelu6, nil, size(wide), x)
	h, w = (h+stride-1)/stride, (w+stride-1)/stride
	d := n.node(opDepthwise, depthwiseOptions(0, stride, act), size(wide), x, n.weights(numbers(3, 9*wide), 1, 3, 3, wide), n.weights(numbers(4, wide), wide))
	y := n.node(opConv, convOptions(0, 1, 0), size(out), d, n.weights(numbers(5, out*wide), out, 1, 1, wide), n.weights(numbers(6, out), out))
	short := n.node(opMaxPool, poolOptions(0, stride, stride), size(wide), x)
	if out > wide {
		short = n.node(opPad, nil, size(out), short, n.counts(0, 0, 0, 0, 0, 0, 0, out-wide))
	}
	if out >= wide {
		y = n.node(opAdd, nil, size(out), short, y)
	}
	n.node(opPrelu, nil, size(out), y, n.weights(numbers(7, out), 1, 1, out))
	return n
}

func TestStepsMadeOneGiveTheBitsOfEachAlone(t *testing.T) {
	for _, c := range []struct {
		h, w, in, wide, out, stride int
		act                         byte
	}{
		{8, 8, 3, 16, 16, 1, 0},
		{9, 7, 4, 12, 20, 2, 1},
		{5, 5, 8, 24, 40, 1, 3},
		{6, 6, 5, 36, 41, 2, 0},
		{1, 1, 7, 9, 9, 1, 3},
		{13, 2, 1, 33, 8, 2, 1},
		{2, 13, 2, 8, 15, 1, 0},
	} {
		t.Run(fmt.Sprintf("%+v", c), func(t *testing.T) {
			data := mobileBlock(c.h, c.w, c.in, c.wide, c.out, c.stride, c.act).file()
			fused, err := Load(data)
			if err != nil {
				t.Fatal(err)
			}
			apart := loadApart(t, data)
			if len(fused.steps) >= len(apart.steps) {
				t.Errorf("%d steps were made %d", len(apart.steps), len(fused.steps))
			}
			input := numbers(8, product(fused.InputShape()))
			want := outputs(t, apart, plainKernels(), input)[0]
			sameBits(t, "fused, in Go", outputs(t, fused, plainKernels(), input)[0], want)
			sameBits(t, "fused, in C", outputs(t, fused, fastKernels(), input)[0], want)
			sameBits(t, "apart, in C", outputs(t, apart, fastKernels(), input)[0], want)
		})
	}
}

// loadApart loads a model with one step for every operator.
func loadApart(t *testing.T, data []byte) *Model {
	t.Helper()
	left := newBudget()
	g, err := readGraph(data, left)
	if err != nil {
		t.Fatal(err)
	}
	steps, err := build(g, left)
	if err != nil {
		t.Fatal(err)
	}
	m := &Model{steps: steps, in: g.in[0], out: g.out, input: g.value(g.in[0]), outputs: []Value{g.value(g.out[0])}}
	if err := m.plan(g, left); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestOutputsThatAreNotAskedForCostNothing(t *testing.T) {
	all, err := Load(faces.Landmarks)
	if err != nil {
		t.Fatal(err)
	}
	some, err := Load(faces.Landmarks, "output_right_eye", "output_mesh_identity")
	if err != nil {
		t.Fatal(err)
	}
	if len(some.steps) >= len(all.steps) {
		t.Errorf("%d steps for two outputs, %d for all", len(some.steps), len(all.steps))
	}
	input := numbers(5, product(all.InputShape()))
	want, got := outputs(t, all, fastKernels(), input), outputs(t, some, fastKernels(), input)
	if len(got) != 2 || some.Outputs()[0].Name != "output_right_eye" {
		t.Fatalf("its outputs are %v", some.Outputs())
	}
	for i, o := range some.Outputs() {
		at := slices.IndexFunc(all.Outputs(), func(v Value) bool { return v.Name == o.Name })
		sameBits(t, o.Name, got[i], want[at])
	}
	if _, err := Load(faces.Landmarks, "output_nose"); err == nil {
		t.Error("it gives an output that the file has not")
	}
}

func TestRunnersShareAModelAndNothingElse(t *testing.T) {
	m, err := Load(mobileBlock(9, 9, 3, 16, 24, 2, 3).file())
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for seed := range uint64(4) {
		wait.Go(func() {
			r := m.NewRunner()
			input := numbers(seed, len(r.Input()))
			copy(r.Input(), input)
			want := outputs(t, m, plainKernels(), input)[0]
			for range 20 {
				if err := r.Run(); err != nil {
					t.Error(err)
				}
				if !slices.Equal(r.Output(0), want) {
					t.Error("another runner's work shows in this one's")
				}
			}
		})
	}
	wait.Wait()
}

func TestAnOutputThatIsNoNumberIsAnError(t *testing.T) {
	n := newSketch(1, 2, 2, 1)
	n.node(opConv, convOptions(0, 1, 0), []int{1, 2, 2, 1}, 0, n.weights([]float32{2}, 1, 1, 1, 1), -1)
	m, err := Load(n.file())
	if err != nil {
		t.Fatal(err)
	}
	r := m.NewRunner()
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat32} {
		r.Input()[3] = float32(v)
		if err := r.Run(); err == nil {
			t.Errorf("an input of %v gives no error", v)
		}
	}
	r.Input()[3] = -math.MaxFloat32 / 4
	if err := r.Run(); err != nil {
		t.Errorf("a fault stays in the runner: %v", err)
	}
}
