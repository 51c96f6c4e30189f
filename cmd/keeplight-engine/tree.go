package main

// tree holds the tokens of several sequences that continue one beginning. What
// some of them begin with stands there once and belongs to all of them, so that
// questions which differ in their last words cost only those.
type tree struct {
	steps    []step // a token always comes after those before it in its sequences
	children map[branch]int
}

// branch leads from a step, or from -1, the beginning, to the next.
type branch struct {
	from int
	next token
}

func newTree() *tree { return &tree{children: map[branch]int{}} }

// missing gives how many steps adding a sequence would take.
func (t *tree) missing(tokens []token) int {
	at := -1
	for i, next := range tokens {
		child, ok := t.children[branch{at, next}]
		if !ok {
			return len(tokens) - i
		}
		at = child
	}
	return 0
}

// add adds a sequence whose first token is at a position, and gives the step of
// its last token.
func (t *tree) add(tokens []token, position int, s sequence) (last int) {
	last = -1
	for i, next := range tokens {
		child, ok := t.children[branch{last, next}]
		if !ok {
			child = len(t.steps)
			t.children[branch{last, next}] = child
			t.steps = append(t.steps, step{token: next, position: position + i})
		}
		t.steps[child].sequences = append(t.steps[child].sequences, s)
		last = child
	}
	return last
}
