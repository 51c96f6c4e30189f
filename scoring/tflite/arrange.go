package tflite

import "slices"

// reshape is the same numbers in another shape.
type reshape struct{ ports }

func (b *builder) reshape(o *operator) (step, error) {
	if b.tensors[o.in[0]].size() != b.tensors[o.out[0]].size() {
		return nil, errShape
	}
	return &reshape{o.ports()}, nil
}

func (s *reshape) run(r *Runner) { copy(r.values[s.out], r.values[s.in[0]]) }

// pad puts zeros around a picture, and channels of zeros before and behind its own.
type pad struct {
	ports
	from, to picture
	at       picture // where the picture's first number goes
}

func (b *builder) pad(o *operator) (step, error) {
	from, to, err := b.pictures(o)
	if err != nil {
		return nil, err
	}
	p, err := b.numbers(o, 1, 2*mostDims)
	if err != nil {
		return nil, err
	}
	for _, n := range p {
		if n < 0 || n > mostFloats {
			return nil, errShape
		}
	}
	grown := picture{from.height + p[2] + p[3], from.width + p[4] + p[5], from.channels + p[6] + p[7]}
	if grown != to || p[0] != 0 || p[1] != 0 {
		return nil, errShape
	}
	return &pad{o.ports(), from, to, picture{p[2], p[4], p[6]}}, nil
}

// channelsBehind is true where nothing is added but channels behind the picture's.
func (s *pad) channelsBehind() bool {
	return s.at == picture{} && s.from.height == s.to.height && s.from.width == s.to.width
}

func (s *pad) run(r *Runner) {
	x, y, n := r.values[s.in[0]], r.values[s.out], s.from.channels
	clear(y)
	for row := range s.from.height {
		for column := range s.from.width {
			to := ((s.at.height+row)*s.to.width+s.at.width+column)*s.to.channels + s.at.channels
			copy(y[to:to+n], x[(row*s.from.width+column)*n:])
		}
	}
}

// concat puts values one behind the other along an axis.
type concat struct {
	ports
	outer int   // how often their parts follow each other
	sizes []int // numbers of each one's part
	act   activation
}

func (b *builder) concat(o *operator) (step, error) {
	shape := b.tensors[o.out[0]].shape
	axis := o.options.int(0, 0)
	if axis < 0 {
		axis += len(shape)
	}
	if axis < 0 || axis >= len(shape) {
		return nil, errOptions
	}
	s := &concat{ports: ports{in: o.in, out: o.out[0]}, outer: product(shape[:axis])}
	along := 0
	for _, k := range o.in {
		if k < 0 || b.tensors[k].weight {
			return nil, errWeights
		}
		part := b.tensors[k].shape
		if len(part) != len(shape) || !slices.Equal(part[:axis], shape[:axis]) || !slices.Equal(part[axis+1:], shape[axis+1:]) {
			return nil, errShape
		}
		along += part[axis]
		s.sizes = append(s.sizes, product(part[axis:]))
	}
	if along != shape[axis] {
		return nil, errShape
	}
	var err error
	s.act, err = activationOf(o.options.byte(1))
	return s, err
}

func (s *concat) run(r *Runner) {
	y := r.values[s.out]
	for i := range s.outer {
		for j, k := range s.in {
			n := s.sizes[j]
			copy(y, r.values[k][i*n:(i+1)*n])
			y = y[n:]
		}
	}
	s.act.applyAll(r.values[s.out], nil)
}

// cut takes a block out of a value.
type cut struct {
	ports
	from, to [mostDims]int // shapes, with ones in front
	at       [mostDims]int
}

// slice reads the operator that takes a block with a first and a last index on every
// axis.
func (b *builder) slice(o *operator) (step, error) {
	x, y := &b.tensors[o.in[0]], &b.tensors[o.out[0]]
	n := len(x.shape)
	if len(y.shape) != n || len(o.in) != 4 {
		return nil, errShape
	}
	var lists [3][]int // first, behind the last, stride
	for i := range lists {
		var err error
		if lists[i], err = b.numbers(o, i+1, n); err != nil {
			return nil, err
		}
	}
	for id := 2; id <= 4; id++ { // masks of axes that are left out, added or taken away
		if o.options.int(id, 0) != 0 {
			return nil, errOptions
		}
	}
	s := &cut{ports: o.ports()}
	for i := range s.from {
		s.from[i], s.to[i] = 1, 1
	}
	for i := range n {
		size, first, end := x.shape[i], lists[0][i], lists[1][i]
		if first < 0 {
			first += size
		}
		if end < 0 {
			end += size
		}
		if o.options.int(0, 0)>>i&1 == 1 {
			first = 0
		}
		if o.options.int(1, 0)>>i&1 == 1 {
			end = size
		}
		if lists[2][i] != 1 || first < 0 || end > size || end-first != y.shape[i] {
			return nil, errOptions
		}
		k := mostDims - n + i
		s.from[k], s.to[k], s.at[k] = size, y.shape[i], first
	}
	return s, nil
}

func (s *cut) run(r *Runner) {
	x, y := r.values[s.in[0]], r.values[s.out]
	for i := range s.to[0] {
		for j := range s.to[1] {
			for k := range s.to[2] {
				at := (((s.at[0]+i)*s.from[1]+s.at[1]+j)*s.from[2]+s.at[2]+k)*s.from[3] + s.at[3]
				copy(y[:s.to[3]], x[at:])
				y = y[s.to[3]:]
			}
		}
	}
}
