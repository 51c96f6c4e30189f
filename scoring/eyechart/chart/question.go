package chart

import (
	"math"
	"slices"

	"keeplight.app/keeplight/library"
)

// Question is something that the eye chart asks about a picture.
type Question int

// The questions. The first are attributes of photos, asked as the rubric asks;
// the others exist on the eye chart alone.
const (
	Clarity    Question = iota // 9 without blur, noise and JPEG's blocks; each lowers it
	Exposure                   // 9 where the mean luminance is 0.45, 1 where it is 0.08 or 0.92
	Saturation                 // 1 is grey, 9 a mean chroma of 0.25 or more
	Level                      // 9 is level, 1 leans by 15 degrees or more
	Complete                   // 9 where the whole subject is in the frame, 1 where half of it or less is
	Sharpness                  // 9 is sharp, 1 blurred by 4 pixels of 128
	Noise                      // 9 is free of noise, 1 has noise of 50 levels of 255
	Blocks                     // 9 was never a JPEG, 1 one of quality 3
	Warmth                     // 1 is blue, 5 neutral, 9 red
	Top                        // 9 where the upper half is much lighter, 1 where the lower is
	Left                       // 9 where the left half is much lighter, 1 where the right is

	NumQuestions = int(Left) + 1
)

var names = [NumQuestions]string{
	"Clarity", "Exposure", "Saturation", "Level", "Complete", "Sharpness", "Noise", "Blocks", "Warmth", "Top", "Left",
}

// Questions gives all of them.
func Questions() []Question {
	all := make([]Question, NumQuestions)
	for i := range all {
		all[i] = Question(i)
	}
	return all
}

// String gives the question's name, such as "Warmth".
func (q Question) String() string { return names[q] }

// Attribute gives the attribute of photos that a question is about, or false for
// those that only the eye chart asks.
func (q Question) Attribute() (library.Attribute, bool) {
	switch q {
	case Clarity:
		return library.Clarity, true
	case Exposure:
		return library.Exposure, true
	case Saturation:
		return library.Saturation, true
	case Level:
		return library.LevelShot, true
	case Complete:
		return library.SubjectIntegrity, true
	}
	return 0, false
}

// Answers holds the true answer to each question, from 1 to 9; NaN where a
// picture has none.
type Answers [NumQuestions]float64

// Unknown gives answers to nothing.
func Unknown() Answers {
	var a Answers
	for i := range a {
		a[i] = math.NaN()
	}
	return a
}

// digit gives what a share of 0..1 is on the scale of 1 to 9.
func digit(share float64) float64 { return 1 + 8*min(1, max(0, share)) }

// Stem gives how the answer to a question begins that only the eye chart asks:
// as the rubric's own stems do.
func Stem(q Question) string { return q.String() + "=" }

// faults are each measured on pictures without the two others: where most have
// none of one, equal ranks would say little.
var faults = []Question{Sharpness, Noise, Blocks}

// Tells is true where a picture of which so much is known tells how well a
// question is answered.
func (a *Answers) Tells(q Question) bool {
	if slices.Contains(faults, q) {
		for _, other := range faults {
			if other != q && a[other] != 9 {
				return false
			}
		}
	}
	return !math.IsNaN(a[q])
}
