package main

import (
	"fmt"
	"io"
	"math"

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
// are ranked, of each kind alone and all together.
func reportKinds(out io.Writer, names []string, rows []training.Row, rated []training.Rated, s head.Settings) error {
	scores, err := training.LeavePhotosOut(names, rows, rated, s, folds)
	if err != nil {
		return err
	}
	t := leftOut{out: out, rows: rows, scores: scores, grades: training.Grades(rows, rated)}
	fmt.Fprintf(out, "SRCC with the grade on photos left out whole, among pictures with one kind of damage:\n")
	fmt.Fprintf(out, "%-14s %5s %7s %7s %7s %7s\n", "kind", "rows", "head", "Laplace", "bytes", "colour")
	for _, kind := range training.Kinds() {
		err := t.line(string(kind), func(r *training.Row) bool {
			return r.Kind == kind && r.Also == training.Clean && r.Level == 0
		})
		if err != nil {
			return err
		}
	}
	if err := t.line("pairs", func(r *training.Row) bool { return r.Also != training.Clean }); err != nil {
		return err
	}
	if err := t.line("all", func(*training.Row) bool { return true }); err != nil {
		return err
	}
	mean, sd := t.undamaged()
	fmt.Fprintf(out, "undamaged: %.2f on average, standard deviation %.2f\n", mean, sd)
	return nil
}

// leftOut is what a machine says of pictures whose photos it did not see.
type leftOut struct {
	out    io.Writer
	rows   []training.Row
	scores []head.Opinion
	grades []float64
}

// line prints how the head and its peers rank the pictures that are in.
func (t *leftOut) line(title string, in func(r *training.Row) bool) error {
	var grades []float64
	var columns [4][]float64
	for i := range t.rows {
		r := &t.rows[i]
		if !in(r) {
			continue
		}
		grades = append(grades, t.grades[i])
		for c, v := range [4]float64{t.scores[i].Score, r.Peers.Laplacian, r.Peers.BytesPerPixel, r.Peers.Colourfulness} {
			columns[c] = append(columns[c], v)
		}
	}
	fmt.Fprintf(t.out, "%-14s %5d", title, len(grades))
	for _, c := range columns {
		srcc, err := agreement.SRCC(c, grades)
		if err != nil {
			return fmt.Errorf("ranking pictures with %s: %w", title, err)
		}
		fmt.Fprintf(t.out, " %7.3f", srcc)
	}
	fmt.Fprintln(t.out)
	return nil
}

// undamaged gives mean and standard deviation of the scores of undamaged pictures.
func (t *leftOut) undamaged() (mean, sd float64) {
	n := 0.0
	for i, r := range t.rows {
		if v := t.scores[i].Score; r.Kind == training.Clean {
			n, mean, sd = n+1, mean+v, sd+v*v
		}
	}
	mean /= max(1, n)
	return mean, math.Sqrt(max(0, sd/max(1, n)-mean*mean))
}
