package main

import (
	"context"
	"fmt"
	"image"
	"math"
	"path/filepath"
	"slices"
	"time"

	"keeplight.app/keeplight/scoring/agreement"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/eyechart"
	"keeplight.app/keeplight/scoring/eyechart/chart"
)

// asker asks a trained pair through llama.cpp, as the program does.
type asker struct {
	prompt eyechart.Prompt
	engine *engine.Engine
}

func newAsker(library, program, device, pair string) (*asker, error) {
	prompt, err := eyechart.ReadPrompt()
	if err != nil {
		return nil, err
	}
	e, err := engine.Open(context.Background(), engine.Options{
		Program: program, Runtime: library, Device: device, ImageTokens: eyechart.ImageTokens,
		Model: filepath.Join(pair, "qwen3vl.gguf"), Projector: filepath.Join(pair, "mmproj-qwen3vl.gguf"),
	})
	return &asker{prompt, e}, err
}

// measure prints how well the pair reads pictures that pictures have written.
func (a *asker) measure(dir string) error {
	var truths, answers []chart.Answers
	mass := 1.0
	begin := time.Now()
	for _, shape := range shapes {
		err := eachPicture(dir, shape, func(m *image.RGBA, t chart.Answers) error {
			s, err := a.prompt.Ask(context.Background(), a.engine, m)
			if err != nil {
				return err
			}
			truths, answers = append(truths, t), append(answers, s.Answers)
			mass = min(mass, slices.Min(s.Mass[:]))
			return nil
		})
		if err != nil {
			return err
		}
	}
	fmt.Printf("%s: %d pictures, %v each; least probability of digits %.3f\n", dir, len(truths), time.Since(begin)/time.Duration(max(1, len(truths))), mass)
	for _, q := range chart.Questions() {
		var truth, answer []float64
		off := 0.0
		for i, t := range truths {
			if t.Tells(q) {
				truth, answer = append(truth, t[q]), append(answer, answers[i][q])
				off += math.Abs(t[q] - answers[i][q])
			}
		}
		if n := len(truth); n > 2 {
			rank, err := agreement.SRCC(truth, answer)
			if err != nil {
				return fmt.Errorf("%s: %w", q, err)
			}
			fmt.Printf("| %s | %d | %.3f | %.2f |\n", q, n, rank, off/float64(n))
		}
	}
	return nil
}
