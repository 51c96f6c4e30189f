package main

import (
	"fmt"
	"image"
	"io"
	"math"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/scoring/measure/damage"
	"keeplight.app/keeplight/scoring/measure/training"
)

// crossing is one amount of one made damage, and the attributes that may follow it.
type crossing struct {
	name  string
	own   []library.Attribute
	apply func(*image.RGBA) (*image.RGBA, error)

	moved [library.NumAttributes][]float64 // of each photo, from the undamaged, signed
	gone  [library.NumAttributes]int       // photos whose value came or went
}

// crossLimit is how far the median of any other attribute may move.
const crossLimit = 1.0

// crossings gives every kind of damage at its usual steps.
func crossings() []crossing {
	var all []crossing
	add := func(name string, apply func(*image.RGBA, float64) (*image.RGBA, error), own []library.Attribute, amounts ...float64) {
		for _, amount := range amounts {
			all = append(all, crossing{
				name: fmt.Sprintf("%s %g", name, amount), own: own,
				apply: func(src *image.RGBA) (*image.RGBA, error) { return apply(src, amount) },
			})
		}
	}
	const diagonal = 30 // degrees
	motion := func(src *image.RGBA, length float64) *image.RGBA { return damage.Motion(src, length, diagonal) }
	clarity := []library.Attribute{library.Clarity}
	add("blur", plain(damage.Blur), clarity, 1, 2, 3, 4)
	add("noise", plain(damage.Noise), clarity, 2, 6, 12, 20)
	add("JPEG", damage.JPEG, clarity, 80, 40, 20, 10)
	add("motion", plain(motion), clarity, 5, 10, 20)
	add("exposure", plain(damage.Expose), []library.Attribute{library.Exposure}, -3, -2, -1, 1, 2)
	add("saturation", plain(damage.Desaturate), []library.Attribute{library.Saturation}, 0.6, 0.3, 0.12)
	add("rotation", plain(damage.Rotate), []library.Attribute{library.LevelShot}, 2, 4, 8)
	return all
}

// crossTalk damages every picture by every amount of every kind.
func crossTalk(s *measure.Scorer, pictures []shot) ([]crossing, error) {
	each := make([][]crossing, len(pictures))
	err := training.Each(len(pictures), func(i int) error {
		each[i] = crossings()
		clean := scored(s, pictures[i].img)
		for j := range each[i] {
			c := &each[i][j]
			damaged, err := c.apply(pictures[i].img)
			if err != nil {
				return fmt.Errorf("damaging %s by %s: %w", pictures[i].name, c.name, err)
			}
			c.note(clean, scored(s, damaged))
		}
		return nil
	})
	all := crossings()
	for _, one := range each {
		for j := range one {
			all[j].join(&one[j])
		}
	}
	return all, err
}

// note takes in how far each attribute of one photo went.
func (c *crossing) note(from, to library.Score) {
	for _, a := range library.Attributes() {
		x, y := from.Of(a), to.Of(a)
		if x.Known != y.Known {
			c.gone[a]++
		}
		if x.Known && y.Known {
			c.moved[a] = append(c.moved[a], y.Mean-x.Mean)
		}
	}
}

func (c *crossing) join(d *crossing) {
	for a := range c.moved {
		c.moved[a] = append(c.moved[a], d.moved[a]...)
		c.gone[a] += d.gone[a]
	}
}

// median gives how far the attribute of the middle photo moves; 0 where no photo
// has it.
func (c *crossing) median(a library.Attribute) float64 {
	moved := slices.Sorted(slices.Values(c.moved[a]))
	if len(moved) == 0 {
		return 0
	}
	return (moved[(len(moved)-1)/2] + moved[len(moved)/2]) / 2
}

// worst gives the attribute whose median moves most, of those that should not.
func (c *crossing) worst() (attribute library.Attribute, by float64) {
	for _, a := range library.Attributes() {
		if m := c.median(a); !slices.Contains(c.own, a) && math.Abs(m) > math.Abs(by) {
			attribute, by = a, m
		}
	}
	return attribute, by
}

// printCrossTalk prints the medians, with a star at those above the limit that
// belong to another attribute, and how many values came or went.
func printCrossTalk(out io.Writer, all []crossing) {
	short := [library.NumAttributes]string{}
	fmt.Fprintf(out, "\nmedian move by damage; * more than %.1f though the damage is another's; (n) photos whose value came or went\n%-16s", crossLimit, "")
	for _, a := range library.Attributes() {
		short[a] = a.Key()[:min(len(a.Key()), 12)]
		fmt.Fprintf(out, " %12s", short[a])
	}
	fmt.Fprintln(out)
	for i := range all {
		c := &all[i]
		fmt.Fprintf(out, "%-16s", c.name)
		for _, a := range library.Attributes() {
			fmt.Fprintf(out, " %12s", c.cell(a))
		}
		fmt.Fprintln(out)
	}
}

func (c *crossing) cell(a library.Attribute) string {
	if len(c.moved[a]) == 0 {
		return "-"
	}
	m := c.median(a)
	text := fmt.Sprintf("%+.2f", m)
	if math.Abs(m) > crossLimit && !slices.Contains(c.own, a) {
		text = "*" + text
	}
	if c.gone[a] > 0 {
		text += fmt.Sprintf(" (%d)", c.gone[a])
	}
	return text
}
