package main

import (
	"context"
	"encoding/json"
	"fmt"
	"image"
	"math"
	"os"
	"path/filepath"
	"slices"

	"keeplight/scoring/engine"
	"keeplight/scoring/eyechart"
	"keeplight/scoring/eyechart/chart"
)

// asker asks a trained pair through llama.cpp, as the program does.
type asker struct {
	prompt eyechart.Prompt
	engine *engine.Engine
}

func newAsker(library, program, pair string) (*asker, error) {
	prompt, err := eyechart.ReadPrompt()
	if err != nil {
		return nil, err
	}
	e, err := engine.Open(context.Background(), engine.Options{
		Program: program, Library: library, Device: engine.CPU, ImageTokens: eyechart.ImageTokens,
		Model: filepath.Join(pair, "qwen3vl.gguf"), Projector: filepath.Join(pair, "mmproj-qwen3vl.gguf"),
	})
	return &asker{prompt, e}, err
}

// card writes what the pair answers to the card's pictures.
func (a *asker) card(out string) error {
	pictures, err := eyechart.Card()
	if err != nil {
		return err
	}
	var answers []chart.Answers
	for i, d := range pictures {
		s, err := a.prompt.Look(context.Background(), a.engine, d.Picture)
		if err != nil {
			return err
		}
		fmt.Printf("picture %d\n  truth  %5.1f\n  answer %5.1f\n  mass   %5.2f\n", i, d.Truth, s.Answers, s.Mass)
		for q := range s.Answers {
			s.Answers[q] = math.Round(s.Answers[q]*1e4) / 1e4
		}
		answers = append(answers, s.Answers)
	}
	b, err := json.Marshal(answers)
	if err != nil {
		return err
	}
	return os.WriteFile(out, append(b, '\n'), 0o644)
}

// measure prints how well the pair reads pictures that pictures have written.
func (a *asker) measure(dir string) error {
	var truth, answer [chart.NumQuestions][]float64
	mass := 1.0
	for _, shape := range shapes {
		err := eachPicture(dir, shape, func(m *image.RGBA, t chart.Answers) error {
			s, err := a.prompt.Look(context.Background(), a.engine, m)
			if err != nil {
				return err
			}
			for q := range t {
				mass = min(mass, s.Mass[q])
				if !math.IsNaN(t[q]) {
					truth[q], answer[q] = append(truth[q], t[q]), append(answer[q], s.Answers[q])
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	fmt.Printf("%s: least probability of digits %.3f\n", dir, mass)
	for _, q := range chart.Questions() {
		if len(truth[q]) < 3 {
			continue
		}
		off := 0.0
		for i, t := range truth[q] {
			off += math.Abs(t-answer[q][i]) / float64(len(truth[q]))
		}
		fmt.Printf("| %s | %d | %.3f | %.2f |\n", q, len(truth[q]), spearman(truth[q], answer[q]), off)
	}
	return nil
}

// spearman is the correlation of ranks (Spearman 1904); equal values share one.
func spearman(a, b []float64) float64 {
	x, y := ranks(a), ranks(b)
	middle := float64(len(a)-1) / 2
	var xy, xx, yy float64
	for i := range x {
		xy += (x[i] - middle) * (y[i] - middle)
		xx += (x[i] - middle) * (x[i] - middle)
		yy += (y[i] - middle) * (y[i] - middle)
	}
	return xy / math.Sqrt(xx*yy)
}

func ranks(v []float64) []float64 {
	order := make([]int, len(v))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		switch {
		case v[i] < v[j]:
			return -1
		case v[i] > v[j]:
			return 1
		}
		return 0
	})
	ranks := make([]float64, len(v))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && v[order[j]] == v[order[i]] {
			j++
		}
		for _, k := range order[i:j] {
			ranks[k] = float64(i+j-1) / 2
		}
		i = j
	}
	return ranks
}
