package main

import (
	"fmt"
	"io"
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/agreement"
)

// certainty counts pairs of pictures of which it is known which is better, and whose
// overalls are at least one joint standard deviation apart: those that "±" calls
// clear.
type certainty struct {
	pairs    int
	kept     int     // in the right order
	promised float64 // sum of the chances that they are, were errors normal
}

// add takes in a pair of which the first is known to be better.
func (c *certainty) add(better, worse library.Value) {
	joint := math.Hypot(better.SD, worse.SD)
	if !better.Known || !worse.Known || joint == 0 {
		return
	}
	distance := (better.Mean - worse.Mean) / joint
	if math.Abs(distance) < 1 {
		return
	}
	c.pairs++
	c.promised += distuv.UnitNormal.CDF(math.Abs(distance))
	if distance > 0 {
		c.kept++
	}
}

// steps takes in all pairs of one picture's overalls at rising damage.
func (c *certainty) steps(overalls []library.Value) {
	for i, better := range overalls {
		for _, worse := range overalls[i+1:] {
			c.add(better, worse)
		}
	}
}

func (c *certainty) join(d certainty) {
	c.pairs, c.kept, c.promised = c.pairs+d.pairs, c.kept+d.kept, c.promised+d.promised
}

// shares gives the share of the clear pairs that "±" promises to be in the right
// order, and the share that is, 0..1.
func (c *certainty) shares() (promised, kept float64) {
	n := float64(max(1, c.pairs))
	return c.promised / n, float64(c.kept) / n
}

// certaintyOf looks at all pairs of a rated set.
func certaintyOf(set *ratedSet) (certainty, error) {
	var scores, deviations, opinions []float64
	for i := range set.scores {
		if v := set.scores[i].Overall; v.Known {
			scores, deviations, opinions = append(scores, v.Mean), append(deviations, v.SD), append(opinions, set.opinions[i])
		}
	}
	found, err := agreement.KeepPromises(scores, deviations, opinions, intervals().Seed)
	if err != nil {
		return certainty{}, fmt.Errorf("comparing pairs of %s: %w", set.name, err)
	}
	clear := found.Clear
	return certainty{pairs: clear.N(), kept: clear.Right, promised: clear.Promised * float64(clear.N())}, nil
}

func (c *certainty) print(out io.Writer, title string) {
	promised, kept := c.shares()
	fmt.Fprintf(out, "%-58s %6d clear pairs  promised %5.1f %%  kept %5.1f %%\n", title, c.pairs, 100*promised, 100*kept)
}

// bound asks that as many clear pairs are right as is said, within slack.
func (c *certainty) bound(title string) bound {
	const slack = 0.03
	promised, kept := c.shares()
	return bound{
		title, fmt.Sprintf("right as often as said, %.1f %%", 100*promised),
		fmt.Sprintf("%.1f %%", 100*kept), kept >= promised-slack,
	}
}
