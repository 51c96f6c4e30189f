package main

import (
	"context"
	"fmt"
	"image"
	"math"
	"path/filepath"
	"slices"
	"time"

	"keeplight/scoring/engine"
	"keeplight/scoring/eyechart"
	"keeplight/scoring/eyechart/chart"
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
		Program: program, Library: library, Device: device, ImageTokens: eyechart.ImageTokens,
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
			s, err := a.prompt.Look(context.Background(), a.engine, m)
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
			if bears(&t, q) {
				truth, answer = append(truth, t[q]), append(answer, answers[i][q])
				off += math.Abs(t[q] - answers[i][q])
			}
		}
		if n := len(truth); n > 2 {
			fmt.Printf("| %s | %d | %.3f | %.2f |\n", q, n, spearman(truth, answer), off/float64(n))
		}
	}
	return nil
}

// bears is true where a picture tells how well a question is answered. Blur,
// noise and blocks are each measured on pictures without the two others: where
// most have none of one, equal ranks would say little.
func bears(t *chart.Answers, q chart.Question) bool {
	faults := []chart.Question{chart.Sharpness, chart.Noise, chart.Blocks}
	if slices.Contains(faults, q) {
		for _, other := range faults {
			if other != q && t[other] != 9 {
				return false
			}
		}
	}
	return !math.IsNaN(t[q])
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
