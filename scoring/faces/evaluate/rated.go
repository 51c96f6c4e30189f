package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/agreement"
	"keeplight.app/keeplight/scoring/ratings"
)

// rated compares how well the overall agrees with people without faces and with them, on
// the sets of rated photos at hand.
func (e *evaluation) rated(ctx context.Context, photos string) error {
	for _, name := range []string{"flive_voc", "tid2013_resynth"} {
		if err := e.ratedSet(ctx, filepath.Join(photos, "rated", name), name); err != nil {
			return err
		}
	}
	return nil
}

func (e *evaluation) ratedSet(ctx context.Context, dir, name string) error {
	file, err := os.Open(filepath.Join(dir, "scores.csv"))
	if err != nil {
		fmt.Fprintf(e.out, "No rated photos at %s: what faces do to agreement was not measured there.\n", dir)
		return nil
	}
	defer file.Close()
	table, err := ratings.Read(file, ratings.Options{})
	if err != nil {
		return fmt.Errorf("reading the ratings in %s: %w", dir, err)
	}
	n := len(table.Ratings)
	without, with := make([]*library.Score, n), make([]*library.Score, n)
	each(n, func(i int) {
		if ctx.Err() == nil {
			without[i], with[i] = e.inRated(ctx, filepath.Join(dir, table.Ratings[i].File))
		}
	})
	if err := ctx.Err(); err != nil {
		return err
	}
	var x, y, opinions []float64
	moved := 0
	for i := range without {
		if without[i] != nil && without[i].Overall.Known {
			x, y = append(x, without[i].Overall.Mean), append(y, with[i].Overall.Mean)
			opinions = append(opinions, table.Ratings[i].Score)
			if without[i] != with[i] {
				moved++
			}
		}
	}
	before, err := agreement.SRCC(x, opinions)
	if err != nil {
		return fmt.Errorf("comparing with the ratings in %s: %w", dir, err)
	}
	after, err := agreement.SRCC(y, opinions)
	if err != nil {
		return fmt.Errorf("comparing with the ratings in %s: %w", dir, err)
	}
	e.line(fmt.Sprintf("%s, %d photos: SRCC without faces, with them", name, len(x)),
		fmt.Sprintf("%.4f %.4f; a face moves a value of %d", before, after, moved), after >= before)
	return nil
}

// inRated scores a photo without and with its faces; nil for one that cannot be read.
func (e *evaluation) inRated(ctx context.Context, path string) (without, with *library.Score) {
	scout := e.scorer.Scout(&library.Photo{})
	scan, err := picture.Reader{}.Scan(ctx, path, picture.ScanWant{Side: scoring.PreviewSide, Sink: scout})
	if err != nil {
		return nil, nil
	}
	defer scan.Close()
	if without, with, err = e.judge(ctx, scan, scout); err != nil {
		return nil, nil
	}
	return without, with
}
