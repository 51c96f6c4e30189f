package main

import (
	"fmt"
	"image"
	"io"
	"math"

	"golang.org/x/image/draw"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/scoring/measure/damage"
	"keeplight.app/keeplight/scoring/measure/training"
)

// shift is how far values move when nothing that matters changed.
type shift struct {
	title          string
	limit          float64 // how far a value may move
	moved          [library.NumAttributes][]float64
	appeared       int
	clarityMatters bool
}

// share gives how many of an attribute's values stayed within the limit, 0..1,
// and the largest move.
func (s *shift) share(a library.Attribute) (within, largest float64) {
	for _, m := range s.moved[a] {
		if m <= s.limit {
			within++
		}
		largest = max(largest, m)
	}
	return within / max(1, float64(len(s.moved[a]))), largest
}

// steadiness compares each photo with itself saved again, and with itself at 1, 6
// and 24 megapixels.
func steadiness(s *measure.Scorer, pictures []shot) ([]shift, error) {
	again := shift{title: "saved again as JPEG q95", limit: 0.3, clarityMatters: true}
	sizes := shift{title: "1, 6 and 24 MP", limit: 0.5}
	each := make([][2]shift, len(pictures))
	err := training.Each(len(pictures), func(i int) error {
		saved, err := damage.JPEG(pictures[i].img, 95)
		if err != nil {
			return err
		}
		each[i][0].compare(scored(s, pictures[i].img), scored(s, saved))
		// Every fourth at all sizes: a 24 MP picture takes its time.
		if i%4 == 0 {
			one := scored(s, atMegapixels(pictures[i].img, 1))
			each[i][1].compare(one, scored(s, atMegapixels(pictures[i].img, 6)))
			each[i][1].compare(one, scored(s, atMegapixels(pictures[i].img, 24)))
		}
		return nil
	})
	for _, e := range each {
		again.join(&e[0])
		sizes.join(&e[1])
	}
	return []shift{again, sizes}, err
}

// atMegapixels gives the preview that a photo of that size would have.
func atMegapixels(src *image.RGBA, mp float64) *image.RGBA {
	w, h := float64(src.Rect.Dx()), float64(src.Rect.Dy())
	scale := math.Sqrt(mp * 1e6 / (w * h))
	dst := image.NewRGBA(image.Rect(0, 0, int(w*scale+0.5), int(h*scale+0.5)))
	draw.BiLinear.Scale(dst, dst.Rect, src, src.Rect, draw.Src, nil)
	return picture.Fit(dst, scoring.PreviewSide)
}

func (s *shift) compare(before, after library.Score) {
	for _, a := range library.Attributes() {
		x, y := before.Of(a), after.Of(a)
		if x.Known != y.Known {
			s.appeared++
		}
		if x.Known && y.Known {
			s.moved[a] = append(s.moved[a], math.Abs(x.Mean-y.Mean))
		}
	}
}

func (s *shift) join(t *shift) {
	s.appeared += t.appeared
	for a := range s.moved {
		s.moved[a] = append(s.moved[a], t.moved[a]...)
	}
}

func printSteadiness(out io.Writer, shifts []shift) {
	for _, s := range shifts {
		fmt.Fprintf(out, "\n%s: share of values that move by at most %.1f, mean and largest move\n", s.title, s.limit)
		for _, a := range library.Attributes() {
			if !s.speaksOf(a) {
				continue
			}
			within, largest := s.share(a)
			fmt.Fprintf(out, "  %-20s %4.0f %%  %.2f  %.2f\n", a.Key(), 100*within, mean(s.moved[a]), largest)
		}
		fmt.Fprintf(out, "  values that came or went: %d\n", s.appeared)
	}
}
