package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"keeplight/scoring/agreement"
	"keeplight/scoring/measure"
)

// printRated compares the overall with a rated set's mean opinion scores.
func printRated(out io.Writer, dir string) error {
	files, opinions, err := readRatings(filepath.Join(dir, "scores.csv"))
	if errors.Is(err, fs.ErrNotExist) {
		fmt.Fprintf(out, "\nNo rated set at %s: left out.\n", dir)
		return nil
	}
	if err != nil {
		return err
	}
	var scores, rated []float64
	absent := 0
	for i, name := range files {
		img, err := load(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		f := measure.Extract(img)
		s := measure.Judge(&f)
		if !s.Overall.Known {
			absent++
			continue
		}
		scores, rated = append(scores, s.Overall.Mean), append(rated, opinions[i])
	}
	srcc, err := agreement.SRCC(scores, rated)
	if err != nil {
		return fmt.Errorf("ranking %s: %w", dir, err)
	}
	plcc, err := agreement.PLCC(scores, rated)
	if err != nil {
		return fmt.Errorf("correlating %s: %w", dir, err)
	}
	fmt.Fprintf(out, "\n%s: %d photos, %d without a score, SRCC %.3f, PLCC %.3f\n", filepath.Base(dir), len(files), absent, srcc, plcc)
	return nil
}

// readRatings reads the columns file and mos.
func readRatings(path string) (files []string, opinions []float64, err error) {
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
