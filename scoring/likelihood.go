package scoring

import (
	"context"
	"errors"

	"keeplight.app/keeplight/library"
)

// ErrCannotWeigh says that a model cannot say how likely a text is, such as one that
// is asked over a network.
var ErrCannotWeigh = errors.New("this model cannot say how likely a text is")

// Likelihood is how likely a model would have been to write a text.
type Likelihood struct {
	LogP   float64 // natural logarithm of the product of its tokens' probabilities, at most 0
	Tokens int     // of the text, at least 1
}

// PerToken is the mean log-likelihood of a token, at most 0.
func (l Likelihood) PerToken() float64 { return l.LogP / float64(max(1, l.Tokens)) }

// Weigher holds explanations against a photo, which need not be the one that they
// were written about. An Explainer that can do so is one too.
type Weigher interface {
	// Weigh shows the model a photo once, and gives how likely it would have been to
	// write each of these explanations about it, asked with the values that they were
	// written for. Errors: ErrCannotWeigh, those of Explainer, and one for an
	// explanation that was asked for in other words than today's.
	Weigh(ctx context.Context, s *Subject, texts []*library.Explanation) ([]Likelihood, error)
}
