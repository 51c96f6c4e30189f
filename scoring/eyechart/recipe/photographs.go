package main

import (
	"fmt"
	"image"
	"image/draw"
	_ "image/png" // as the photographs are kept
	"math/rand/v2"
	"os"
	"path/filepath"

	"keeplight/scoring/eyechart/chart"
)

// photographs gives parts of the PNG files in a folder, which no model here is
// trained on: their weights may be shipped.
func photographs(dir string) (source, error) {
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
	return func(r *rand.Rand, w, h int) (chart.Drawing, error) {
		return chart.Finish(r, cut(r, all[r.IntN(len(all))], w, h, 0.6), chart.Unknown())
	}, nil
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
