package main

import (
	"fmt"
	"image"
	"io"
	"path/filepath"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/scoring/measure/training"
)

// shot is a clean photo to damage.
type shot struct {
	name  string
	img   *image.RGBA
	drawn bool // stands in for a photo
}

// cleanPhotos gives the real clean photos, or drawn ones.
func cleanPhotos(out io.Writer, photos string) ([]shot, error) {
	paths, err := filepath.Glob(filepath.Join(photos, "clean", "*.png"))
	if err != nil {
		return nil, fmt.Errorf("looking for clean photos in %s: %w", photos, err)
	}
	if len(paths) == 0 {
		fmt.Fprintf(out, "No photos in %s: measuring %d drawn pictures instead.\n", filepath.Join(photos, "clean"), drawnCount)
		return drawn(), nil
	}
	fmt.Fprintf(out, "%d clean photos from %s\n", len(paths), filepath.Join(photos, "clean"))
	found := make([]shot, len(paths))
	err = training.Each(len(paths), func(i int) error {
		img, err := training.LoadPicture(paths[i])
		found[i] = shot{name: filepath.Base(paths[i]), img: img}
		return err
	})
	return found, err
}

// scored measures one picture.
func scored(s *measure.Scorer, img *image.RGBA) library.Score {
	f := measure.Extract(img)
	return s.Judge(&f)
}

func mean(x []float64) float64 {
	if len(x) == 0 {
		return 0
	}
	var s float64
	for _, v := range x {
		s += v
	}
	return s / float64(len(x))
}
