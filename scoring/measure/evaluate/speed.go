package main

import (
	"context"
	"fmt"
	"image"
	"io"
	"slices"
	"time"

	"golang.org/x/image/draw"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/measure"
)

// pace is how long something took, over many rounds on one thread. Other programs
// lengthen the wall's mean, and can only add to the least.
type pace struct{ least, median, mean, cpu time.Duration }

func paceOf(rounds int, work func(i int) error) (pace, error) {
	times := make([]time.Duration, rounds)
	var p pace
	for i := range times {
		start, before := time.Now(), processorTime()
		if err := work(i); err != nil {
			return pace{}, err
		}
		times[i] = time.Since(start)
		p.mean += times[i] / time.Duration(rounds)
		p.cpu += (processorTime() - before) / time.Duration(rounds)
	}
	slices.Sort(times)
	p.least, p.median = times[0], times[rounds/2]
	return p, nil
}

func (p pace) print(out io.Writer, what string) {
	fmt.Fprintf(out, "%-52s %5.1f ms least, %5.1f median, %5.1f mean", what, milliseconds(p.least), milliseconds(p.median), milliseconds(p.mean))
	if p.cpu > 0 {
		fmt.Fprintf(out, ", %5.1f of processor time", milliseconds(p.cpu))
	}
	fmt.Fprintln(out)
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// quickPace measures previews made from enlarged clean pictures.
func quickPace(s *measure.Scorer, pictures []shot) (pace, error) {
	const rounds = 80
	previews := make([]*image.RGBA, min(len(pictures), 12))
	for i := range previews {
		previews[i] = enlarged(pictures[i*len(pictures)/len(previews)].img, scoring.PreviewSide)
	}
	return paceOf(rounds, func(i int) error {
		_, err := scoring.Score(context.Background(), s, &scoring.Subject{Preview: previews[i%len(previews)]})
		return err
	})
}

// tilePace measures what 24 megapixels add to the quick pass: their tiles, and making
// the preview and finding the tiles in rows that are at hand.
func tilePace(quick pace, pictures []shot) (pace, error) {
	const rounds, side = 12, 6000
	s, full := measure.New(), enlarged(pictures[0].img, side)
	p, err := paceOf(rounds, func(int) error {
		scout := s.Scout(&library.Photo{})
		scan, err := picture.ScanPixels(context.Background(), full, 1, picture.ScanWant{Side: scoring.PreviewSide, Sink: scout})
		if err != nil {
			return err
		}
		_, err = scoring.Score(context.Background(), s, &scoring.Subject{
			Preview: scan.Preview, Full: &scoring.Full{Parts: scan, Scout: scout},
		})
		return err
	})
	less := func(a, b time.Duration) time.Duration { return max(0, a-b) }
	return pace{less(p.least, quick.least), less(p.median, quick.median), less(p.mean, quick.mean), less(p.cpu, quick.cpu)}, err
}

// enlarged gives a picture in the shape of most photos, 3 to 2.
func enlarged(src *image.RGBA, side int) *image.RGBA {
	dst := image.NewRGBA(image.Rect(0, 0, side, side*2/3))
	draw.CatmullRom.Scale(dst, dst.Rect, src, src.Rect, draw.Src, nil)
	return dst
}
