package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"os"
	"path/filepath"

	"keeplight.app/keeplight/scoring/eyechart/chart"
)

// writePictures writes n pictures of one shape and their answers.
func writePictures(dir string, shape image.Point, n int, next func(i int) (chart.Drawing, error)) error {
	base := filepath.Join(dir, fmt.Sprintf("%dx%d", shape.X, shape.Y))
	pixels, err := os.Create(base + ".rgb")
	if err != nil {
		return err
	}
	defer pixels.Close()
	truth, err := os.Create(base + ".f32")
	if err != nil {
		return err
	}
	defer truth.Close()
	pw, tw := bufio.NewWriterSize(pixels, 1<<20), bufio.NewWriter(truth)
	for i := range n {
		d, err := next(i)
		if err != nil {
			return err
		}
		if err := writeRGB(pw, d.Picture); err != nil {
			return err
		}
		var answers [chart.NumQuestions]float32
		for q, a := range d.Truth {
			answers[q] = float32(a)
		}
		if err := binary.Write(tw, binary.LittleEndian, answers); err != nil {
			return err
		}
	}
	if err := pw.Flush(); err != nil {
		return err
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	fmt.Printf("%s: %d pictures\n", base, n)
	return nil
}

func writeRGB(w *bufio.Writer, m *image.RGBA) error {
	for i := 0; i < len(m.Pix); i += 4 {
		if _, err := w.Write(m.Pix[i : i+3]); err != nil {
			return err
		}
	}
	return nil
}

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
