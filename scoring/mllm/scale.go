package mllm

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"keeplight.app/keeplight/library/message"
)

// fullScore is the best of all values.
const fullScore = 10.0

// scale is the answers that a question allows, the lowest first, and what each
// is worth.
type scale struct {
	answers    []string
	worth      []float64 // 0..10, rising evenly
	unanswered string    // the message for an answer that is none of them
}

// digitScale is 1 to 9, worth (d-1)/8*10, so that the ends of the scale are the
// ends of 0..10. Descending, 9 is the lowest.
func digitScale(descending bool) scale {
	answers := integers(1, 9)
	if descending {
		slices.Reverse(answers)
	}
	return scale{answers: answers, worth: evenly(len(answers), fullScore), unanswered: message.AnswerNoDigit}
}

// integerScale is 0 to 9, each worth itself: the integers of the paper's form.
func integerScale() scale {
	answers := integers(0, 9)
	return scale{answers: answers, worth: evenly(len(answers), 9), unanswered: message.AnswerNoDigit}
}

// wordScale is graded words, the lowest first. With five of them the best is
// worth 1, the next .75, .5, .25 and 0 of the full score (the weights of
// Q-Align, Wu et al. 2023).
func wordScale(words []string) scale {
	return scale{answers: words, worth: evenly(len(words), fullScore), unanswered: message.AnswerNoWord}
}

func integers(from, to int) []string {
	var list []string
	for n := from; n <= to; n++ {
		list = append(list, strconv.Itoa(n))
	}
	return list
}

// evenly gives n numbers from 0 to top.
func evenly(n int, top float64) []float64 {
	worth := make([]float64, n)
	for i := range worth {
		worth[i] = float64(i) * top / float64(n-1)
	}
	return worth
}

// spoken is the answer nearest to a value, as the model would have given it.
func (s scale) spoken(value float64) string {
	nearest := 0
	for i, w := range s.worth {
		if math.Abs(w-value) < math.Abs(s.worth[nearest]-value) {
			nearest = i
		}
	}
	return s.answers[nearest]
}

// prompt is a question and the scale that its answers are on.
type prompt struct {
	question Question
	scale    scale
}

// spelling is how a vocabulary wants a stem and its answer to meet: apart, with
// the space as the stem's last token, or glued, with the space at the beginning
// of the answer.
type spelling struct{ glued bool }

// prompt puts a question. A space between stem and answer goes where the
// vocabulary wants it.
func (sp spelling) prompt(ask, stem string, s scale) prompt {
	p := prompt{question: Question{Text: ask, Stem: stem, Answers: s.answers}, scale: s}
	if before, ok := strings.CutSuffix(stem, " "); ok && sp.glued {
		p.question.Stem = before
		p.question.Answers = make([]string, len(s.answers))
		for i, answer := range s.answers {
			p.question.Answers[i] = " " + answer
		}
	}
	return p
}
