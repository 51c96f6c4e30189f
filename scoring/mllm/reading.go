package mllm

import (
	"errors"
	"fmt"
	"math"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// OffWarning is the share of an answer's probability outside the allowed
// answers above which a value is to be taken with care.
const OffWarning = 0.1

// absentOff is that share above which there is no value: what is left on the
// answers is then the tail of a distribution that is about something else, and
// its mean says nothing about the photo.
const absentOff = 0.9

// slack is how far a sum of probabilities may be from what it should be: they
// come as rounded numbers of a softmax over a hundred thousand tokens.
const slack = 1e-3

// errReading marks an answer of the engine that cannot be one.
var errReading = errors.New("the model engine gave invalid probabilities: " +
	"its files may be damaged, so download the model again or choose another")

// judgement is what was read for one question.
type judgement struct {
	known          bool
	mean, variance float64         // in 0..10 and its square
	p              []float64       // of the answers, the lowest first, adding up to 1
	off            float64         // 0..1
	spoken         bool            // the engine gave no probabilities: there is no spread
	reason         library.Message // for people: why there is no value, or why to take it with care
}

// judge turns a reading into a judgement: the mean of the answers' worth under
// their probabilities, renormalised, and its variance. It fails where the
// reading cannot come from a softmax.
func (s scale) judge(r Reading) (judgement, error) {
	on, err := s.mass(r)
	if err != nil {
		return judgement{}, err
	}
	if math.IsNaN(on) {
		return judgement{off: 1, reason: message.New(message.AnswerNoNumber)}, nil
	}
	j := judgement{off: max(0, 1-on), spoken: r.Spoken}
	if j.off > absentOff {
		j.reason = message.New(s.unanswered, message.Percent("share", j.off))
		return j, nil
	}
	j.known, j.reason = true, careWith(j.off)
	j.p = make([]float64, len(r.P))
	for i, p := range r.P {
		j.p[i] = p / on
		j.mean += j.p[i] * s.worth[i]
	}
	for i, p := range j.p {
		j.variance += p * (s.worth[i] - j.mean) * (s.worth[i] - j.mean)
	}
	return j, nil
}

// mass is the probability of all answers together, about 1 at most; it is NaN where
// any of the numbers is.
func (s scale) mass(r Reading) (float64, error) {
	if len(r.P) != len(s.answers) {
		return 0, fmt.Errorf("%d probabilities for %d answers: %w", len(r.P), len(s.answers), errReading)
	}
	on := 0.0
	for _, p := range r.P {
		if p < 0 || math.IsInf(p, 0) {
			return 0, fmt.Errorf("a probability of %g: %w", p, errReading)
		}
		on += p
	}
	switch {
	case math.IsNaN(on) || math.IsNaN(r.Off):
		return math.NaN(), nil
	case on > 1+slack:
		return 0, fmt.Errorf("probabilities that add up to %g: %w", on, errReading)
	case math.Abs(1-on-r.Off) > slack:
		return 0, fmt.Errorf("%g on the answers and %g off them: %w", on, r.Off, errReading)
	}
	return on, nil
}

// careWith warns where much of the answer was not one that was asked for.
func careWith(off float64) library.Message {
	if off <= OffWarning {
		return library.Message{}
	}
	return message.New(message.AnswerCare, message.Percent("share", off))
}

// middle joins judgements of one question that was put in several ways, each
// weighing the same: the mixture of their distributions, whose variance holds
// how much they differ. There is a value only where each way gave one.
func middle(of []judgement) judgement {
	if len(of) == 1 {
		return of[0]
	}
	n := float64(len(of))
	m := judgement{known: true, p: make([]float64, len(of[0].p))}
	for _, j := range of {
		m.off += j.off / n
		m.spoken = m.spoken || j.spoken
		if m.reason.IsZero() || !j.known {
			m.reason = j.reason
		}
		m.known = m.known && j.known
		m.mean += j.mean / n
	}
	if !m.known {
		return judgement{off: m.off, spoken: m.spoken, reason: m.reason}
	}
	for _, j := range of {
		m.variance += (j.variance + (j.mean-m.mean)*(j.mean-m.mean)) / n
		for i, p := range j.p {
			m.p[i] += p / n
		}
	}
	return m
}

// value is the judgement as scores carry it.
func (j judgement) value() library.Value {
	v := library.Value{Known: j.known, Off: j.off}
	if j.known {
		// Sums of rounded numbers may leave 0..10 by the last digit.
		v.Mean = min(max(j.mean, 0), fullScore)
		if !j.spoken {
			v.SD = math.Sqrt(max(j.variance, 0))
			v.Distribution = j.p
		}
	}
	return v
}
