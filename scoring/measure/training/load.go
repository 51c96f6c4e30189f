package training

import (
	"context"
	"encoding/csv"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"

	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/measure"
)

// LoadPicture reads a photo as the preview that scorers see.
func LoadPicture(path string) (*image.RGBA, error) {
	p, err := picture.Load(context.Background(), path, scoring.PreviewSide)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	return p.Pixels, nil
}

// LoadRated measures the pictures of TID2013's re-made set in dir.
func LoadRated(dir string) ([]Rated, error) {
	files, opinions, err := ReadRatings(filepath.Join(dir, "scores.csv"))
	if err != nil {
		return nil, err
	}
	rated := make([]Rated, len(files))
	err = Each(len(files), func(i int) error {
		scene, kind, level, ok := ParseName(filepath.Base(files[i]))
		if !ok {
			return fmt.Errorf("reading %s: its name tells no scene, kind and level", files[i])
		}
		img, err := LoadPicture(filepath.Join(dir, files[i]))
		if err != nil {
			return err
		}
		f := measure.Extract(img)
		rated[i] = Rated{Scene: scene, Kind: kind, Level: level, Opinion: opinions[i], Measured: f, Features: f.HeadVector()}
		return nil
	})
	return rated, err
}

// Each calls work for 0..n-1 on all processors and waits; it gives the first
// error in order.
func Each(n int, work func(i int) error) error {
	errs := make([]error, n)
	var wait sync.WaitGroup
	next := make(chan int)
	for range runtime.NumCPU() {
		wait.Go(func() {
			for i := range next {
				errs[i] = work(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// ReadRatings reads the columns file and mos.
func ReadRatings(path string) (files []string, opinions []float64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, fmt.Errorf("opening ratings: %w", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, nil, fmt.Errorf("reading ratings %s: %w", path, err)
	}
	for i, row := range rows {
		if i == 0 {
			if len(row) < 2 || row[0] != "file" || row[1] != "mos" {
				return nil, nil, fmt.Errorf("reading ratings %s: the first line must begin with file,mos", path)
			}
			continue
		}
		mos, err := strconv.ParseFloat(row[1], 64)
		if err != nil {
			return nil, nil, fmt.Errorf("reading ratings %s, line %d: %w", path, i+1, err)
		}
		files, opinions = append(files, row[0]), append(opinions, mos)
	}
	return files, opinions, nil
}
