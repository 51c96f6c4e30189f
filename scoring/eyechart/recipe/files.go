package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"os"
	"path/filepath"

	"keeplight/scoring/eyechart/chart"
)

// eachPicture reads the pictures of one shape that picturesCmd has written.
func eachPicture(dir string, shape image.Point, do func(*image.RGBA, chart.Answers) error) error {
	base := filepath.Join(dir, fmt.Sprintf("%dx%d", shape.X, shape.Y))
	pixels, err := os.ReadFile(base + ".rgb")
	if err != nil {
		return err
	}
	truth, err := os.ReadFile(base + ".f32")
	if err != nil {
		return err
	}
	answers := bytes.NewReader(truth)
	size := 3 * shape.X * shape.Y
	for ; len(pixels) >= size; pixels = pixels[size:] {
		var own [chart.NumQuestions]float32
		if err := binary.Read(answers, binary.LittleEndian, &own); err != nil {
			return fmt.Errorf("reading the answers to %s: %w", base, err)
		}
		m := image.NewRGBA(image.Rect(0, 0, shape.X, shape.Y))
		for i := range shape.X * shape.Y {
			copy(m.Pix[4*i:], pixels[3*i:3*i+3])
			m.Pix[4*i+3] = 255
		}
		var t chart.Answers
		for q, v := range own {
			t[q] = float64(v)
		}
		if err := do(m, t); err != nil {
			return err
		}
	}
	return nil
}
