package eyechart

import (
	"encoding/json"
	"fmt"
	"math"

	asset "keeplight.app/keeplight/assets/eyechart"
	"keeplight.app/keeplight/scoring/eyechart/chart"
)

// How far answers may be from what the same model answers where it is computed
// correctly. Processors and GPUs round differently: up to 0.01 was seen.
const (
	tolerance = 0.06 // digits
	leastMass = 0.9  // of the digits together
)

// Passed is the text of a verdict on an engine that computes correctly.
const Passed = "self-test passed"

// passedBefore is how earlier versions said that.
const passedBefore = "sees rightly"

// Verdict says whether an engine computes correctly.
type Verdict struct {
	Passed bool
	Text   string  // for people
	Worst  float64 // digits by which the worst answer is off
}

// Judge holds what was seen in the card's pictures against what should have been.
func Judge(card []chart.Drawing, seen []Sight) (Verdict, error) {
	var expected []chart.Answers
	if err := json.Unmarshal(asset.Expected, &expected); err != nil {
		return Verdict{}, fmt.Errorf("reading the self-test's answers: %w", err)
	}
	if len(expected) != len(card) || len(seen) != len(card) {
		return Verdict{}, fmt.Errorf("%d answers to %d pictures, %d expected", len(seen), len(card), len(expected))
	}
	v := Verdict{Passed: true, Text: Passed}
	mass, unsure := 1.0, 0 // the least, and how many answers are hardly digits
	for i, s := range seen {
		for q := range s.Answers {
			mass = min(mass, s.Mass[q])
			if s.Mass[q] < leastMass {
				unsure++
			}
			off := math.Abs(s.Answers[q] - expected[i][q])
			if math.IsNaN(off) {
				off = 8
			}
			v.Worst = max(v.Worst, off)
		}
	}
	switch {
	// A single one of them is a picture that the model never saw the like of, such
	// as one upside down: the others say more.
	case 4*unsure > len(seen)*chart.NumQuestions && v.Worst > tolerance:
		v = Verdict{Text: fmt.Sprintf("answers with something other than digits (%.0f %% of an answer)", 100*(1-mass)), Worst: v.Worst}
	case v.Worst > tolerance:
		v.Passed, v.Text = false, diagnose(expected, seen)+fmt.Sprintf(": its answers are off by up to %.1f of 9 points", v.Worst)
	}
	return v, nil
}

// diagnose says in words what is wrong, where that can be told.
func diagnose(expected []chart.Answers, seen []Sight) string {
	switch {
	case alike(expected, seen, chart.Warmth) < -0.5:
		return "takes red for blue"
	case alike(expected, seen, chart.Top) < -0.5:
		return "sees pictures upside down"
	case alike(expected, seen, chart.Left) < -0.5:
		return "sees pictures mirrored"
	}
	worse := 0.0
	for i, s := range seen {
		worse += (expected[i][chart.Sharpness] - s.Answers[chart.Sharpness]) / float64(len(seen))
	}
	if worse > 1.5 {
		return "sees pictures blurred"
	}
	return "computes incorrectly"
}

// alike is the correlation of the answers to a question with what was expected.
func alike(expected []chart.Answers, seen []Sight, q chart.Question) float64 {
	var x, y, xx, yy, xy float64
	n := float64(len(seen))
	for i, s := range seen {
		a, b := expected[i][q], s.Answers[q]
		x, y, xx, yy, xy = x+a/n, y+b/n, xx+a*a/n, yy+b*b/n, xy+a*b/n
	}
	spread := math.Sqrt((xx - x*x) * (yy - y*y))
	if !(spread > 0) {
		return 0
	}
	return (xy - x*y) / spread
}
