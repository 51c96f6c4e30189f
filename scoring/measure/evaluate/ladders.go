package main

import (
	"fmt"
	"image"
	"io"

	"keeplight/library"
	"keeplight/scoring/measure"
)

// shot is a clean photo to damage.
type shot struct {
	name string
	img  *image.RGBA
}

// order counts neighbouring steps whose scores are in the right order.
type order struct {
	right, pairs   int       // steps
	present, asked int       // pictures and steps with a verdict
	first, last    []float64 // of the undamaged and the most damaged
	wrong          []string  // the pairs in the wrong order
}

func (o order) share() float64 {
	if o.pairs == 0 {
		return 0
	}
	return float64(o.right) / float64(o.pairs)
}

func printLadders(out io.Writer, pictures []shot, wrong bool) error {
	fmt.Fprintf(out, "\n%-24s %-11s %8s %9s %7s %9s\n", "stepped damage", "attribute", "ordered", "coverage", "clean", "worst step")
	for _, l := range ladders() {
		o, err := climb(l, pictures)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%-24s %-11s %6.1f %% %7.0f %% %7.2f %9.2f\n", l.name, l.attribute.Key(),
			100*o.share(), 100*float64(o.present)/float64(o.asked), mean(o.first), mean(o.last))
		for _, w := range o.wrong {
			if wrong {
				fmt.Fprintf(out, "    %s\n", w)
			}
		}
	}
	return nil
}

// climb damages every picture in steps. A step without a verdict is left out,
// and its neighbours are not compared with each other.
func climb(l ladder, pictures []shot) (order, error) {
	var o order
	for _, p := range pictures {
		before := valueOf(p.img, l.attribute)
		o.count(before)
		if before.Known {
			o.first = append(o.first, before.Mean)
		}
		for i, amount := range l.steps {
			damaged, err := l.apply(p.img, amount)
			if err != nil {
				return order{}, fmt.Errorf("damaging %s by %s %g: %w", p.name, l.name, amount, err)
			}
			after := valueOf(damaged, l.attribute)
			o.count(after)
			if before.Known && after.Known {
				o.pairs++
				if after.Mean < before.Mean {
					o.right++
				} else {
					o.wrong = append(o.wrong, fmt.Sprintf("%s at %g: %.2f to %.2f", p.name, amount, before.Mean, after.Mean))
				}
			}
			if after.Known && i == len(l.steps)-1 {
				o.last = append(o.last, after.Mean)
			}
			before = after
		}
	}
	return o, nil
}

func (o *order) count(v library.Value) {
	o.asked++
	if v.Known {
		o.present++
	}
}

func valueOf(img *image.RGBA, a library.Attribute) library.Value {
	f := measure.Extract(img)
	s := measure.Judge(&f)
	return s.Of(a)
}

func mean(x []float64) float64 {
	if len(x) == 0 {
		return 0
	}
	var s float64
	for _, v := range x {
		s += v
	}
	return s / float64(len(x))
}
