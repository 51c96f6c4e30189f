package main

import (
	"context"
	"fmt"
	"image"
	"image/color"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/scoring/agreement"
	"keeplight.app/keeplight/scoring/faces/drawn"
)

// lids opens drawn eyes in steps: they must not look more closed than before, and
// say nothing where they are too small.
func (e *evaluation) lids(ctx context.Context) error {
	const tooSmall = 10 // pixels
	fmt.Fprintf(e.out, "Drawn eyes, the lids opened in %d steps\n", drawn.Steps)
	for _, width := range []float64{8, 12, 16, 24, 40, 60} {
		img, at := drawn.Sheet(width, 1)
		found, err := e.inPicture(ctx, img)
		if err != nil {
			return err
		}
		var states [3]int
		rising, last := true, 0
		for _, p := range at {
			rank := 1
			if f := faceAt(found, p, img.Rect.Size()); f != nil {
				rank = opennessOf(f.State())
			}
			states[rank]++
			rising, last = rising && rank >= last, rank
		}
		held := rising
		if width < tooSmall {
			held = states[1] == len(at)
		}
		e.line(fmt.Sprintf("%.0f px wide: looks closed, cannot tell, looks open", width),
			fmt.Sprintf("%d, %d, %d", states[0], states[1], states[2]), held)
	}
	return nil
}

// opennessOf ranks what lids look like.
func opennessOf(s library.EyeState) int {
	switch s {
	case library.EyeClosed:
		return 0
	case library.EyeOpen:
		return 2
	}
	return 1
}

// faceAt gives the face whose box has a pixel in it, or nil.
func faceAt(faces []library.Face, at, size image.Point) *library.Face {
	x, y := float64(at.X)/float64(size.X), float64(at.Y)/float64(size.Y)
	for i := range faces {
		b := faces[i].Box
		if x > b.X && x < b.X+b.Width && y > b.Y && y < b.Y+b.Height {
			return &faces[i]
		}
	}
	return nil
}

// drawnFaces counts drawn faces that are found, by size, in landscapes.
func (e *evaluation) drawnFaces(ctx context.Context) error {
	fmt.Fprintln(e.out, "Drawn faces in landscapes of 1024 x 683, of five colours of skin, upright and tilted: found")
	for _, width := range []float64{5, 8, 12, 24, 60} {
		var found agreement.Share
		for seed := range uint64(10) {
			img := phototest.Scene(1024, 683, 100+seed)
			shade := uint8(60 * (seed % 5) / 2)
			f := drawn.Face{
				X: 300 + 40*float64(seed), Y: 330, EyeWidth: width, Gap: [2]float64{0.2, 0.2}, Seed: seed,
				Tilt: 0.4 * float64(seed%3) / 2, Skin: color.RGBA{224 - shade, 172 - shade, 142 - shade*9/10, 255},
			}
			f.Draw(img)
			faces, err := e.inPicture(ctx, img)
			if err != nil {
				return err
			}
			found.Add(faceAt(faces, image.Pt(int(f.X), int(f.Y)), img.Rect.Size()) != nil)
		}
		e.line(fmt.Sprintf("eyes %.0f px wide", width), found, width < 8 || found.Value() >= 0.9)
	}
	return nil
}

// scenes counts generated landscapes in which a face is found.
func (e *evaluation) scenes(ctx context.Context) error {
	var wrong agreement.Share
	for seed := range uint64(60) {
		faces, err := e.inPicture(ctx, phototest.Scene(1024, 683, seed))
		if err != nil {
			return err
		}
		wrong.Add(len(faces) > 0)
		e.empty.Add(len(faces) > 0)
	}
	e.line("faces in generated landscapes", wrong, wrong.Value() <= mostWrong)
	return nil
}
