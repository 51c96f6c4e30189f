package main

import (
	"fmt"
	"io"
	"strings"

	"keeplight.app/keeplight/library"
)

// bound is one thing that must hold of the built-in scorer, and what was found.
type bound struct {
	what, wanted, found string
	held                bool
}

// bounds holds the results against what is promised. What could not be measured is
// left out.
func (r *results) bounds() []bound {
	all := append(r.ratedBounds(), r.stepBounds()...)
	all = append(all, r.motions.bounds()...)
	for i := range r.shifts {
		s := &r.shifts[i]
		attribute, most := s.most()
		all = append(all, bound{
			"same picture, " + s.title, fmt.Sprintf("at most %.1f", s.limit),
			fmt.Sprintf("%.2f, %s; %d came or went", most, attribute.Key(), s.appeared), most <= s.limit && s.appeared == 0,
		})
	}
	all = append(all, r.radarBounds()...)
	const quick, tiles = 15, 60 // milliseconds
	return append(all,
		bound{"quick pass, mean", "at most 15 ms", fmt.Sprintf("%.1f ms", milliseconds(r.quick.mean)), milliseconds(r.quick.mean) <= quick},
		bound{"tile pass, mean", "at most 60 ms", fmt.Sprintf("%.1f ms", milliseconds(r.tiles.mean)), milliseconds(r.tiles.mean) <= tiles})
}

// ratedBounds compares with people, with the peers and with the version before.
func (r *results) ratedBounds() []bound {
	const tid, flive, flivesHead = 0.6, 0.33, 0.12
	var found []bound
	for i := range r.clouds {
		c := &r.clouds[i]
		head := strings.Contains(c.title, "technical head")
		switch {
		case strings.HasPrefix(c.title, tidSet):
			found = append(found, c.atLeast(tid))
		case head:
			found = append(found, c.atLeast(flivesHead),
				bound{c.title, "interval above 0", fmt.Sprintf("from %.3f", c.srcc.Low), c.srcc.Low > 0})
		default:
			found = append(found, c.atLeast(flive))
			if best := r.bestSimple("flive"); best != nil {
				found = append(found, bound{c.title, fmt.Sprintf("above %.3f, the best simple peer's", best.rank), fmt.Sprintf("%.3f", c.rank), c.rank > best.rank})
			}
		}
	}
	for k, d := range r.better {
		what := []string{"overall", "head"}[k]
		found = append(found, bound{"flive, " + what + " against the version before", "interval above 0", fmt.Sprintf("from %+.3f", d.By.Low), d.By.Low > 0})
	}
	if r.rated.pairs > 0 {
		found = append(found, r.rated.bound("tid, pairs that ± calls clear"))
	}
	return found
}

func (c *cloud) atLeast(least float64) bound {
	return bound{c.title, fmt.Sprintf("SRCC at least %.2f", least), fmt.Sprintf("%.3f", c.rank), c.rank >= least}
}

// bestSimple gives the simple peer that agrees best with a set's ratings.
func (r *results) bestSimple(set string) (best *cloud) {
	for i := range r.simple {
		if p := &r.simple[i]; strings.HasPrefix(p.title, set) && (best == nil || p.rank > best.rank) {
			best = p
		}
	}
	return best
}

// radarBounds asks for a whole radar and for an overall that tells photos apart.
func (r *results) radarBounds() (found []bound) {
	const most, least, span = judged, 7.5, 1.0
	if r.radar.photos > 0 {
		found = append(found, bound{
			"attributes known on ordinary photos", fmt.Sprintf("at least %.1f of %d", least, most),
			fmt.Sprintf("%.2f", r.radar.known()), r.radar.known() >= least,
		})
	}
	if r.spread.photos > 0 {
		found = append(found, bound{
			"middle half of the overall", fmt.Sprintf("spans at least %.1f", span),
			fmt.Sprintf("%.2f", middle(r.spread.overall)), middle(r.spread.overall) >= span,
		})
	}
	return found
}

func (r *results) stepBounds() []bound {
	var found []bound
	var clear certainty
	for i := range r.orders {
		l, o := r.ladders[i], &r.orders[i]
		clear.join(o.clear)
		other, by := o.most(l.attribute)
		own := mean(o.moved[l.attribute])
		found = append(found,
			bound{"steps of " + l.name, "95 % in order", fmt.Sprintf("%.1f %%", 100*o.share()), o.share() >= 0.95},
			bound{"steps of " + l.name, "others move less", fmt.Sprintf("%s %.2f, %s %.2f", l.attribute.Key(), own, other.Key(), by), by < own})
	}
	if clear.pairs > 0 {
		found = append(found, clear.bound("made damages, pairs that ± calls clear"))
	}
	return found
}

func printBounds(out io.Writer, all []bound) {
	fmt.Fprintf(out, "\n%-55s %-36s %s\n", "must hold", "wanted", "found")
	for _, b := range all {
		word := "ok"
		if !b.held {
			word = "MISSED"
		}
		fmt.Fprintf(out, "%-55s %-36s %s  %s\n", b.what, b.wanted, b.found, word)
	}
}

// most gives the attribute that moves farthest, of those that the shift speaks of.
func (s *shift) most() (attribute library.Attribute, by float64) {
	for _, a := range library.Attributes() {
		if _, largest := s.share(a); s.speaksOf(a) && largest > by {
			attribute, by = a, largest
		}
	}
	return attribute, by
}

// speaksOf is false for what may move, as clarity does with the size.
func (s *shift) speaksOf(a library.Attribute) bool {
	return len(s.moved[a]) > 0 && (a != library.Clarity || s.clarityMatters)
}
