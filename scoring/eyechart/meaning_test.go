package eyechart

import (
	"image"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/scoring/agreement"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/engine/enginetest"
	"keeplight.app/keeplight/scoring/eyechart/chart"
	"keeplight.app/keeplight/scoring/mllm"
)

// measured are the questions whose answers follow from the pixels, and which the
// model has learnt well enough to be held to.
var measured = []chart.Question{chart.Exposure, chart.Saturation, chart.Warmth, chart.Top, chart.Left}

// openChart loads the eye chart's pair on the processor.
func openChart(t *testing.T, mode string) *engine.Engine {
	t.Helper()
	return openPair(t, WritePair, mode)
}

// openPair loads a pair, whose files pair names and may write into a folder.
func openPair(t *testing.T, pair func(dir string) (model, projector string, err error), mode string) *engine.Engine {
	t.Helper()
	model, projector, err := pair(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	e, err := engine.Open(t.Context(), engine.Options{
		Program: enginetest.Program(t), Runtime: enginetest.Runtime(t), Device: engine.CPU,
		Model: model, Projector: projector, ImageTokens: ImageTokens, ReadMode: mode,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

// drawings are none that the model was trained on.
func drawings(t *testing.T, n int) []chart.Drawing {
	t.Helper()
	var all []chart.Drawing
	for i := range n {
		d, err := chart.Draw(rand.New(rand.NewPCG(uint64(i), 0x5ee)), chart.Side, chart.Side)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, d)
	}
	return all
}

func see(t *testing.T, e *engine.Engine, m *image.RGBA) Sight {
	t.Helper()
	p, err := ReadPrompt()
	if err != nil {
		t.Fatal(err)
	}
	s, err := p.Ask(t.Context(), e, m)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAnswersAreWhatThePixelsAre(t *testing.T) {
	for _, mode := range []string{mllm.Batched, mllm.Sequential} {
		t.Run(mode, func(t *testing.T) {
			e := openChart(t, mode)
			var off [chart.NumQuestions]float64
			all := drawings(t, 20)
			for _, d := range all {
				s := see(t, e, d.Picture)
				truth := chart.Measure(d.Picture)
				for _, q := range measured {
					off[q] += math.Abs(s.Answers[q]-truth[q]) / float64(len(all))
				}
			}
			for _, q := range measured {
				t.Logf("%s is off by %.2f digits on average", q, off[q])
				if off[q] > 1 {
					t.Errorf("%s is off by %.2f digits on average", q, off[q])
				}
			}
		})
	}
}

// The table of recipe/README.md was made with many more pictures; fewer of them
// leave more to chance.
func TestEveryQuestionIsReadInItsOrder(t *testing.T) {
	const pictures, least, surely = 240, 0.9, 0.9 // rank correlation; probability of digits
	e := openChart(t, mllm.Batched)
	var truths, answers [chart.NumQuestions][]float64
	for i, d := range drawings(t, pictures) {
		s := see(t, e, d.Picture)
		for _, q := range chart.Questions() {
			if s.Mass[q] < surely {
				t.Errorf("picture %d: %s is answered with a digit by %.2f only", i, q, s.Mass[q])
			}
			if d.Truth.Tells(q) {
				truths[q], answers[q] = append(truths[q], d.Truth[q]), append(answers[q], s.Answers[q])
			}
		}
	}
	for _, q := range chart.Questions() {
		rank, err := agreement.SRCC(truths[q], answers[q])
		if err != nil {
			t.Fatalf("%s: %v", q, err)
		}
		t.Logf("%s: %.3f of %d pictures", q, rank, len(truths[q]))
		if rank < least {
			t.Errorf("%s: the rank correlation with the truth is %.3f, want %.2f", q, rank, least)
		}
	}
}

func TestSwappedAndTurnedPicturesAreSeenAsWhatTheyAre(t *testing.T) {
	e := openChart(t, mllm.Batched)
	for name, c := range map[string]struct {
		change func(*image.RGBA)
		moved  chart.Question
	}{
		"red and blue swapped": {swapped, chart.Warmth},
		"upside down":          {upsideDown, chart.Top},
		"mirrored":             {mirrored, chart.Left},
	} {
		t.Run(name, func(t *testing.T) {
			for i, d := range drawings(t, 6) {
				before := see(t, e, d.Picture)
				c.change(d.Picture)
				if a, b := before.Answers[c.moved], see(t, e, d.Picture).Answers[c.moved]; math.Abs(a+b-10) > 1 {
					t.Errorf("picture %d: %s goes from %.1f to %.1f", i, c.moved, a, b)
				}
			}
		})
	}
}

// A prompt that is worded otherwise than agreed is answered with no digit: so
// these tests would notice a wrong one.
func TestAnotherPromptIsNotAnswered(t *testing.T) {
	e := openChart(t, mllm.Batched)
	agreed, err := ReadPrompt()
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*Prompt){
		"no last line break": func(p *Prompt) { p.Beginning = p.Beginning[:len(p.Beginning)-1] },
		"no beginning":       func(p *Prompt) { p.Beginning = "" },
		"a letter changed":   func(p *Prompt) { p.Beginning = "Z" + p.Beginning[1:] },
		"a line missing":     func(p *Prompt) { p.Beginning = without(p.Beginning, 3) },
		"a line too many":    func(p *Prompt) { p.Beginning += "Mood: how it feels\n" },
		"another scale":      func(p *Prompt) { p.Beginning = strings.Replace(p.Beginning, "1 is very bad", "9 is very bad", 1) },
		"a space at the end": func(p *Prompt) { stems(p, func(s string) string { return s + " " }) },
		"a space before it":  func(p *Prompt) { stems(p, func(s string) string { return " " + s }) },
		"half a stem":        func(p *Prompt) { stems(p, func(s string) string { return s[:len(s)/2] }) },
		"no stem's sign":     func(p *Prompt) { stems(p, func(s string) string { return strings.TrimSuffix(s, "=") }) },
		"another stem":       func(p *Prompt) { stems(p, func(string) string { return "Beauty=" }) },
	} {
		t.Run(name, func(t *testing.T) {
			p := agreed
			change(&p)
			for i, d := range drawings(t, 3) {
				s, err := p.Ask(t.Context(), e, d.Picture)
				if err != nil {
					t.Fatal(err)
				}
				for q, mass := range s.Mass {
					if mass > 0.1 {
						t.Errorf("picture %d: %s is answered with a digit by %.2f", i, chart.Question(q), mass)
					}
				}
			}
		})
	}
}

// without gives a text without one of its lines.
func without(text string, line int) string {
	lines := strings.SplitAfter(text, "\n")
	return strings.Join(slices.Delete(lines, line, line+1), "")
}

func stems(p *Prompt, change func(string) string) {
	for i := range p.questions {
		p.questions[i].Stem = change(p.questions[i].Stem)
	}
}
