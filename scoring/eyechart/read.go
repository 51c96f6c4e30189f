package eyechart

import (
	"context"
	"fmt"
	"image"

	"keeplight.app/keeplight/scoring/eyechart/chart"
	"keeplight.app/keeplight/scoring/mllm"
)

// Sight is what a model saw in one picture.
type Sight struct {
	Answers chart.Answers               // mean digits, 1..9; NaN where it gave none
	Mass    [chart.NumQuestions]float64 // the probability of all digits together, 0..1
}

// Ask shows a picture to a model and asks all questions. Errors are those of
// the engine.
func (p *Prompt) Ask(ctx context.Context, e mllm.Engine, picture *image.RGBA) (Sight, error) {
	view, err := e.Prefill(ctx, picture, p.Beginning)
	if err != nil {
		return Sight{}, fmt.Errorf("showing a picture to the self-test's model: %w", err)
	}
	defer view.Close()
	readings, err := view.Ask(ctx, p.questions[:])
	if err != nil {
		return Sight{}, fmt.Errorf("asking the self-test's model: %w", err)
	}
	s := Sight{Answers: chart.Unknown()}
	for i, r := range readings {
		sum := 0.0
		for d, share := range r.P {
			s.Mass[i] += share
			sum += share * float64(d+1)
		}
		if s.Mass[i] > 0 {
			s.Answers[i] = sum / s.Mass[i]
		}
	}
	return s, nil
}
