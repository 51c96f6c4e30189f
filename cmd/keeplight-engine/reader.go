package main

import "keeplight.app/keeplight/scoring/engine/wire"

// reader reads answers. Every question is decoded in a sequence of its own that
// continues another, so that none can see the others.
type reader struct {
	*session
	base     sequence // what all questions continue
	taken    int      // tokens that are kept while questions are read
	end      int      // the position after base
	readings []wire.Reading
	tokens   int // decoded so far
}

func (s *session) reader() *reader { return &reader{session: s, taken: s.taken, end: s.end} }

// share decodes what all questions begin with, such as the end of the person's
// turn, once for those that are then read one after the other. Together in a tree
// they have it in common anyway.
func (r *reader) share(queries []*query) error {
	b := r.bounds()
	n := commonBeginning(queries)
	const kept = 2 // sequence 1 is for the questions
	if r.batched || b.recurrent || n == 0 || len(queries) < 2 || b.branches/2 < kept {
		return nil
	}
	if err := r.fork(0, kept); err != nil {
		return err
	}
	t := newTree()
	t.add(queries[0].suffix[:n], r.end, kept)
	if err := r.decode(t.steps); err != nil {
		return err
	}
	for _, q := range queries {
		q.suffix = q.suffix[n:]
	}
	r.base, r.taken, r.end, r.tokens = kept, r.taken+n, r.end+n, r.tokens+n
	return nil
}

// release forgets what was shared.
func (r *reader) release() {
	if r.base != 0 {
		r.clean(r.base, 1)
	}
}

// commonBeginning is how many tokens all questions begin with. One is left to
// each at least, for its own answer to be read after.
func commonBeginning(queries []*query) int {
	n := len(queries[0].suffix)
	for _, q := range queries {
		n = min(n, len(q.suffix)-1)
		for i := range n {
			if q.suffix[i] != queries[0].suffix[i] {
				n = i
				break
			}
		}
	}
	return n
}

// group puts as many of the questions as fit into one tree, the i-th in sequence
// 1+i: all that can, or one where they are read one after the other. A model that
// keeps a state instead of a cache cannot have tokens in several sequences. ends
// holds the step after which each is answered.
func (r *reader) group(queries []*query) (t *tree, ends []int) {
	b := r.bounds()
	room := min(b.batch, b.context-r.taken)
	most := min(b.outputs, b.branches/2) // the other half is for whole answers
	if !r.batched || b.recurrent {
		most = 1
	}
	t = newTree()
	for i, q := range queries {
		// A single one was found to fit.
		if i == most || (i > 0 && len(t.steps)+t.missing(q.suffix) > room) {
			break
		}
		end := t.add(q.suffix, r.end, sequence(1+i))
		t.steps[end].output = true
		ends = append(ends, end)
	}
	return t, ends
}

// answer reads the first of some questions in one decode, and gives how many.
func (r *reader) answer(queries []*query) (n int, err error) {
	t, ends := r.group(queries)
	queries = queries[:len(ends)]
	defer r.clean(1, len(ends))
	for i := range ends {
		if err := r.fork(r.base, sequence(1+i)); err != nil {
			return 0, err
		}
	}
	if err := r.decode(t.steps); err != nil {
		return 0, err
	}
	r.tokens += len(t.steps)
	first := len(r.readings)
	for i, q := range queries {
		p, err := r.firstTokens(q, ends[i])
		if err != nil {
			return 0, err
		}
		r.readings = append(r.readings, wire.Reading{P: p})
	}
	for i, q := range queries {
		if err := r.wholeAnswers(q, sequence(1+i), len(t.steps), r.readings[first+i].P); err != nil {
			return 0, err
		}
	}
	return len(queries), nil
}

// clean forgets sequences. One that was never used is no error.
func (r *reader) clean(from sequence, count int) {
	for i := range count {
		_ = r.forget(from + sequence(i))
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
// are decoded besides what is kept.
func (r *reader) wholeAnswers(q *query, asked sequence, taken int, p []float64) error {
	for rest := q.shared; len(rest) > 0; {
		n, err := r.multiply(q, rest, asked, taken, p)
		if err != nil {
			return err
		}
		rest = rest[n:]
	}
	copy(p, settle(q.answers, q.shared, p))
	return nil
}

// multiply does so for the first of some answers in one decode, and gives how
// many.
func (r *reader) multiply(q *query, shared []int, asked sequence, taken int, p []float64) (n int, err error) {
	b := r.bounds()
	room := min(b.batch, b.outputs, b.context-r.taken-taken)
	first := sequence(1 + b.branches/2)
	defer func() { r.clean(first, n) }()
	t := newTree()
	for _, i := range shared {
		before := allButLast(q.answers[i])
		if n == b.branches/2 || (n == 1 && b.recurrent) || (n > 0 && len(t.steps)+t.missing(before) > room) {
			break
		}
		if err := r.fork(asked, first+sequence(n)); err != nil {
			return n, err
		}
		t.add(before, r.end+len(q.suffix), first+sequence(n))
		n++
	}
	if len(t.steps) == 0 {
		return n, nil
	}
	for i := range t.steps {
		t.steps[i].output = true
	}
	if err := r.decode(t.steps); err != nil {
		return n, err
	}
	r.tokens += len(t.steps)
	for _, i := range shared[:n] {
		if err := r.follow(t, q.answers[i], &p[i]); err != nil {
			return n, err
		}
	}
	return n, nil
}

func allButLast(tokens []token) []token { return tokens[:len(tokens)-1] }

// follow multiplies p by the probability of each token of an answer but the
// first, along the answer's way through the tree.
func (r *reader) follow(t *tree, answer []token, p *float64) error {
	at := -1
	for i, next := range answer[1:] {
		at = t.children[branch{at, answer[i]}]
		logits, err := r.logits(at)
		if err != nil {
			return err
		}
		d, err := distribute(logits)
		if err != nil {
			return err
		}
		*p *= d.p(next)
	}
	return nil
}
