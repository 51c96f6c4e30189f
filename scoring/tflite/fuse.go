package tflite

import "slices"

// fuse makes chains of steps one: an activation is done where the number is made, an
// addition behind a convolution too, and a depthwise convolution a few rows ahead of
// the one that reads it. What is computed stays the same to the last bit; what is
// saved are values that would be written to memory and read again.
func fuse(g *graph, steps []step) []step {
	f := &fuser{g: g, steps: steps, maker: map[int]int{}, reads: map[int]int{}}
	for i, s := range steps {
		f.maker[s.output()] = i
		for _, k := range s.inputs() {
			f.reads[k]++
		}
	}
	for _, k := range g.out {
		f.reads[k]++
	}
	for i := range steps {
		switch s := f.steps[i].(type) {
		case *activate:
			f.activation(i, s)
		case *pair:
			f.addition(i, s)
		case *conv:
			f.behindDepthwise(s)
		}
	}
	return slices.DeleteFunc(f.steps, func(s step) bool { return s == nil })
}

type fuser struct {
	g     *graph
	steps []step
	maker map[int]int // by tensor, the step that makes it
	reads map[int]int // by tensor, how often it is read
}

// only gives the step that makes a tensor which nobody else reads, and its place.
func (f *fuser) only(k int) (s step, at int) {
	at, ok := f.maker[k]
	if !ok || f.reads[k] != 1 {
		return nil, -1
	}
	return f.steps[at], at
}

func (f *fuser) activation(i int, s *activate) {
	before, at := f.only(s.in[0])
	switch p := before.(type) {
	case *conv:
		if p.act != actNone {
			return
		}
		p.act, p.slopes, p.out = s.act, s.slopes, s.out
	case *depthwise:
		if p.act != actNone {
			return
		}
		p.act, p.slopes, p.out = s.act, s.slopes, s.out
	case *pair:
		if p.act != actNone || s.act == actPrelu {
			return
		}
		p.act, p.out = s.act, s.out
	default:
		return
	}
	f.steps[i] = nil
	f.maker[s.out] = at
}

// addition moves a convolution to where its numbers are added to others: those are
// made by then.
func (f *fuser) addition(i int, s *pair) {
	if s.op != opAdd || s.constant != nil || s.in[0] == s.in[1] {
		return
	}
	for side, k := range s.in {
		before, at := f.only(k)
		c, ok := before.(*conv)
		if !ok || c.act != actNone || c.plus >= 0 {
			continue
		}
		c.plus, c.plusN = s.in[1-side], c.to.channels
		c.act, c.out = s.act, s.out
		if p, at := f.only(c.plus); p != nil {
			if p, ok := p.(*pad); ok && p.channelsBehind() {
				c.plus, c.plusN = p.in[0], p.from.channels
				f.steps[at] = nil
			}
		}
		f.steps[at], f.steps[i] = nil, c
		f.maker[c.out] = i
		return
	}
}

func (f *fuser) behindDepthwise(s *conv) {
	if s.window != (window{height: 1, width: 1, strideDown: 1, strideAcross: 1}) {
		return
	}
	before, at := f.only(s.in[0])
	if d, ok := before.(*depthwise); ok {
		s.first, s.in = d, d.in
		f.steps[at] = nil
	}
}
