package tflite

// resize makes a picture larger or smaller, bilinearly.
type resize struct {
	ports
	from, to      picture
	align, middle bool // corners lie on corners; pixels are squares and not points
}

func (b *builder) resize(o *operator) (step, error) {
	from, to, err := b.pictures(o)
	if err != nil {
		return nil, err
	}
	if from.channels != to.channels {
		return nil, errShape
	}
	size, err := b.numbers(o, 1, 2)
	if err != nil {
		return nil, err
	}
	if size[0] != to.height || size[1] != to.width {
		return nil, errShape
	}
	s := &resize{o.ports(), from, to, o.options.byte(2) != 0, o.options.byte(3) != 0}
	if s.align && s.middle {
		return nil, errOptions
	}
	return s, nil
}

// at gives the two pixels between which one of the output lies, and how far it is
// towards the second.
func (s *resize) at(i, from, to int) (a, b int, part float32) {
	scale := float32(from) / float32(to)
	if s.align && to > 1 {
		scale = float32(from-1) / float32(to-1)
	}
	p := float32(i) * scale
	if s.middle {
		p = float32((float32(i)+.5)*scale) - .5
	}
	p = max(p, 0)
	a = min(int(p), from-1)
	return a, min(a+1, from-1), p - float32(a)
}

func (s *resize) run(r *Runner) {
	x, y, n := r.values[s.in[0]], r.values[s.out], s.to.channels
	for row := range s.to.height {
		r0, r1, down := s.at(row, s.from.height, s.to.height)
		for column := range s.to.width {
			c0, c1, across := s.at(column, s.from.width, s.to.width)
			a, b := x[(r0*s.from.width+c0)*n:], x[(r0*s.from.width+c1)*n:]
			c, d := x[(r1*s.from.width+c0)*n:], x[(r1*s.from.width+c1)*n:]
			blend(y[(row*s.to.width+column)*n:][:n], a, b, c, d, across, down)
		}
	}
}

// blend gives the point between four others: two above, two below. A product is
// rounded before it is added.
func blend(to, a, b, c, d []float32, across, down float32) {
	a, b, c, d = a[:len(to)], b[:len(to)], c[:len(to)], d[:len(to)]
	for i := range to {
		above := float32((1-across)*a[i]) + float32(across*b[i])
		below := float32((1-across)*c[i]) + float32(across*d[i])
		to[i] = float32((1-down)*above) + float32(down*below)
	}
}
