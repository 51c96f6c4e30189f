package wire

import "math"

// MethodLikelihood asks how likely a given text is: Likelihood -> Likely.
const MethodLikelihood = "likelihood"

// Likelihood asks how likely the model would have been to write a text after a
// question about the picture that was read last.
type Likelihood struct {
	Question Question `json:"question"` // without answers; its stem begins the model's turn
	Text     string   `json:"text"`     // goes on where the stem ends
}

// Likely says how likely a text is.
type Likely struct {
	Tokens int     `json:"tokens"` // of the text; what the stem's last token took with it is not counted
	LogP   float64 `json:"logP"`   // natural logarithm of the product of their probabilities, at most 0
}

// Check gives ErrProtocol where an answer does not fit what was asked.
func (l *Likely) Check(to *Likelihood) error {
	if l.Tokens <= 0 || l.Tokens > len(to.Text)+len(to.Question.Stem) || !(l.LogP <= slack) || math.IsInf(l.LogP, 0) {
		return protocolf("%d tokens with a log-likelihood of %g for %d bytes", l.Tokens, l.LogP, len(to.Text))
	}
	return nil
}
