package main

import (
	"fmt"
	"image"
	"io"
	"math"
	"time"

	"golang.org/x/image/draw"

	"keeplight/library"
	"keeplight/scoring"
	"keeplight/scoring/measure"
)

// printSteadiness says how far values move when nothing that matters changed.
func printSteadiness(out io.Writer, pictures []shot) error {
	fmt.Fprintf(out, "\nmean change of a value when the photo is only saved again as JPEG of quality 95\n")
	var moved [library.NumAttributes][]float64
	appeared := 0
	for _, p := range pictures {
		again, err := recompress(p.img, 95)
		if err != nil {
			return err
		}
		f, g := measure.Extract(p.img), measure.Extract(again)
		before, after := measure.Judge(&f), measure.Judge(&g)
		for _, a := range library.Attributes() {
			x, y := before.Of(a), after.Of(a)
			if x.Known != y.Known {
				appeared++
			}
			if x.Known && y.Known {
				moved[a] = append(moved[a], math.Abs(x.Mean-y.Mean))
			}
		}
	}
	for _, a := range library.Attributes() {
		if len(moved[a]) > 0 {
			fmt.Fprintf(out, "  %-20s %.2f\n", a.Key(), mean(moved[a]))
		}
	}
	fmt.Fprintf(out, "  values that came or went: %d\n", appeared)
	return nil
}

// printTime measures 1024 x 683 pictures cut from enlarged clean ones.
func printTime(out io.Writer, pictures []shot) {
	const rounds = 20
	previews := make([]*image.RGBA, rounds)
	for i := range previews {
		src := pictures[i%len(pictures)].img
		dst := image.NewRGBA(image.Rect(0, 0, scoring.PreviewSide, scoring.PreviewSide*2/3))
		draw.CatmullRom.Scale(dst, dst.Rect, src, src.Rect, draw.Src, nil)
		previews[i] = dst
	}
	start := time.Now()
	for _, p := range previews {
		measure.Extract(p)
	}
	each := time.Since(start) / rounds
	fmt.Fprintf(out, "\n%.1f ms a photo (%d x %d preview, one thread)\n",
		float64(each.Microseconds())/1000, scoring.PreviewSide, scoring.PreviewSide*2/3)
}
