package tflite

import (
	"math"
	"slices"
)

// activate is an activation on its own.
type activate struct {
	ports
	act    activation
	slopes []float32
}

func (b *builder) activate(o *operator) (step, error) {
	s := &activate{ports: o.ports(), act: map[int]activation{opRelu: actRelu, opRelu6: actRelu6, opPrelu: actPrelu}[o.code]}
	t := &b.tensors[o.out[0]]
	if !slices.Equal(t.shape, b.tensors[o.in[0]].shape) || len(t.shape) == 0 {
		return nil, errShape
	}
	if s.act != actPrelu {
		return s, nil
	}
	w, err := b.weights(o, 1)
	if err != nil || w == nil || w.floats == nil {
		return nil, errWeights
	}
	channels := t.shape[len(t.shape)-1]
	if w.size() != channels || w.shape[len(w.shape)-1] != channels {
		return nil, errShape
	}
	s.slopes = make([]float32, padded(channels))
	copy(s.slopes, w.floats)
	s.slopes = s.slopes[:channels:cap(s.slopes)]
	return s, nil
}

func (s *activate) run(r *Runner) {
	y := r.values[s.out]
	copy(y, r.values[s.in[0]])
	s.act.applyAll(y, s.slopes)
}

// pair adds two values or multiplies them.
type pair struct {
	ports
	op       int
	constant []float32 // the second one where it is weights: repeated for what it is shorter
	act      activation
}

func (b *builder) pair(o *operator) (step, error) {
	if len(o.in) != 2 || o.in[1] < 0 {
		return nil, errShape
	}
	s := &pair{ports: o.ports(), op: o.code}
	x, z, y := &b.tensors[o.in[0]], &b.tensors[o.in[1]], &b.tensors[o.out[0]]
	if !slices.Equal(x.shape, y.shape) {
		return nil, errShape
	}
	if z.weight {
		// Its shape is the end of the other's: a number for every channel, or for all.
		shape := z.shape
		for len(shape) > 0 && shape[0] == 1 {
			shape = shape[1:]
		}
		if len(shape) > len(x.shape) || !slices.Equal(shape, x.shape[len(x.shape)-len(shape):]) || len(z.floats) == 0 {
			return nil, errShape
		}
		s.constant = z.floats
	} else {
		if !slices.Equal(z.shape, y.shape) {
			return nil, errShape
		}
		s.in = o.in[:2]
	}
	var err error
	s.act, err = activationOf(o.options.byte(0))
	return s, err
}

func (s *pair) run(r *Runner) {
	x, y, z := r.values[s.in[0]], r.values[s.out], s.constant
	if z == nil {
		z = r.values[s.in[1]]
	}
	for len(x) > 0 {
		a, c := x[:len(z)], y[:len(z)]
		if s.op == opAdd {
			for i, v := range z {
				c[i] = a[i] + v
			}
		} else {
			for i, v := range z {
				c[i] = a[i] * v
			}
		}
		x, y = x[len(z):], y[len(z):]
	}
	s.act.applyAll(r.values[s.out], nil)
}

// curve is a function of one number.
type curve struct {
	ports
	at func(float32) float32
}

func (b *builder) curve(o *operator) (step, error) {
	if b.tensors[o.in[0]].size() != b.tensors[o.out[0]].size() {
		return nil, errShape
	}
	if o.code == opLogistic {
		return &curve{o.ports(), logistic}, nil
	}
	return &curve{o.ports(), hardSwish}, nil
}

func (s *curve) run(r *Runner) {
	y := r.values[s.out]
	for i, v := range r.values[s.in[0]] {
		y[i] = s.at(v)
	}
}

func logistic(v float32) float32 { return float32(1 / (1 + math.Exp(-float64(v)))) }

// hardSwish is v times a straight line from 0 at -3 to 1 at 3 (Howard et al., 2019).
func hardSwish(v float32) float32 { return v * min(max(v+3, 0), 6) / 6 }
