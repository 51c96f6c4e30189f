package mllm

import (
	"errors"
	"math"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

const tolerance = 1e-9

func near(a, b float64) bool { return math.Abs(a-b) < tolerance }

func TestReadingsBecomeMeanAndSpreadOnZeroToTen(t *testing.T) {
	words := wordScale([]string{"bad", "poor", "fair", "good", "excellent"})
	digits := digitScale(false)
	for name, c := range map[string]struct {
		scale         scale
		reading       Reading
		mean, sd, off float64
		lowConfidence bool
	}{
		"the best digit":           {digits, reading(0, 0, 0, 0, 0, 0, 0, 0, 1), 10, 0, 0, false},
		"the worst digit":          {digits, reading(1, 0, 0, 0, 0, 0, 0, 0, 0), 0, 0, 0, false},
		"no idea":                  {digits, reading(.11, .11, .11, .11, .11, .11, .11, .11, .11), 5, 1.25 * math.Sqrt(80.0/12), .01, false},
		"between 7 and 8":          {digits, reading(0, 0, 0, 0, 0, 0, .5, .3, 0), 7.96875, 1.25 * math.Sqrt(.625*.375), .2, true},
		"most is off the digits":   {digits, reading(0, 0, 0, 0, .11, 0, 0, 0, 0), 5, 0, .89, true},
		"descending, 2 is good":    {digitScale(true), reading(0, 0, 0, 0, 0, 0, 0, 1, 0), 8.75, 0, 0, false},
		"good to excellent":        {words, reading(0, 0, 0, .4, .6), 9, 2.5 * math.Sqrt(.24), 0, false},
		"the paper's 6 or 7":       {integerScale(), reading(0, 0, 0, 0, 0, 0, .5, .5, 0, 0), 6.5, .5, 0, false},
		"the paper's 9 is no 10":   {integerScale(), reading(0, 0, 0, 0, 0, 0, 0, 0, 0, 1), 9, 0, 0, false},
		"rounding beyond all mass": {digits, reading(0, 0, 0, 0, 0, 0, 0, 0, 1.0005), 10, 0, 0, false},
	} {
		j, err := c.scale.judge(c.reading)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		v := j.value()
		if !v.Known || !near(v.Mean, c.mean) || !near(v.SD, c.sd) || !near(v.Off, c.off) {
			t.Errorf("%s: %+v, want mean %g, sd %g, off %g", name, v, c.mean, c.sd, c.off)
		}
		sum := 0.0
		for _, p := range v.Distribution {
			sum += p
		}
		if len(v.Distribution) != len(c.scale.answers) || !near(sum, 1) {
			t.Errorf("%s: the distribution %v does not add up to 1", name, v.Distribution)
		}
		if got := strings.HasPrefix(message.English(j.reason), "Low confidence"); got != c.lowConfidence {
			t.Errorf("%s: the reason is %q", name, message.English(j.reason))
		}
	}
}

func TestAnAnswerThatIsNoneLeavesTheValueUnknownAndSaysWhy(t *testing.T) {
	nan := math.NaN()
	for name, c := range map[string]struct {
		reading Reading
		off     float64
		reason  string
	}{
		"off the digits":   {reading(0, 0, 0, 0, 0, 0, .05, 0, 0), .95, "did not answer with a digit: 95 %"},
		"nothing on them":  {reading(0, 0, 0, 0, 0, 0, 0, 0, 0), 1, "100 %"},
		"no number":        {Reading{P: []float64{0, 0, nan, 0, 0, 0, 0, 0, 0}}, 1, "not a number"},
		"no number beside": {Reading{P: []float64{0, 0, 1, 0, 0, 0, 0, 0, 0}, Off: nan}, 1, "not a number"},
	} {
		j, err := digitScale(false).judge(c.reading)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		v := j.value()
		if v.Known || v.Mean != 0 || v.SD != 0 || v.Distribution != nil || !near(v.Off, c.off) || !strings.Contains(message.English(j.reason), c.reason) {
			t.Errorf("%s: %+v, %q", name, v, message.English(j.reason))
		}
	}
}

func TestReadingsThatCannotBeAreRefused(t *testing.T) {
	for name, r := range map[string]Reading{
		"too few":         reading(.5, .5),
		"too many":        reading(.1, .1, .1, .1, .1, .1, .1, .1, .1, .1),
		"none":            {},
		"more than all":   {P: []float64{.5, .5, .5, 0, 0, 0, 0, 0, 0}},
		"less than none":  {P: []float64{-.5, .5, .5, .5, 0, 0, 0, 0, 0}},
		"endless":         {P: []float64{math.Inf(1), 0, 0, 0, 0, 0, 0, 0, 0}},
		"endless beside":  {P: make([]float64, 9), Off: math.Inf(1)},
		"does not add up": {P: []float64{.5, 0, 0, 0, 0, 0, 0, 0, 0}, Off: .2},
	} {
		if j, err := digitScale(false).judge(r); !errors.Is(err, errReading) {
			t.Errorf("%s: %+v, %v", name, j, err)
		}
	}
}

func TestTheMiddleOfTwoWaysHoldsHowMuchTheyDiffer(t *testing.T) {
	a := judgement{known: true, mean: 5, variance: 1, p: []float64{1, 0}, off: .1}
	b := judgement{known: true, mean: 7, variance: 4, p: []float64{.5, .5}, off: .3, reason: library.Verbatim("care")}
	m := middle([]judgement{a, b})
	// (1+4)/2 within the ways, 1 between them.
	if !m.known || !near(m.mean, 6) || !near(m.variance, 3.5) || !near(m.p[0], .75) || !near(m.off, .2) || m.reason.Text() != "care" {
		t.Errorf("%+v", m)
	}
	unread := judgement{off: .9, reason: library.Verbatim("no digit")}
	for _, ways := range [][]judgement{{a, unread}, {unread, a}} {
		m = middle(ways)
		if m.known || m.mean != 0 || m.p != nil || m.reason.Text() != "no digit" || !near(m.off, .5) {
			t.Errorf("with one way unread: %+v", m)
		}
	}
}

func TestAValueIsSpokenAsTheNearestAnswer(t *testing.T) {
	words := wordScale([]string{"bad", "poor", "fair", "good", "excellent"})
	for _, c := range []struct {
		scale scale
		value float64
		want  string
	}{
		{digitScale(false), 0, "1"},
		{digitScale(false), 7.5, "7"},
		{digitScale(false), 10, "9"},
		{digitScale(true), 10, "1"},
		{digitScale(true), 7.5, "3"},
		{integerScale(), 6.4, "6"},
		{words, 6.3, "good"},
		{words, 1, "bad"},
	} {
		if got := c.scale.spoken(c.value); got != c.want {
			t.Errorf("%g on %v is spoken %q, want %q", c.value, c.scale.answers, got, c.want)
		}
	}
}

func FuzzReadings(f *testing.F) {
	f.Add(.1, .2, .7, 0.0)
	f.Add(math.NaN(), -1.0, math.Inf(1), 2.0)
	f.Fuzz(func(t *testing.T, a, b, c, off float64) {
		s := scale{answers: []string{"a", "b", "c"}, worth: evenly(3, fullScore)}
		j, err := s.judge(Reading{P: []float64{a, b, c}, Off: off})
		if err != nil {
			return
		}
		v := j.value()
		if !(v.Mean >= 0 && v.Mean <= fullScore && v.SD >= 0 && v.SD <= fullScore && v.Off >= 0 && v.Off <= 1) {
			t.Errorf("%g %g %g off %g gave %+v", a, b, c, off, v)
		}
	})
}
