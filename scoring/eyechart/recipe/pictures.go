package main

import (
	"image"
	"math/rand/v2"
	"os"

	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring/eyechart"
	"keeplight.app/keeplight/scoring/eyechart/chart"
)

// shapes are the sizes of pictures that a model sees which may use 16 tokens of
// 32 x 32 pixels: square ones, and photos with sides of two to three.
var shapes = []image.Point{{X: 128, Y: 128}, {X: 160, Y: 96}, {X: 96, Y: 160}}

// picturesCmd writes pictures with their answers for train.py and evaluate.py:
// for each shape a file of pixels (bytes, red green blue) and one of answers
// (float32, NaN where there is none).
type picturesCmd struct {
	out    string
	count  int    // of the square ones; of each other shape a quarter of it
	seed   uint64 // the same gives the same pictures
	held   bool   // drawings of what is not trained on
	photos string // a folder of photographs to measure on, "" draws
	steps  bool   // the photographs with one fault each
}

func (c *picturesCmd) run() error {
	if err := os.MkdirAll(c.out, 0o755); err != nil {
		return err
	}
	next, err := c.source()
	if err != nil {
		return err
	}
	for i, shape := range shapes {
		n := c.count
		if i > 0 {
			n /= 4
		}
		if err := c.write(shape, n, next); err != nil {
			return err
		}
	}
	return nil
}

// source is where a picture of some size comes from.
type source func(r *rand.Rand, w, h int) (chart.Drawing, error)

func (c *picturesCmd) source() (source, error) {
	if c.photos != "" && c.steps {
		return stepped(c.photos)
	}
	if c.photos != "" {
		return photographs(c.photos)
	}
	scenes := newScenes(rand.New(rand.NewPCG(c.seed, 1)), c.held, c.count)
	return func(r *rand.Rand, w, h int) (chart.Drawing, error) {
		if r.IntN(4) == 0 {
			return scenes.draw(r, w, h)
		}
		return chart.Draw(r, w, h)
	}, nil
}

// card writes the eye chart's own pictures.
func (c *picturesCmd) card() error {
	all, err := eyechart.Card()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.out, 0o755); err != nil {
		return err
	}
	for _, shape := range shapes {
		var own []chart.Drawing
		for _, d := range all {
			if d.Picture.Rect.Size() == shape {
				own = append(own, d)
			}
		}
		err := writePictures(c.out, shape, len(own), func(i int) (chart.Drawing, error) { return own[i], nil })
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *picturesCmd) write(shape image.Point, n int, next source) error {
	return writePictures(c.out, shape, n, func(i int) (chart.Drawing, error) {
		// Every picture has numbers of its own, so that more of them begin alike.
		return next(rand.New(rand.NewPCG(c.seed<<32+uint64(i), uint64(shape.X))), shape.X, shape.Y)
	})
}

// cut gives a part of a picture, of the shape w x h, shrunk to that size with
// each pixel the average of what it covers.
func cut(r *rand.Rand, m *image.RGBA, w, h int, least float64) *image.RGBA {
	most := min(float64(m.Rect.Dx())/float64(w), float64(m.Rect.Dy())/float64(h))
	scale := most * (least + (1-least)*r.Float64())
	cw, ch := max(1, int(scale*float64(w))), max(1, int(scale*float64(h)))
	x, y := r.IntN(m.Rect.Dx()-cw+1), r.IntN(m.Rect.Dy()-ch+1)
	part := m.SubImage(image.Rect(x, y, x+cw, y+ch)).(*image.RGBA)
	small := picture.Fit(part, max(w, h))
	return exact(small, w, h)
}

// exact repeats or drops a row or a column that rounding has added or taken.
func exact(m *image.RGBA, w, h int) *image.RGBA {
	if m.Rect.Dx() == w && m.Rect.Dy() == h {
		return m
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			out.SetRGBA(x, y, m.RGBAAt(m.Rect.Min.X+min(x, m.Rect.Dx()-1), m.Rect.Min.Y+min(y, m.Rect.Dy()-1)))
		}
	}
	return out
}
