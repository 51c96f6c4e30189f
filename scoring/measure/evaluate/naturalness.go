package main

import (
	"errors"
	"image"
	"path/filepath"

	"keeplight.app/keeplight/scoring/measure/evaluate/niqe"
	"keeplight.app/keeplight/scoring/measure/training"
)

// errDrawn says why there is no NIQE without photos.
var errDrawn = errors.New("its model needs clean photos, and drawn pictures are not natural")

// pristine fits NIQE's model from the clean photos, which are in no rated set.
func pristine(clean []shot) (*niqe.Model, error) {
	pictures := make([]*image.RGBA, len(clean))
	for i, c := range clean {
		if c.drawn {
			return nil, errDrawn
		}
		pictures[i] = c.img
	}
	return niqe.Fit(pictures)
}

// byNIQE gives its distances with the sign turned, so that higher is better.
func byNIQE(model *niqe.Model, dir string) (*cloud, error) {
	files, opinions, err := training.ReadRatings(filepath.Join(dir, "scores.csv"))
	if err != nil {
		return nil, err
	}
	distances := make([]float64, len(files))
	err = training.Each(len(files), func(i int) error {
		img, err := training.LoadPicture(filepath.Join(dir, files[i]))
		if err != nil {
			return err
		}
		distances[i], err = model.Distance(img)
		return err
	})
	if err != nil {
		return nil, err
	}
	c := &cloud{title: filepath.Base(dir) + ", NIQE on the clean photos"}
	for i, d := range distances {
		c.add(-d, opinions[i], "photo")
	}
	return c, c.correlate()
}
