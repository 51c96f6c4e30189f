package tflite

import "slices"

// pool gives the largest number, or the mean, of every channel in a window.
type pool struct {
	ports
	from, to picture
	window   window
	mean     bool
	act      activation
}

func (b *builder) pool(o *operator) (step, error) {
	from, to, err := b.pictures(o)
	if err != nil {
		return nil, err
	}
	if from.channels != to.channels {
		return nil, errShape
	}
	s := &pool{ports: o.ports(), from: from, to: to, mean: o.code == opAveragePool}
	if s.window, err = windowOf(o.options, o.options.int(4, 1), o.options.int(3, 1), from, to); err != nil {
		return nil, err
	}
	if s.act, err = activationOf(o.options.byte(5)); err != nil {
		return nil, err
	}
	return s, b.left.time(to.size(), s.window.height, s.window.width)
}

func (s *pool) run(r *Runner) {
	x, y, n := r.values[s.in[0]], r.values[s.out], s.to.channels
	for row := range s.to.height {
		top := row*s.window.strideDown - s.window.above
		r0, r1 := within(row, s.window.strideDown, s.window.above, s.window.height, s.from.height)
		for column := range s.to.width {
			left := column*s.window.strideAcross - s.window.before
			c0, c1 := within(column, s.window.strideAcross, s.window.before, s.window.width, s.from.width)
			to := y[(row*s.to.width+column)*n:][:n]
			for i := r0; i < r1; i++ {
				for j := c0; j < c1; j++ {
					from := x[((top+i)*s.from.width+left+j)*n:][:n]
					switch {
					case i == r0 && j == c0:
						copy(to, from)
					case s.mean:
						sum(to, from)
					default:
						largest(to, from)
					}
				}
			}
			if s.mean {
				divide(to, float32((r1-r0)*(c1-c0)))
			}
		}
	}
	s.act.applyAll(y, nil)
}

func sum(to, from []float32) {
	for i, v := range from {
		to[i] += v
	}
}

func largest(to, from []float32) {
	for i, v := range from {
		to[i] = max(to[i], v)
	}
}

func divide(all []float32, by float32) {
	for i := range all {
		all[i] /= by
	}
}

// mean gives the mean of every channel of a picture.
type mean struct {
	ports
	channels int
}

func (b *builder) mean(o *operator) (step, error) {
	from, err := b.tensors[o.in[0]].picture()
	if err != nil {
		return nil, err
	}
	axes, err := b.numbers(o, 1, 2)
	if err != nil {
		return nil, err
	}
	if b.tensors[o.out[0]].size() != from.channels {
		return nil, errShape
	}
	if !slices.Equal(axes, []int{1, 2}) {
		return nil, errOptions
	}
	return &mean{o.ports(), from.channels}, nil
}

func (s *mean) run(r *Runner) {
	x, y := r.values[s.in[0]], r.values[s.out]
	clear(y)
	for i := 0; i < len(x); i += s.channels {
		sum(y, x[i:i+s.channels])
	}
	divide(y, float32(len(x)/s.channels))
}
