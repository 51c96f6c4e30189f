package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/agreement"
	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/scoring/measure/head"
	"keeplight.app/keeplight/scoring/measure/training"
	"keeplight.app/keeplight/scoring/peers"
)

// rated are the sets below photos/rated, by their folders' names.
func rated() []string { return []string{tidSet, "flive_voc"} }

const tidSet = "tid2013_resynth"

// intervals is how all intervals here are made.
func intervals() agreement.Bootstrap {
	return agreement.Bootstrap{Rounds: agreement.UsualRounds, Seed: 1}
}

// ratedSet is a set of rated photos with all that is said of them.
type ratedSet struct {
	name     string // of its folder
	how      string // in what way the head and the overall did not see it
	files    []string
	opinions []float64
	groups   []string // what each photo is, such as its kind of damage
	scores   []library.Score
	heads    []float64 // the technical head's opinions
	peers    []peers.Values
}

// measureSet scores a rated set, and computes the simple peers of the same pixels.
// A missing set gives nothing.
func measureSet(s *measure.Scorer, dir string) (*ratedSet, error) {
	files, opinions, err := training.ReadRatings(filepath.Join(dir, "scores.csv"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	n := len(files)
	set := &ratedSet{
		name: filepath.Base(dir), how: "never fitted on", files: files, opinions: opinions, groups: make([]string, n),
		scores: make([]library.Score, n), heads: make([]float64, n), peers: make([]peers.Values, n),
	}
	return set, training.Each(n, func(i int) error {
		path := filepath.Join(dir, files[i])
		img, err := training.LoadPicture(path)
		if err != nil {
			return err
		}
		info, err := os.Stat(path)
		if err != nil {
			return fmt.Errorf("reading %s: %w", path, err)
		}
		f := measure.Extract(img)
		set.groups[i], set.scores[i], set.heads[i] = "photo", s.Judge(&f), s.Opinion(&f).Score
		// No photo of these sets is larger than its preview.
		set.peers[i] = peers.Measure(img, info.Size(), int64(img.Rect.Dx())*int64(img.Rect.Dy()))
		return nil
	})
}

// crossValidate replaces what a head that was fitted on TID says of it by what one
// says that did not see the scene: the head alone, and the overall that it becomes
// a part of.
func (set *ratedSet) crossValidate(s *measure.Scorer, dir, calibration string) error {
	names := measure.HeadFeatures()
	rows, err := training.KeptRows(filepath.Join(calibration, training.RowsName), names)
	if err != nil {
		return err
	}
	measured, err := training.LoadRated(dir)
	if err != nil {
		return err
	}
	opinions, err := training.LeaveOneSceneOut(names, rows, measured, head.Usual())
	if err != nil {
		return err
	}
	set.how = "leave one scene out"
	for i, r := range measured {
		set.groups[i], set.heads[i] = string(r.Kind), opinions[i].Score
		set.scores[i] = s.JudgeWith(&r.Measured, opinions[i])
	}
	return nil
}

// whole gives the clouds of the head and of the overall.
func (set *ratedSet) whole() ([]cloud, error) {
	alone := cloud{title: set.name + ", technical head, " + set.how}
	overall := cloud{title: set.name + ", overall, " + set.how}
	for i := range set.files {
		alone.add(set.heads[i], set.opinions[i], set.groups[i])
		overall.addKnown(set.scores[i].Overall, set.opinions[i], set.groups[i])
	}
	return []cloud{alone, overall}, errors.Join(alone.correlate(), overall.correlate())
}

// parts gives the clouds of the attributes that are known of enough photos.
func (set *ratedSet) parts() (found []cloud, err error) {
	const enough = 10
	for _, a := range library.Attributes() {
		c := cloud{title: set.name + ", " + a.Key()}
		for i := range set.files {
			c.addKnown(set.scores[i].Of(a), set.opinions[i], set.groups[i])
		}
		if len(c.scores) < enough {
			continue
		}
		switch err := c.correlate(); {
		case errors.Is(err, agreement.ErrUndefined): // it says the same of all
		case err != nil:
			return nil, err
		default:
			found = append(found, c)
		}
	}
	return found, nil
}

// simple gives the clouds of the simple peers.
func (set *ratedSet) simple() (found []cloud, err error) {
	for _, p := range []peers.Peer{peers.Laplacian, peers.BytesPerPixel, peers.Colourfulness} {
		c := cloud{title: set.name + ", " + p.Title()}
		for i := range set.files {
			if v := set.peers[i][p]; !math.IsNaN(v) {
				c.add(v, set.opinions[i], set.groups[i])
			}
		}
		if err := c.correlate(); err != nil {
			return nil, err
		}
		found = append(found, c)
	}
	return found, nil
}

// cloud is one scorer's scores of a rated set against the opinions.
type cloud struct {
	title          string
	scores         []float64
	opinions       []float64
	groups         []string         // what each point is, such as its kind of damage
	rank, straight float64          // SRCC and PLCC
	srcc           agreement.Figure // with its interval
}

func (c *cloud) add(score, opinion float64, group string) {
	c.scores, c.opinions, c.groups = append(c.scores, score), append(c.opinions, opinion), append(c.groups, group)
}

func (c *cloud) addKnown(v library.Value, opinion float64, group string) {
	if v.Known {
		c.add(v.Mean, opinion, group)
	}
}

func (c *cloud) correlate() error {
	r, err := agreement.Rank(context.Background(), c.scores, c.opinions, intervals())
	if err != nil {
		return fmt.Errorf("ranking %s: %w", c.title, err)
	}
	if !r.SRCC.Known || !r.PLCC.Known {
		return fmt.Errorf("ranking %s: %w", c.title, agreement.ErrUndefined)
	}
	c.rank, c.straight, c.srcc = r.SRCC.Value, r.PLCC.Value, r.SRCC
	return nil
}

func (c *cloud) print(out io.Writer) {
	fmt.Fprintf(out, "%-58s %4d photos  SRCC %6.3f (%6.3f to %6.3f)  PLCC %6.3f\n", c.title, len(c.scores), c.rank, c.srcc.Low, c.srcc.High, c.straight)
}
