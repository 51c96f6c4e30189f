package mllm

import (
	"cmp"
	"context"
	"slices"

	"keeplight.app/keeplight/library/message"
)

// branchAbove is the probability above which what follows a beginning of the
// number is read. What less could add is in its last decimals.
const branchAbove = 0.02

// branch is a beginning of the number.
type branch struct {
	written string  // "6" or "6.5"
	value   float64 // what it is worth so far
	p       float64
}

// number reads, digit by digit, the number that the paper's models write.
type number struct {
	view     View
	question stemmed
}

// readNumber gives the expectation and the variance of the number that ends the
// paper's answers, "The final score is <6.59>", over all that the model could
// write (arXiv 2503.06141 itself takes the one number that it does write):
//
//	S = sum_a P(a) (a + 0.1 E[b|a] + 0.01 E[c|a,b])
//
// with the integer part a, of one digit, the tenths b and the hundredths c.
// Along the likeliest digits alone a model that wavers between 5.99 and 6.01
// would read as 6.5. A model that would write 10 does not speak this form: that
// share counts as off.
func readNumber(ctx context.Context, view View, q stemmed) (judgement, error) {
	n := number{view: view, question: q}
	whole, branches, err := n.whole(ctx)
	if err != nil || !whole.known {
		return whole, err
	}
	lost, err := n.ten(ctx, branches)
	if err != nil {
		return judgement{}, err
	}
	branches, lostLater, err := n.tenths(ctx, branches)
	if err != nil {
		return judgement{}, err
	}
	whole.off += (1 - whole.off) * min(1, lost+lostLater)
	if whole.off > absentOff || len(branches) == 0 {
		return judgement{off: whole.off, reason: message.New(message.AnswerNoEnd, message.Percent("share", whole.off))}, nil
	}
	whole.reason = careWith(whole.off)
	whole.mean, whole.variance, err = n.moments(ctx, branches)
	return whole, err
}

// whole reads the integer part and gives the branches that are worth following.
func (n number) whole(ctx context.Context) (judgement, []branch, error) {
	s := integerScale()
	given, err := n.next(ctx, []branch{{}}, s)
	if err != nil {
		return judgement{}, nil, err
	}
	branches := grow(branch{p: 1}, given[0], s, 1)
	branches = slices.DeleteFunc(branches, func(b branch) bool { return b.p <= branchAbove })
	normalise(branches)
	return given[0], branches, nil
}

// ten is the probability of a 10, which begins like a 1.
func (n number) ten(ctx context.Context, branches []branch) (float64, error) {
	at := slices.IndexFunc(branches, func(b branch) bool { return b.written == "1" })
	if at < 0 {
		return 0, nil
	}
	after := scale{answers: []string{".", "0"}, worth: []float64{0, 1}}
	given, err := n.next(ctx, branches[at:at+1], after)
	if err != nil {
		return 0, err
	}
	share := given[0].mean * (1 - given[0].off)
	lost := branches[at].p * share
	branches[at].p -= lost
	normalise(branches)
	return lost, nil
}

// tenths reads the first decimal of every branch. lost is the probability of
// what is no digit there.
func (n number) tenths(ctx context.Context, branches []branch) (grown []branch, lost float64, err error) {
	for i := range branches {
		branches[i].written += "."
	}
	s := integerScale()
	given, err := n.next(ctx, branches, s)
	if err != nil {
		return nil, 0, err
	}
	for i, j := range given {
		lost += branches[i].p * j.off
		grown = append(grown, grow(branches[i], j, s, 0.1)...)
	}
	normalise(grown)
	return grown, lost, nil
}

// moments gives mean and variance with the second decimal, which is read where
// a branch is likely enough; the others take the mean of those.
func (n number) moments(ctx context.Context, branches []branch) (mean, variance float64, err error) {
	slices.SortStableFunc(branches, func(a, b branch) int { return cmp.Compare(b.p, a.p) })
	read := 1
	for read < len(branches) && branches[read].p > branchAbove {
		read++
	}
	given, err := n.next(ctx, branches[:read], hundredthScale())
	if err != nil {
		return 0, 0, err
	}
	var usual judgement
	var total float64
	for i, j := range given {
		usual.mean += branches[i].p * j.mean
		usual.variance += branches[i].p * j.variance
		total += branches[i].p
	}
	usual.mean, usual.variance = usual.mean/total, usual.variance/total
	var square float64
	for i, b := range branches {
		last := usual
		if i < read {
			last = given[i]
		}
		value := b.value + 0.01*last.mean
		mean += b.p * value
		square += b.p * (value*value + 0.0001*last.variance)
	}
	return mean, max(0, square-mean*mean), nil
}

// hundredthScale allows the number to end after its tenths: "<6.5>" is 6.50.
func hundredthScale() scale {
	s := integerScale()
	return scale{answers: append([]string{">"}, s.answers...), worth: append([]float64{0}, s.worth...)}
}

// next reads what comes after each branch.
func (n number) next(ctx context.Context, branches []branch, s scale) ([]judgement, error) {
	prompts := make([]prompt, len(branches))
	for i, b := range branches {
		prompts[i] = spelling{}.prompt(n.question.Ask, n.question.Stem+b.written, s)
	}
	return ask(ctx, n.view, prompts)
}

// grow gives what a branch becomes by one more digit of a place. It is nothing
// where no digit could be read.
func grow(b branch, j judgement, s scale, place float64) []branch {
	if !j.known {
		return nil
	}
	grown := make([]branch, len(s.answers))
	for i, answer := range s.answers {
		grown[i] = branch{written: b.written + answer, value: b.value + place*s.worth[i], p: b.p * j.p[i]}
	}
	return grown
}

// normalise makes the probabilities add up to 1 where there are any.
func normalise(branches []branch) {
	var sum float64
	for _, b := range branches {
		sum += b.p
	}
	if sum <= 0 {
		return
	}
	for i := range branches {
		branches[i].p /= sum
	}
}
