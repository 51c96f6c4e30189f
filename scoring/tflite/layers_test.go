package tflite

import (
	"errors"
	"strings"
	"testing"
)

// filter is one of the right size for its channels, of which a test spoils something.
func filter(size, weights, outputs int) Filter {
	return Filter{Size: size, Stride: 1, Weights: make([]float32, weights), Bias: make([]float32, outputs)}
}

func TestLayersThatDoNotFitAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		build func(l *Layers) []int // gives the outputs
		want  string
		is    error
	}{
		"too few weights":            {func(l *Layers) []int { return []int{l.Conv(0, filter(3, 9*3*4-1, 4))} }, "layer 1", errShape},
		"too many weights":           {func(l *Layers) []int { return []int{l.Conv(0, filter(3, 9*3*4+1, 4))} }, "layer 1", errShape},
		"no output":                  {func(l *Layers) []int { return []int{l.Conv(0, filter(3, 0, 0))} }, "layer 1", errShape},
		"a window without size":      {func(l *Layers) []int { return []int{l.Conv(0, filter(0, 0, 4))} }, "layer 1", errOptions},
		"a window below no size":     {func(l *Layers) []int { return []int{l.Conv(0, filter(-3, 0, 4))} }, "layer 1", errOptions},
		"larger than the picture":    {func(l *Layers) []int { return []int{l.Conv(0, filter(9, 81*3*4, 4))} }, "layer 1", errShape},
		"no stride":                  {func(l *Layers) []int { f := filter(3, 108, 4); f.Stride = 0; return []int{l.Conv(0, f)} }, "layer 1", errOptions},
		"zeros below none":           {func(l *Layers) []int { f := filter(3, 108, 4); f.Before = -1; return []int{l.Conv(0, f)} }, "layer 1", errOptions},
		"zeros as wide as it":        {func(l *Layers) []int { f := filter(3, 108, 4); f.Behind = 3; return []int{l.Conv(0, f)} }, "layer 1", errOptions},
		"depthwise of other weights": {func(l *Layers) []int { return []int{l.Depthwise(0, filter(3, 9*4, 3))} }, "layer 1", errShape},
		"depthwise of other bias":    {func(l *Layers) []int { return []int{l.Depthwise(0, filter(3, 9*3, 4))} }, "layer 1", errShape},
		"a value to come":            {func(l *Layers) []int { return []int{l.Relu6(7)} }, "layer 1: it takes a value that is not made", nil},
		"a value below none":         {func(l *Layers) []int { return []int{l.Conv(-1, filter(3, 108, 4))} }, "layer 1: it takes a value that is not made", nil},
		"sums of other sizes": {func(l *Layers) []int {
			return []int{l.Add(0, l.Conv(0, filter(1, 12, 4)))}
		}, "layer 2", errShape},
		"the first slip is told": {func(l *Layers) []int {
			x := l.Conv(0, filter(3, 1, 4))
			return []int{l.Add(l.Relu6(x), 99)}
		}, "layer 1", errShape},
		"no layer":                {func(*Layers) []int { return []int{0} }, "layer 1", errShape},
		"nothing comes out":       {func(l *Layers) []int { l.Relu6(0); return nil }, "layer 2", errShape},
		"another thing comes out": {func(l *Layers) []int { l.Relu6(0); return []int{5} }, "layer 2: it takes a value that is not made", nil},
	} {
		l := NewLayers(8, 8, 3)
		m, err := l.Model(c.build(l)...)
		if err == nil || m != nil || !strings.Contains(err.Error(), c.want) || c.is != nil && !errors.Is(err, c.is) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

func TestLayersThatNeedTooMuchAreRefused(t *testing.T) {
	for name, size := range map[string][3]int{"no row": {0, 8, 3}, "columns below none": {8, -1, 3}, "no channel": {8, 8, 0}, "huge": {1 << 20, 1 << 20, 1 << 10}} {
		l := NewLayers(size[0], size[1], size[2])
		if _, err := l.Model(l.Relu6(0)); err == nil {
			t.Errorf("%s: it is taken", name)
		}
	}
	l := NewLayers(4000, 4000, 64)
	x := 0
	for range 4000 { // each layer by itself would do
		x = l.Relu6(x)
	}
	if _, err := l.Model(x); err == nil {
		t.Error("any number of layers is taken")
	}
}

func TestLayersThatFitAreTaken(t *testing.T) {
	l := NewLayers(8, 8, 3)
	x := l.Relu6(l.Conv(0, filter(3, 108, 4)))
	y := l.Add(x, l.Depthwise(x, Filter{Size: 3, Stride: 1, Before: 1, Behind: 1, Weights: make([]float32, 36), Bias: make([]float32, 4)}))
	if m, err := l.Model(y); err != nil || m == nil {
		t.Error(err)
	}
}
