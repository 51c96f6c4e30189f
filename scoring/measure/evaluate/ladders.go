package main

import (
	"fmt"
	"io"
	"math"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/scoring/measure/training"
)

// order counts neighbouring steps whose scores are in the right order, and how
// far every attribute moves from the undamaged to the most damaged.
type order struct {
	right, pairs   int       // steps
	present, asked int       // pictures and steps with a verdict
	first, last    []float64 // of the undamaged and the most damaged
	moved          [library.NumAttributes][]float64
	wrong          []string // the pairs in the wrong order
	clear          certainty
}

func (o *order) share() float64 {
	if o.pairs == 0 {
		return 0
	}
	return float64(o.right) / float64(o.pairs)
}

// most gives the attribute besides a that moves most, and how far on average.
func (o *order) most(a library.Attribute) (other library.Attribute, by float64) {
	for _, b := range library.Attributes() {
		if m := mean(o.moved[b]); b != a && len(o.moved[b]) > 0 && m > by {
			other, by = b, m
		}
	}
	return other, by
}

func printLadders(out io.Writer, s *measure.Scorer, pictures []shot, wrong bool) ([]order, error) {
	fmt.Fprintf(out, "\n%-24s %-11s %8s %9s %6s %7s %6s  %s\n", "stepped damage", "attribute", "ordered", "coverage", "clean", "worst", "moved", "most moved of the others")
	var all []order
	for _, l := range ladders() {
		o, err := climbAll(s, l, pictures)
		if err != nil {
			return nil, err
		}
		all = append(all, o)
		other, by := o.most(l.attribute)
		fmt.Fprintf(out, "%-24s %-11s %6.1f %% %7.0f %% %6.2f %7.2f %6.2f  %s %.2f\n", l.name, l.attribute.Key(),
			100*o.share(), 100*float64(o.present)/float64(o.asked), mean(o.first), mean(o.last), mean(o.moved[l.attribute]), other.Key(), by)
		for _, w := range o.wrong {
			if wrong {
				fmt.Fprintf(out, "    %s\n", w)
			}
		}
	}
	return all, nil
}

// climbAll damages every picture in steps, several at once.
func climbAll(s *measure.Scorer, l ladder, pictures []shot) (order, error) {
	each := make([]order, len(pictures))
	err := training.Each(len(pictures), func(i int) (err error) {
		each[i], err = climb(s, l, pictures[i])
		return err
	})
	var all order
	for _, o := range each {
		all.add(o)
	}
	return all, err
}

func (o *order) add(p order) {
	o.right, o.pairs, o.present, o.asked = o.right+p.right, o.pairs+p.pairs, o.present+p.present, o.asked+p.asked
	o.first, o.last, o.wrong = append(o.first, p.first...), append(o.last, p.last...), append(o.wrong, p.wrong...)
	o.clear.join(p.clear)
	for a := range o.moved {
		o.moved[a] = append(o.moved[a], p.moved[a]...)
	}
}

// climb damages one picture in steps. A step without a verdict is left out, and
// its neighbours are not compared with each other.
func climb(s *measure.Scorer, l ladder, p shot) (order, error) {
	var o order
	clean := scored(s, p.img)
	before := clean.Of(l.attribute)
	o.count(before)
	if before.Known {
		o.first = append(o.first, before.Mean)
	}
	overalls := []library.Value{clean.Overall}
	for i, amount := range l.steps {
		damaged, err := l.apply(p.img, amount)
		if err != nil {
			return order{}, fmt.Errorf("damaging %s by %s %g: %w", p.name, l.name, amount, err)
		}
		score := scored(s, damaged)
		after := score.Of(l.attribute)
		overalls = append(overalls, score.Overall)
		o.count(after)
		if before.Known && after.Known {
			o.pairs++
			if after.Mean < before.Mean {
				o.right++
			} else {
				o.wrong = append(o.wrong, fmt.Sprintf("%s at %g: %.2f to %.2f", p.name, amount, before.Mean, after.Mean))
			}
		}
		if i == len(l.steps)-1 {
			if after.Known {
				o.last = append(o.last, after.Mean)
			}
			o.move(&clean, &score)
		}
		before = after
	}
	o.clear.steps(overalls)
	return o, nil
}

// move notes how far each attribute went.
func (o *order) move(from, to *library.Score) {
	for _, a := range library.Attributes() {
		if x, y := from.Of(a), to.Of(a); x.Known && y.Known {
			o.moved[a] = append(o.moved[a], math.Abs(x.Mean-y.Mean))
		}
	}
}

func (o *order) count(v library.Value) {
	o.asked++
	if v.Known {
		o.present++
	}
}
