package main

import (
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"image"
	"io"
	"io/fs"
	"math"
	"path/filepath"
	"strconv"
	"strings"

	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/scoring/measure/damage"
	"keeplight.app/keeplight/scoring/measure/training"
)

// levelTruth says how the photos lean, judged by eye on a grid to about half a
// degree.
//
//go:embed testdata/level.csv
var levelTruth string

// leaning is a picture of which it is known how it leans.
type leaning struct {
	name  string
	tilt  float64 // degrees, clockwise positive
	lines bool    // there is something to level by
}

const (
	levelSide  = 640 // pixels, before turning
	levelWrong = 1.5 // degrees by which a verdict that names the tilt may be off
)

// turns are the degrees by which each picture is turned further.
func turns() []float64 { return []float64{-8, -6, -4, -2, 2, 4, 6, 8} }

// levels counts the verdicts on turned pictures.
type levels struct {
	lines, verdicts, wrong int // of pictures with something to level by
	none, falsely          int // of those without, and the verdicts on them
	which                  []string
}

// readLeanings reads the columns file and tilt; # begins a comment.
func readLeanings(in io.Reader) ([]leaning, error) {
	r := csv.NewReader(in)
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("reading how photos lean: %w", err)
	}
	var all []leaning
	for i, row := range rows {
		switch {
		case len(row) < 2 || i == 0 && (row[0] != "file" || row[1] != "tilt"):
			return nil, errors.New("reading how photos lean: the first line must be file,tilt")
		case i == 0:
			continue
		case row[1] == "":
			all = append(all, leaning{name: row[0]})
			continue
		}
		tilt, err := strconv.ParseFloat(row[1], 64)
		if err != nil {
			return nil, fmt.Errorf("reading how %s leans: %w", row[0], err)
		}
		all = append(all, leaning{row[0], tilt, true})
	}
	return all, nil
}

// turn counts the verdicts on one picture turned every way.
func (c *levels) turn(l leaning, img *image.RGBA) {
	for _, by := range turns() {
		f := measure.Extract(damage.Rotate(img, by))
		tilt, sure := f.NamedTilt()
		off := math.Abs(tilt - l.tilt - by)
		switch {
		case l.lines && sure:
			c.lines, c.verdicts = c.lines+1, c.verdicts+1
			if off > levelWrong {
				c.wrong++
				c.which = append(c.which, fmt.Sprintf("%s turned by %g: %.1f", l.name, by, tilt))
			}
		case l.lines:
			c.lines++
		case sure:
			c.none, c.falsely = c.none+1, c.falsely+1
			c.which = append(c.which, fmt.Sprintf("%s turned by %g has no lines: %.1f", l.name, by, tilt))
		default:
			c.none++
		}
	}
}

func (c *levels) add(d *levels) {
	c.lines, c.verdicts, c.wrong = c.lines+d.lines, c.verdicts+d.verdicts, c.wrong+d.wrong
	c.none, c.falsely, c.which = c.none+d.none, c.falsely+d.falsely, append(c.which, d.which...)
}

func (c *levels) print(out io.Writer, what string, wrong bool) {
	share := func(a, b int) float64 { return 100 * float64(a) / max(1, float64(b)) }
	fmt.Fprintf(out, "%-8s %4d turned pictures with lines or a horizon: the tilt is named on %.1f %%, wrong by more than %.1f degrees on %.1f %% of those; of %d without, it is named on %.1f %%\n",
		what, c.lines, share(c.verdicts, c.lines), levelWrong, share(c.wrong, c.verdicts), c.none, share(c.falsely, c.none))
	for _, w := range c.which {
		if wrong {
			fmt.Fprintf(out, "    %s\n", w)
		}
	}
}

// levelPhotos turns the photos of which it is known how they lean. Missing ones are
// left out.
func levelPhotos(photos string) (levels, error) {
	var all levels
	known, err := readLeanings(strings.NewReader(levelTruth))
	if err != nil {
		return all, err
	}
	each := make([]levels, len(known))
	err = training.Each(len(known), func(i int) error {
		img, err := training.LoadPicture(filepath.Join(photos, known[i].name))
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		each[i].turn(known[i], picture.Fit(img, levelSide))
		return nil
	})
	for i := range each {
		all.add(&each[i])
	}
	return all, err
}

// levelDrawn turns drawn scenes.
func levelDrawn() levels {
	scenes := levelScenes()
	each := make([]levels, len(scenes))
	// Nothing can fail here.
	_ = training.Each(len(scenes), func(i int) error {
		each[i].turn(scenes[i].leaning, scenes[i].draw())
		return nil
	})
	var all levels
	for i := range each {
		all.add(&each[i])
	}
	return all
}

// runLevel prints how well tilts are read.
func runLevel(out io.Writer, o options) error {
	drawn := levelDrawn()
	drawn.print(out, "drawn", o.wrong)
	photos, err := levelPhotos(o.photos)
	if err != nil {
		return err
	}
	photos.print(out, "photos", o.wrong)
	return nil
}
