package taste

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Counts are pairs in which exactly one of two scorers was right.
type Counts struct {
	Wins   int `json:"wins"`   // of the taste
	Losses int `json:"losses"` // of the other
}

// Evidence is how much more likely the counts are under some chance of a win above one
// half than under one half: the mixture over all such chances by equal weight, a
// nonnegative martingale where wins and losses come by a fair coin (Robbins 1970). By
// Ville's inequality (1939) it ever reaches 1/a with a chance of at most a, however often
// somebody looks. It is 1 of nothing.
func (c Counts) Evidence() float64 {
	w, l := float64(c.Wins)+1, float64(c.Losses)+1
	above := mathext.RegIncBeta(l, w, 0.5) // 1 - RegIncBeta(w, l, 0.5) would lose all digits
	if above <= 0 {
		return 0
	}
	logB := lgamma(w) + lgamma(l) - lgamma(w+l)
	return math.Exp(min(700, (w+l-1)*math.Ln2+logB+math.Log(above)))
}

func lgamma(x float64) float64 {
	v, _ := math.Lgamma(x)
	return v
}

// Matchings is in how many ways the photos of a block are paired. Each pairing by itself
// is tested, and so is the mean over all of their evidence: a mean of martingales is one,
// and no luck of a single pairing decides.
const Matchings = 16

// Contest is what came of pairs against one other scorer.
type Contest [Matchings]Counts

// Evidence is the mean over the pairings.
func (c *Contest) Evidence() float64 { return c.mean(Counts.Evidence) }

// Wins is how many pairs the taste alone had right, on average over the pairings.
func (c *Contest) Wins() float64 { return c.mean(func(k Counts) float64 { return float64(k.Wins) }) }

// Losses is how many the other scorer alone had right, on average over the pairings.
func (c *Contest) Losses() float64 {
	return c.mean(func(k Counts) float64 { return float64(k.Losses) })
}

func (c *Contest) mean(of func(Counts) float64) float64 {
	sum := 0.0
	for _, k := range c {
		sum += of(k) / Matchings
	}
	return sum
}

func (c *Contest) check() bool {
	for _, k := range c {
		if k.Wins < 0 || k.Losses < 0 || k.Wins > mostCount || k.Losses > mostCount {
			return false
		}
	}
	return true
}

// mostCount bounds what a stored count may be.
const mostCount = 1 << 30
