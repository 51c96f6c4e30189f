package main

import (
	"context"
	"fmt"
	"image"
	"image/draw"

	"keeplight/library/picture"
	"keeplight/scoring"
)

// load reads a photo as the preview that scorers see.
func load(path string) (*image.RGBA, error) {
	p, err := picture.Load(context.Background(), path, scoring.PreviewSide)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	return p.Pixels, nil
}

// toRGBA gives an opaque copy with its origin at (0,0).
func toRGBA(img image.Image) *image.RGBA {
	dst := image.NewRGBA(image.Rect(0, 0, img.Bounds().Dx(), img.Bounds().Dy()))
	draw.Draw(dst, dst.Rect, img, img.Bounds().Min, draw.Src)
	return dst
}
