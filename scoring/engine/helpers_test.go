package engine

import (
	"context"
	"image"
	"image/color"
	"strings"
	"sync"
	"testing"

	"keeplight.app/keeplight/scoring/engine/enginetest"
	"keeplight.app/keeplight/scoring/engine/tinymodel"
	"keeplight.app/keeplight/scoring/mllm"
)

// beginning is what all questions of these tests share.
const beginning = "\nRate this photo from 0 to 9.\n"

// options gives options for a tiny pair on the processor.
func options(t testing.TB, arch tinymodel.Arch) Options {
	t.Helper()
	model, projector := enginetest.Pair(t, arch)
	return Options{
		Program: enginetest.Program(t), Runtime: enginetest.Runtime(t), Device: CPU,
		Model: model, Projector: projector, ImageTokens: 64,
		Log: func(text string) { t.Log(text) },
	}
}

// open opens an engine for as long as a test runs.
func open(t testing.TB, o Options) *Engine {
	t.Helper()
	e, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

// photo draws something that has no symmetry and no grey.
func photo(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetRGBA(x, y, color.RGBA{uint8(255 * x / w), uint8(200 * y / h), uint8(40 + (x*y/64)%64), 255})
		}
	}
	return m
}

// changed gives a picture whose pixel x,y is what from says.
func changed(m *image.RGBA, from func(x, y int) color.RGBA) *image.RGBA {
	out := image.NewRGBA(m.Rect)
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			out.SetRGBA(x, y, from(x, y))
		}
	}
	return out
}

var digits = strings.Split("0123456789", "")

// questions gives a question for each name, to be answered with a digit.
func questions(names ...string) []mllm.Question {
	var all []mllm.Question
	for _, name := range names {
		all = append(all, mllm.Question{Text: name + "?", Answers: digits})
	}
	return all
}

// prefill opens a view for as long as a test runs.
func prefill(t testing.TB, e *Engine, picture *image.RGBA) mllm.View {
	t.Helper()
	v, err := e.Prefill(t.Context(), picture, beginning)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(v.Close)
	return v
}

// read shows a picture and asks questions about it.
func read(t testing.TB, e *Engine, picture *image.RGBA, qs []mllm.Question) []mllm.Reading {
	t.Helper()
	readings, err := tryRead(t.Context(), e, picture, qs)
	if err != nil {
		t.Fatal(err)
	}
	return readings
}

func tryRead(ctx context.Context, e *Engine, picture *image.RGBA, qs []mllm.Question) ([]mllm.Reading, error) {
	v, err := e.Prefill(ctx, picture, beginning)
	if err != nil {
		return nil, err
	}
	defer v.Close()
	return v.Ask(ctx, qs)
}

// expectation gives the mean digit.
func expectation(r mllm.Reading) float64 {
	sum, mass := 0.0, 0.0
	for digit, p := range r.P {
		sum += float64(digit) * p
		mass += p
	}
	return sum / mass
}

// notes collects what an engine logs.
type notes struct {
	mu    sync.Mutex
	lines []string
}

func (n *notes) add(text string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.lines = append(n.lines, text)
}

// count gives how many lines have some text.
func (n *notes) count(text string) int {
	n.mu.Lock()
	defer n.mu.Unlock()
	found := 0
	for _, line := range n.lines {
		if strings.Contains(line, text) {
			found++
		}
	}
	return found
}
