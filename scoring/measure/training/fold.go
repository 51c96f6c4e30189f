package training

import (
	"fmt"

	"keeplight.app/keeplight/scoring/measure/head"
)

// ratedWeight is how much a picture that people rated counts against one whose
// opinion was inferred.
const ratedWeight = 4

// toneWeight is how much a picture counts whose damage is one of tone or colour.
// Features that would show it are kept from the head, so that most of what such a
// picture says to it is noise.
const toneWeight = 0.3

func weight(r *Row) float64 {
	switch r.Kind {
	case Under, Over, Haze, Cast, Faded:
		return toneWeight
	}
	return 1
}

// Samples gives rows their opinions, by the anchors of the rated pictures and by
// what is learnt with them, and adds the rated pictures.
func Samples(rows []Row, rated []Rated) []head.Sample {
	anchors := NewAnchors(rated)
	grader := NewGrader(anchors, rows)
	samples := make([]head.Sample, 0, len(rows)+len(rated))
	for i := range rows {
		samples = append(samples, head.Sample{Features: rows[i].Features, Opinion: grade(anchors, grader, &rows[i]), Weight: weight(&rows[i])})
	}
	for _, r := range rated {
		samples = append(samples, head.Sample{Features: r.Features, Opinion: r.Opinion, Weight: ratedWeight})
	}
	return samples
}

func grade(anchors Anchors, grader *Grader, r *Row) float64 {
	if r.Level > 0 && r.Also == Clean {
		return anchors.Opinion(r.Kind, r.Level)
	}
	return grader.Opinion(r)
}

// Grades gives the opinions that rows are fitted to.
func Grades(rows []Row, rated []Rated) []float64 {
	samples := Samples(rows, rated)
	grades := make([]float64, len(rows))
	for i := range rows {
		grades[i] = samples[i].Opinion
	}
	return grades
}

// LeaveOneSceneOut gives for each rated picture the opinion of a machine that saw
// nothing of its scene: neither its pictures nor, in the anchors, their opinions.
func LeaveOneSceneOut(names []string, rows []Row, rated []Rated, s head.Settings) ([]head.Opinion, error) {
	scores := make([]head.Opinion, len(rated))
	tables := map[string]*head.Table{}
	for i, r := range rated {
		if tables[r.Scene] == nil {
			var others []Rated
			for _, o := range rated {
				if o.Scene != r.Scene {
					others = append(others, o)
				}
			}
			t, err := head.Train(names, Samples(rows, others), s)
			if err != nil {
				return nil, fmt.Errorf("leaving out %s: %w", r.Scene, err)
			}
			tables[r.Scene] = t
		}
		scores[i] = tables[r.Scene].Judge(r.Features)
	}
	return scores, nil
}

// LeavePhotosOut gives for each row the opinion of a machine that saw nothing of
// its photo. The photos are parted into so many folds in the order in which they
// come.
func LeavePhotosOut(names []string, rows []Row, rated []Rated, s head.Settings, folds int) ([]head.Opinion, error) {
	fold, next := map[string]int{}, 0
	for i := range rows {
		if _, known := fold[rows[i].Photo]; !known {
			fold[rows[i].Photo] = next % folds
			next++
		}
	}
	samples := Samples(rows, rated)
	scores := make([]head.Opinion, len(rows))
	for f := range folds {
		var kept []head.Sample
		for i := range samples {
			if i >= len(rows) || fold[rows[i].Photo] != f {
				kept = append(kept, samples[i])
			}
		}
		t, err := head.Train(names, kept, s)
		if err != nil {
			return nil, fmt.Errorf("leaving out part %d of the photos: %w", f+1, err)
		}
		for i := range rows {
			if fold[rows[i].Photo] == f {
				scores[i] = t.Judge(rows[i].Features)
			}
		}
	}
	return scores, nil
}
