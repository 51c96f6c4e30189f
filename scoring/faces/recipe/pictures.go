package main

import (
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"slices"

	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/scoring/faces/drawn"
)

// drawAll draws the faces that are looked at: open and closed eyes, turned, dark and
// light, in the middle and cut by the border.
func drawAll(dir string) error {
	for i, f := range []drawn.Face{
		{X: 240, Y: 200, EyeWidth: 42, Gap: [2]float64{.32, .32}},
		{X: 200, Y: 170, EyeWidth: 34, Gap: [2]float64{.03, .03}, Skin: color.RGBA{150, 100, 75, 255}},
		{X: 260, Y: 190, EyeWidth: 38, Gap: [2]float64{.28, .28}, Tilt: .35, Hair: color.RGBA{190, 150, 90, 255}},
		{X: 330, Y: 150, EyeWidth: 26, Gap: [2]float64{.22, .22}, Tilt: -.2, Skin: color.RGBA{95, 62, 48, 255}},
		{X: 90, Y: 110, EyeWidth: 36, Gap: [2]float64{.3, .3}},
	} {
		f.Seed = uint64(i + 1)
		img := phototest.Scene(480, 400, f.Seed)
		f.Draw(img)
		if err := save(filepath.Join(dir, fmt.Sprintf("drawn%d.jpg", i+1)), img); err != nil {
			return err
		}
	}
	return nil
}

// save writes a small JPEG: the tests read its pixels, and Chromium gets the same ones
// in a format that leaves nothing to the decoder.
func save(path string, img image.Image) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := jpeg.Encode(f, img, &jpeg.Options{Quality: 85}); err != nil {
		return err
	}
	return f.Close()
}

// pictures gives the names of all pictures of a folder.
func pictures(dir string) ([]string, error) {
	all, err := filepath.Glob(filepath.Join(dir, "*.jpg"))
	for i := range all {
		all[i] = filepath.Base(all[i])
	}
	slices.Sort(all)
	return all, err
}
