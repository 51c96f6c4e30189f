package main

import (
	"fmt"
	"io"

	"keeplight.app/keeplight/scoring/agreement"
	"keeplight.app/keeplight/scoring/measure/head"
	"keeplight.app/keeplight/scoring/measure/training"
)

// folds is into how many parts the photos are cut, each of which is judged by a
// machine that saw the others alone.
const folds = 5

// report prints how well pictures are ranked of which the machine saw nothing: the
// rated scenes, and the photos by kind of damage.
func report(out io.Writer, names []string, rows []training.Row, rated []training.Rated, s head.Settings) error {
	scores, err := training.LeaveOneSceneOut(names, rows, rated, s)
	if err != nil {
		return err
	}
	opinions, guesses := make([]float64, len(rated)), make([]float64, len(rated))
	for i, r := range rated {
		opinions[i], guesses[i] = r.Opinion, scores[i].Score
	}
	srcc, err := agreement.SRCC(guesses, opinions)
	if err != nil {
		return fmt.Errorf("ranking the rated set: %w", err)
	}
	plcc, err := agreement.PLCC(guesses, opinions)
	if err != nil {
		return fmt.Errorf("correlating the rated set: %w", err)
	}
	fmt.Fprintf(out, "TID2013 re-made, leave one scene out: SRCC %.3f, PLCC %.3f\n", srcc, plcc)
	return reportKinds(out, names, rows, rated, s)
}

// reportKinds prints by kind of damage how pictures of photos that were left out
// are ranked, among those of the kind and the undamaged ones.
func reportKinds(out io.Writer, names []string, rows []training.Row, rated []training.Rated, s head.Settings) error {
	scores, err := training.LeavePhotosOut(names, rows, rated, s, folds)
	if err != nil {
		return err
	}
	grades := training.Grades(rows, rated)
	fmt.Fprintf(out, "%-14s %5s %7s %7s %7s %7s   SRCC with the grade on photos left out whole\n",
		"kind", "rows", "head", "Laplace", "bytes", "colour")
	line := func(title string, in func(r *training.Row) bool) error {
		var grade []float64
		var columns [4][]float64
		for i := range rows {
			r := &rows[i]
			if !in(r) {
				continue
			}
			grade = append(grade, grades[i])
			for c, v := range [4]float64{scores[i].Score, r.Peers.Laplacian, r.Peers.BytesPerPixel, r.Peers.Colourfulness} {
				columns[c] = append(columns[c], v)
			}
		}
		if len(grade) < 3 {
			return nil
		}
		fmt.Fprintf(out, "%-14s %5d", title, len(grade))
		for _, c := range columns {
			srcc, err := agreement.SRCC(c, grade)
			if err != nil {
				return fmt.Errorf("ranking pictures with %s: %w", title, err)
			}
			fmt.Fprintf(out, " %7.3f", srcc)
		}
		fmt.Fprintln(out)
		return nil
	}
	for _, kind := range training.Kinds() {
		err := line(string(kind), func(r *training.Row) bool {
			return r.Kind == kind && r.Also == training.Clean || r.Kind == training.Clean
		})
		if err != nil {
			return err
		}
	}
	if err := line("pairs", func(r *training.Row) bool { return r.Also != training.Clean || r.Kind == training.Clean }); err != nil {
		return err
	}
	return line("all", func(*training.Row) bool { return true })
}
