package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/agreement"
	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/scoring/measure/head"
	"keeplight.app/keeplight/scoring/measure/training"
)

// cloud is one scorer's scores of a rated set against the opinions.
type cloud struct {
	title          string
	scores         []float64
	opinions       []float64
	groups         []string // what each point is, such as its kind of damage
	rank, straight float64  // SRCC and PLCC
}

func (c *cloud) correlate() (err error) {
	if c.rank, err = agreement.SRCC(c.scores, c.opinions); err != nil {
		return fmt.Errorf("ranking %s: %w", c.title, err)
	}
	if c.straight, err = agreement.PLCC(c.scores, c.opinions); err != nil {
		return fmt.Errorf("correlating %s: %w", c.title, err)
	}
	return nil
}

func (c *cloud) print(out io.Writer) {
	fmt.Fprintf(out, "%-58s %4d photos  SRCC %6.3f  PLCC %6.3f\n", c.title, len(c.scores), c.rank, c.straight)
}

// crossValidate ranks the scenes that a head did not see: by the head alone, and
// by the overall that it becomes a part of.
func crossValidate(s *measure.Scorer, photos, calibration string) ([]cloud, error) {
	dir := filepath.Join(photos, "rated", "tid2013_resynth")
	names := measure.HeadFeatures()
	rows, err := training.KeptRows(filepath.Join(calibration, training.RowsName), names)
	if err != nil {
		return nil, err
	}
	rated, err := training.LoadRated(dir)
	if err != nil {
		return nil, err
	}
	opinions, err := training.LeaveOneSceneOut(names, rows, rated, head.Usual())
	if err != nil {
		return nil, err
	}
	alone := cloud{title: "tid2013_resynth, technical head, leave one scene out"}
	whole := cloud{title: "tid2013_resynth, overall, leave one scene out"}
	for i, r := range rated {
		score := s.JudgeWith(&r.Measured, opinions[i])
		alone.add(opinions[i].Score, r.Opinion, string(r.Kind))
		whole.add(score.Overall.Mean, r.Opinion, string(r.Kind))
	}
	return []cloud{alone, whole}, errors.Join(alone.correlate(), whole.correlate())
}

func (c *cloud) add(score, opinion float64, group string) {
	c.scores, c.opinions, c.groups = append(c.scores, score), append(c.opinions, opinion), append(c.groups, group)
}

// againstOpinions scores a rated set that nothing was fitted on: by the head alone,
// and by the overall. A missing set gives nothing.
func againstOpinions(s *measure.Scorer, dir string) ([]cloud, error) {
	files, opinions, err := training.ReadRatings(filepath.Join(dir, "scores.csv"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	type verdict struct {
		head    float64
		overall library.Value
	}
	each := make([]verdict, len(files))
	err = training.Each(len(files), func(i int) error {
		img, err := training.LoadPicture(filepath.Join(dir, files[i]))
		if err != nil {
			return err
		}
		f := measure.Extract(img)
		each[i] = verdict{s.Opinion(&f).Score, s.Judge(&f).Overall}
		return nil
	})
	if err != nil {
		return nil, err
	}
	alone := cloud{title: filepath.Base(dir) + ", technical head, never fitted on"}
	whole := cloud{title: filepath.Base(dir) + ", overall, never fitted on"}
	for i, v := range each {
		if v.overall.Known {
			alone.add(v.head, opinions[i], "photo")
			whole.add(v.overall.Mean, opinions[i], "photo")
		}
	}
	return []cloud{alone, whole}, errors.Join(alone.correlate(), whole.correlate())
}
