package mllm

import (
	"math"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/library/message"
)

// writes is an engine that writes a number: the probabilities of what comes
// next after each beginning of it. After any other beginning a 5 comes.
func writes(next map[string]map[string]float64) *fakeEngine {
	return answers(func(_ string, q Question) Reading {
		_, written, _ := strings.Cut(q.Stem, "<")
		p := make([]float64, len(q.Answers))
		for answer, share := range next[written] {
			if at := slices.Index(q.Answers, answer); at >= 0 {
				p[at] = share
			}
		}
		if next[written] == nil {
			return surely(q, "5")
		}
		return reading(p...)
	})
}

func readNumberOf(t *testing.T, e *fakeEngine) judgement {
	t.Helper()
	view, err := e.Prefill(t.Context(), subject().Preview, "")
	if err != nil {
		t.Fatal(err)
	}
	defer view.Close()
	j, err := readNumber(t.Context(), view, stemmed{Ask: "Rate it.", Stem: "The final score is <"})
	if err != nil {
		t.Fatal(err)
	}
	return j
}

func TestTheNumberIsAnExpectationOverAllThatCouldBeWritten(t *testing.T) {
	type nexts = map[string]map[string]float64
	tenths := map[string]float64{}
	for _, d := range integerScale().answers {
		tenths[d] = .1
	}
	for name, c := range map[string]struct {
		next          nexts
		mean, sd, off float64
	}{
		"one number": {
			nexts{"": {"6": 1}, "6.": {"5": 1}, "6.5": {"9": 1}},
			6.59, 0, 0,
		},
		// Along the likeliest digits this would read as 6.0x.
		"wavering around a whole number": {
			nexts{"": {"6": .6, "5": .4}, "6.": {"0": 1}, "5.": {"9": 1}, "6.0": {"1": 1}, "5.9": {"9": 1}},
			6.002, .02 * math.Sqrt(.24), 0,
		},
		"ends after the tenths": {
			nexts{"": {"7": 1}, "7.": {"5": 1}, "7.5": {">": 1}},
			7.5, 0, 0,
		},
		// .5 (6.045 and a variance of 8.25e-4) and .5 (6.52).
		"two tenths with hundredths of their own": {
			nexts{"": {"6": 1}, "6.": {"0": .5, "5": .5}, "6.0": tenths, "6.5": {"2": 1}},
			6.2825, math.Sqrt(.5*8.25e-4 + .2375*.2375), 0,
		},
		"an unlikely integer is not followed": {
			nexts{"": {"6": .99, "9": .01}, "6.": {"0": 1}, "6.0": {"0": 1}},
			6, 0, 0,
		},
		"half a ten is off": {
			nexts{"": {"1": .5, "8": .5}, "1": {"0": 1}, "8.": {"0": 1}, "8.0": {"0": 1}},
			8, 0, .5,
		},
		"a one that is no ten": {
			nexts{"": {"1": 1}, "1": {".": 1}, "1.": {"5": 1}, "1.5": {"0": 1}},
			1.5, 0, 0,
		},
		"half the tenths are off": {
			nexts{"": {"4": 1}, "4.": {"2": .5}, "4.2": {"0": 1}},
			4.2, 0, .5,
		},
		"hundredths that cannot be read count as the end": {
			nexts{"": {"4": 1}, "4.": {"2": 1}, "4.2": {"x": 1}},
			4.2, 0, 0,
		},
	} {
		j := readNumberOf(t, writes(c.next))
		// A difference of squares costs half the digits.
		if !j.known || !near(j.mean, c.mean) || math.Abs(math.Sqrt(j.variance)-c.sd) > 1e-6 || !near(j.off, c.off) {
			t.Errorf("%s: %+v (sd %g), want %g, sd %g, off %g", name, j, math.Sqrt(j.variance), c.mean, c.sd, c.off)
		}
		if (j.off > OffWarning) != (!j.reason.IsZero()) {
			t.Errorf("%s: off %g with the reason %q", name, j.off, message.English(j.reason))
		}
	}
}

func TestANumberInAnotherFormIsAbsent(t *testing.T) {
	type nexts = map[string]map[string]float64
	for name, next := range map[string]nexts{
		"no digit at all":    {"": {"x": 1}},
		"always a ten":       {"": {"1": 1}, "1": {"0": 1}},
		"nothing after it":   {"": {"7": 1}, "7.": {"x": 1}},
		"little and no more": {"": {"7": .2}, "7.": {"5": .2}},
	} {
		if j := readNumberOf(t, writes(next)); j.known || j.mean != 0 || j.off <= absentOff || j.reason.IsZero() {
			t.Errorf("%s: %+v", name, j)
		}
	}
}

func TestAFlatNumberIsReadWithBoundedQuestions(t *testing.T) {
	e := answers(func(_ string, q Question) Reading {
		p := make([]float64, len(q.Answers))
		for i := range p {
			p[i] = 1 / float64(len(p))
		}
		return reading(p...)
	})
	j := readNumberOf(t, e)
	// Half of the ones are tens: they count a nineteenth, not a tenth.
	if want := (2*45.0-1)/19 + .45 + .01*45.0/11; !j.known || !near(j.mean, want) {
		t.Errorf("%+v, want %g", j, want)
	}
	if len(e.asked) > 20 {
		t.Errorf("%d questions", len(e.asked))
	}
}
