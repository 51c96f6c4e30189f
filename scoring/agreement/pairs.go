package agreement

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/stat"
)

// mostPaired bounds the photos of which all pairs are looked at: that is some fifty
// million pairs. Of more photos a random part is taken.
const mostPaired = 10000

// Pairs counts pairs of photos that scores put in the order in which people put
// them. Pairs that people rate equal have no order and are left out.
type Pairs struct {
	Photos     int  // of which all pairs were looked at: at most 10,000, drawn where there are more
	All        Band // every pair that people put in an order
	PeopleTied int  // pairs left out
	// The same pairs by how far the ratings are apart, and by how far the scores
	// are, in standard deviations of each.
	ByRating, ByScore     []Band
	RatingUnit, ScoreUnit float64 // those standard deviations
}

// Band is the pairs whose distance is From or more and below To.
type Band struct {
	From, To           float64 // To is +Inf in the last
	Right, Wrong, Tied int     // Tied pairs have equal scores
	// Share of the pairs that are right, a tie counting as half: 0.5 is guessing.
	// Its interval is that of the delete-one jackknife (Efron 1982), which takes a
	// photo out with all its pairs.
	Share Figure
}

// N is how many pairs there are.
func (b *Band) N() int { return b.Right + b.Wrong + b.Tied }

// gapEdges are in standard deviations: two random photos differ by one or more
// about half of the time.
func gapEdges() []float64 { return []float64{0, 0.25, 0.5, 1, 2, math.Inf(1)} }

// CountPairs compares all pairs of photos. It fails when the lengths differ or a
// number is not finite.
func CountPairs(scores, ratings []float64, seed uint64) (Pairs, error) {
	if err := ignoreFew(scores, ratings); err != nil {
		return Pairs{}, err
	}
	p := Pairs{RatingUnit: stat.StdDev(ratings, nil), ScoreUnit: stat.StdDev(scores, nil)}
	chosen := someOf(len(scores), seed)
	p.Photos = len(chosen)
	byRating, byScore, all := newTally(gapEdges(), p.Photos), newTally(gapEdges(), p.Photos), newTally([]float64{0, math.Inf(1)}, p.Photos)
	for a, i := range chosen {
		for b, j := range chosen[:a] {
			dr, ds := ratings[i]-ratings[j], scores[i]-scores[j]
			if dr == 0 {
				p.PeopleTied++
				continue
			}
			o := orderOf(dr, ds)
			all.add(a, b, o, 0)
			byRating.add(a, b, o, math.Abs(dr)/p.RatingUnit)
			if p.ScoreUnit > 0 {
				byScore.add(a, b, o, math.Abs(ds)/p.ScoreUnit)
			}
		}
	}
	p.All = all.bands()[0]
	p.ByRating, p.ByScore = byRating.bands(), byScore.bands()
	return p, nil
}

// someOf gives all of n photos, or as many as may be paired, in order.
func someOf(n int, seed uint64) []int {
	all := rand.New(rand.NewPCG(seed, 1)).Perm(n)
	return all[:min(n, mostPaired)]
}

// order is how scores put a pair.
type order uint8

const (
	right order = iota
	wrong
	tied
)

func orderOf(ratings, scores float64) order {
	switch {
	case scores == 0:
		return tied
	case (scores > 0) == (ratings > 0):
		return right
	}
	return wrong
}

// tally counts pairs in bands, and of each photo, for the jackknife.
type tally struct {
	edges []float64
	count [][3]int
	own   [][]mine // of each band and photo
}

// mine is the pairs that a photo is in.
type mine struct {
	halves int32 // right ones twice, ties once
	pairs  int32
}

func newTally(edges []float64, photos int) *tally {
	t := &tally{edges: edges, count: make([][3]int, len(edges)-1), own: make([][]mine, len(edges)-1)}
	for i := range t.own {
		t.own[i] = make([]mine, photos)
	}
	return t
}

// bandOf is the band of a distance that is not below all of them.
func (t *tally) bandOf(distance float64) int {
	k := len(t.edges) - 2
	for k > 0 && distance < t.edges[k] {
		k--
	}
	return k
}

func (t *tally) add(a, b int, o order, distance float64) {
	if distance < t.edges[0] {
		return
	}
	k := t.bandOf(distance)
	t.count[k][o]++
	for _, photo := range [2]int{a, b} {
		own := &t.own[k][photo]
		own.pairs++
		switch o {
		case right:
			own.halves += 2
		case tied:
			own.halves++
		}
	}
}

func (t *tally) bands() []Band {
	out := make([]Band, len(t.count))
	for k, c := range t.count {
		b := Band{From: t.edges[k], To: t.edges[k+1], Right: c[right], Wrong: c[wrong], Tied: c[tied]}
		b.Share = jackknife(float64(2*b.Right+b.Tied)/2, float64(b.N()), t.own[k])
		out[k] = b
	}
	return out
}

// jackknife gives good / pairs and how it moves when one photo is taken out.
func jackknife(good, pairs float64, own []mine) Figure {
	if pairs == 0 {
		return Figure{}
	}
	f := Figure{Known: true, Value: good / pairs}
	var without []float64
	for _, m := range own {
		if left := pairs - float64(m.pairs); left > 0 {
			without = append(without, (good-float64(m.halves)/2)/left)
		}
	}
	n := float64(len(without))
	if n < float64(len(own)) || n < 3 { // one photo is in all pairs: there is nothing to compare it with
		return f
	}
	half := 1.96 * math.Sqrt((n-1)/n*stat.Variance(without, nil)*(n-1))
	f.Low, f.High, f.Rounds = max(0, f.Value-half), min(1, f.Value+half), len(without)
	return f
}
