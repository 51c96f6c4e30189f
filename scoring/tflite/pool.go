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
	f := r.kernels.largest
	if s.mean {
		f = means
	}
	job := rowJob{width: s.from.width, n: n, columns: s.window.width, stride: s.window.strideAcross, before: s.window.before, m: s.to.width}
	for row := range s.to.height {
		top := row*s.window.strideDown - s.window.above
		from, to := within(row, s.window.strideDown, s.window.above, s.window.height, s.from.height)
		job.rows, job.x = to-from, x[(top+from)*s.from.width*n:]
		job.y = y[row*s.to.width*n:][:s.to.width*n]
		f(&job)
	}
	s.act.applyAll(y, nil)
}

// means is a row of the means of what is in the picture.
func means(d *rowJob) {
	clear(d.y)
	for i := range d.m {
		y := d.y[i*d.n:][:d.n]
		from, to := within(i, d.stride, d.before, d.columns, d.width)
		for r := range d.rows {
			for c := from; c < to; c++ {
				sum(y, d.x[(r*d.width+i*d.stride-d.before+c)*d.n:][:d.n])
			}
		}
		divide(y, float32(d.rows*(to-from)))
	}
}

func sum(to, from []float32) {
	to = to[:len(from)]
	for i, v := range from {
		to[i] += v
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
