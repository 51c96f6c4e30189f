package main

import "keeplight/scoring/engine/wire"

// reader reads answers. Every question is decoded in a sequence of its own that
// continues sequence 0, so that none can see another.
type reader struct {
	*session
	readings []wire.Reading
	tokens   int // decoded so far
}

// group gives how many of the questions fit into one decode: all that can, or
// one where they are read one after the other.
func (r *reader) group(queries []*query) int {
	if !r.batched {
		return 1
	}
	b := r.bounds()
	room := min(b.batch, b.context-r.taken)
	n := 0
	for _, q := range queries {
		if room -= len(q.suffix); room < 0 || n == min(b.outputs, b.branches/2) {
			break // the other half of the branches is for whole answers
		}
		n++
	}
	return max(1, n) // a single one was found to fit
}

// answer reads some questions in one decode.
func (r *reader) answer(queries []*query) error {
	defer r.clean(1, len(queries))
	var steps []step
	ends := make([]int, len(queries))
	for i, q := range queries {
		if err := r.fork(0, 1+i); err != nil {
			return err
		}
		steps = appendSteps(steps, q.suffix, r.end, 1+i)
		ends[i] = len(steps) - 1
		steps[ends[i]].output = true
	}
	if err := r.decode(steps); err != nil {
		return err
	}
	r.tokens += len(steps)
	first := len(r.readings)
	for i, q := range queries {
		p, err := r.firstTokens(q, ends[i])
		if err != nil {
			return err
		}
		r.readings = append(r.readings, wire.Reading{P: p})
	}
	for i, q := range queries {
		if err := r.wholeAnswers(q, 1+i, len(steps), r.readings[first+i].P); err != nil {
			return err
		}
	}
	return nil
}

func appendSteps(steps []step, tokens []token, position, sequence int) []step {
	for i, t := range tokens {
		steps = append(steps, step{token: t, position: position + i, sequence: sequence})
	}
	return steps
}

// clean forgets sequences. One that was never used is no error.
func (r *reader) clean(from, count int) {
	for i := range count {
		_ = r.forget(from + i)
	}
}

// firstTokens gives the probability of each answer's first token.
func (r *reader) firstTokens(q *query, at int) ([]float64, error) {
	logits, err := r.logits(at)
	if err != nil {
		return nil, err
	}
	d, err := distribute(logits)
	if err != nil {
		return nil, err
	}
	p := make([]float64, len(q.answers))
	for i, tokens := range q.answers {
		p[i] = d.p(tokens[0])
	}
	return p, nil
}

// wholeAnswers multiplies, for answers that share a first token, the
// probabilities of the others. The question is in sequence asked; taken tokens
// are decoded besides sequence 0.
func (r *reader) wholeAnswers(q *query, asked, taken int, p []float64) error {
	for rest := q.shared; len(rest) > 0; {
		n := r.fitting(q, rest, taken)
		if err := r.multiply(q, rest[:n], asked, p); err != nil {
			return err
		}
		rest = rest[n:]
	}
	copy(p, settle(q.answers, q.shared, p))
	return nil
}

// fitting gives how many of these answers can be decoded at once.
func (r *reader) fitting(q *query, shared []int, taken int) int {
	b := r.bounds()
	room := min(b.batch, b.outputs, b.context-r.taken-taken)
	n := 0
	for _, i := range shared {
		if room -= len(q.answers[i]) - 1; room < 0 || n == b.branches/2 {
			break
		}
		n++
	}
	return max(1, n)
}

func (r *reader) multiply(q *query, shared []int, asked int, p []float64) error {
	first := 1 + r.bounds().branches/2
	defer r.clean(first, len(shared))
	var steps []step
	begin := make([]int, len(shared))
	for k, i := range shared {
		if err := r.fork(asked, first+k); err != nil {
			return err
		}
		begin[k] = len(steps)
		tokens := q.answers[i]
		steps = appendSteps(steps, tokens[:len(tokens)-1], r.end+len(q.suffix), first+k)
	}
	if len(steps) == 0 {
		return nil
	}
	for i := range steps {
		steps[i].output = true
	}
	if err := r.decode(steps); err != nil {
		return err
	}
	r.tokens += len(steps)
	for k, i := range shared {
		for at, t := range q.answers[i][1:] {
			logits, err := r.logits(begin[k] + at)
			if err != nil {
				return err
			}
			d, err := distribute(logits)
			if err != nil {
				return err
			}
			p[i] *= d.p(t)
		}
	}
	return nil
}
