package main

import (
	"errors"
	"fmt"
	"image"
	"image/draw"
	_ "image/png" // as the photographs are kept
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"

	"keeplight.app/keeplight/scoring/eyechart/chart"
	"keeplight.app/keeplight/scoring/measure/damage"
)

// levelByEye are photographs of shared/photos/clean in which lines lie level or
// stand upright, as somebody saw who looked at them.
var levelByEye = []string{
	"1001682.png", "1454804.png", "1583339.png", "1624307.png", "207691.png", "2123337.png", "2291004.png",
	"2866385.png", "3315291.png", "7195294.png", "pexels-photo-7078290.png",
}

// photographs gives parts of the PNG files in a folder, which no model here is
// trained on: their weights may be shipped. A third are of those whose lines are
// level, turned by some degrees.
func photographs(dir string) (source, error) {
	all, err := decodeAll(dir)
	if err != nil {
		return nil, err
	}
	var level []*image.RGBA
	for _, name := range levelByEye {
		m, err := decode(filepath.Join(dir, name))
		if errors.Is(err, os.ErrNotExist) {
			continue // of another folder
		} else if err != nil {
			return nil, err
		}
		level = append(level, m)
	}
	fmt.Printf("%d photographs, %d of them with lines that are level\n", len(all), len(level))
	return func(r *rand.Rand, w, h int) (chart.Drawing, error) {
		// The photographs are square: a strip of one may hold none of its lines.
		if len(level) == 0 || w != h || r.IntN(3) > 0 {
			return chart.Finish(r, cut(r, all[r.IntN(len(all))], w, h, 0.6), chart.Unknown())
		}
		lean := 30*r.Float64() - 15
		known := chart.Unknown()
		known[chart.Level] = chart.Levelness(lean)
		return chart.Finish(r, cut(r, damage.Rotate(level[r.IntN(len(level))], lean), w, h, 0.9), known)
	}, nil
}

// stepped gives the same photographs whole, each with one fault in one of ten
// steps and changed in nothing else.
func stepped(dir string) (source, error) {
	const steps = 10
	all, err := decodeAll(dir)
	if err != nil {
		return nil, err
	}
	return func(r *rand.Rand, w, h int) (chart.Drawing, error) {
		m := cut(r, all[r.IntN(len(all))], w, h, 1)
		amount := float64(r.IntN(steps)) / (steps - 1)
		s := [3]chart.Spoiling{{Blur: amount}, {Noise: amount, Seed: r.Uint64()}, {Blocks: amount}}[r.IntN(3)]
		m, err := s.Apply(m)
		if err != nil {
			return chart.Drawing{}, err
		}
		truth := chart.Measure(m)
		for q, a := range s.Answers() {
			if !math.IsNaN(a) {
				truth[q] = a
			}
		}
		return chart.Drawing{Picture: m, Truth: truth}, nil
	}, nil
}

func decodeAll(dir string) ([]*image.RGBA, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.png"))
	if err != nil || len(paths) == 0 {
		return nil, fmt.Errorf("there are no PNG files in %s (%v)", dir, err)
	}
	var all []*image.RGBA
	for _, path := range paths {
		m, err := decode(path)
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, nil
}

func decode(path string) (*image.RGBA, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	m, _, err := image.Decode(f)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	out := image.NewRGBA(image.Rect(0, 0, m.Bounds().Dx(), m.Bounds().Dy()))
	draw.Draw(out, out.Rect, m, m.Bounds().Min, draw.Src)
	return out, nil
}
