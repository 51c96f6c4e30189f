package taste

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
)

const (
	// Level is the chance of ever speaking without being better than the built-in
	// scorer, at any number of looks.
	Level = 0.05
	// needed is the evidence for that.
	needed = 1 / Level
	// BlockSize is how many of each side a block needs at least: kept photos, and
	// as many that were not.
	BlockSize = 4
	// leastModel is how many pairs a model has to have scored before it must be beaten.
	leastModel = 12
	// mostDoubt closes an open gate: about so many blocks pass until that happens by
	// mistake.
	mostDoubt = 1000
	// doubted is the chance of a pair by which the other scorer is better that doubt
	// looks for.
	doubted = 0.65
)

// ErrGate says that a stored state is none.
var ErrGate = errors.New("this is no state of the test")

// Gate is the test by which a taste may speak: it must put more pairs of one kept photo
// and one that was not in the person's order than the built-in scorer does, and than the
// model where that scored the photos. What it is tested on are decisions about shoots
// that it did not learn from, each once, in blocks, as they come: looking again without
// new decisions changes nothing, and what was tested is never tested again.
//
// It is an always-valid test, a sign test by a mixture martingale (Counts.Evidence). An
// open gate is held against new blocks by a detector that forgets the past where that
// was good (Shin, Ramdas and Rinaldo 2023): it closes where the built-in scorer has been
// the better one of late, and a taste that is no worse is closed by mistake once in a
// thousand blocks at most, on average. To open again it takes twice the evidence each time.
type Gate struct {
	Open  bool `json:"open"`
	Falls int  `json:"falls"` // how often it closed again

	BuiltIn    Contest `json:"builtin"`     // since the start or the last fall
	Model      Contest `json:"model"`       // of the same
	ModelPairs int     `json:"model_pairs"` // of one pairing, that the model scored

	Doubt float64 `json:"doubt"` // that an open gate holds: the evidence against it since it was last in no doubt

	Pairs  int `json:"pairs"`  // of one pairing, that were tested in all
	Tested int `json:"tested"` // photos that were tested in all
}

// Check gives ErrGate where a state that was read is none.
func (g *Gate) Check() error {
	ok := g.BuiltIn.check() && g.Model.check() && g.Doubt >= 0 && finite(g.Doubt)
	for _, n := range []int{g.Falls, g.ModelPairs, g.Pairs, g.Tested} {
		ok = ok && n >= 0 && n <= mostCount
	}
	if !ok || g.Falls > 64 {
		return fmt.Errorf("%w: a count is out of bounds", ErrGate)
	}
	return nil
}

// Judged is a photo of a block with what each scorer says of it.
type Judged struct {
	Side    Side
	Stack   int      // 0 for one alone
	Taste   float64  // by weights that were learnt from other shoots
	BuiltIn float64  // overall
	Model   *float64 // overall; nil where it did not score the photo
}

// Needed is the evidence that opens the gate: 1/Level, doubled by each fall.
func (g *Gate) Needed() float64 {
	n := needed
	for range g.Falls {
		n *= 2
	}
	return n
}

// Take tests a block: photos of one shoot, whose decisions were never tested before, with
// as many kept as not. It gives what changed.
func (g *Gate) Take(block []Judged, seed uint64) (opened, fell bool) {
	var kept, not []int
	for i := range block {
		switch block[i].Side {
		case Kept:
			kept = append(kept, i)
		case NotKept:
			not = append(not, i)
		}
	}
	n := min(len(kept), len(not))
	var builtIn, model Contest
	modelPairs := 0
	for m := range Matchings {
		pairs := match(block, kept[:n], not[:n], rand.New(rand.NewPCG(seed, uint64(m))))
		for _, p := range pairs {
			k, o := &block[p[0]], &block[p[1]]
			builtIn[m].add(k.Taste-o.Taste, k.BuiltIn-o.BuiltIn)
			if k.Model != nil && o.Model != nil {
				model[m].add(k.Taste-o.Taste, *k.Model-*o.Model)
				if m == 0 {
					modelPairs++
				}
			}
		}
	}
	g.Pairs += n
	g.Tested += 2 * n
	if g.Open {
		g.BuiltIn.join(&builtIn)
		return false, g.hold(&builtIn)
	}
	g.BuiltIn.join(&builtIn)
	g.Model.join(&model)
	g.ModelPairs += modelPairs
	if g.BuiltIn.Evidence() < g.Needed() || g.ModelPairs >= leastModel && g.Model.Evidence() < g.Needed() {
		return false, false
	}
	g.Open, g.Doubt = true, 0
	return true, false
}

// hold counts a block against an open gate, and closes it where that says so.
func (g *Gate) hold(block *Contest) (fell bool) {
	g.Doubt = max(g.Doubt, 1) * block.mean(func(c Counts) float64 {
		return math.Exp(float64(c.Losses)*math.Log(2*doubted) + float64(c.Wins)*math.Log(2*(1-doubted)))
	})
	if g.Doubt < mostDoubt {
		return false
	}
	*g = Gate{Falls: g.Falls + 1, Pairs: g.Pairs, Tested: g.Tested}
	return true
}

// add counts a pair by whether each scorer puts the kept photo first. Where both do, or
// neither, or one puts both level, it says nothing about which is better.
func (c *Counts) add(taste, other float64) {
	switch {
	case taste > 0 && other < 0:
		c.Wins++
	case taste < 0 && other > 0:
		c.Losses++
	}
}

func (c *Contest) join(o *Contest) {
	for m := range c {
		c[m].Wins += o[m].Wins
		c[m].Losses += o[m].Losses
	}
}

// match pairs kept photos with others, of the same stack where there are such, each once.
func match(block []Judged, kept, not []int, r *rand.Rand) (pairs [][2]int) {
	free := map[int][]int{}
	for _, at := range r.Perm(len(not)) {
		stack := block[not[at]].Stack
		free[stack] = append(free[stack], not[at])
	}
	used := map[int]bool{}
	var alone []int
	for _, at := range r.Perm(len(kept)) {
		k := kept[at]
		stack := block[k].Stack
		if others := free[stack]; stack != 0 && len(others) > 0 {
			pairs = append(pairs, [2]int{k, others[0]})
			free[stack], used[others[0]] = others[1:], true
			continue
		}
		alone = append(alone, k)
	}
	for _, at := range r.Perm(len(not)) {
		if o := not[at]; !used[o] && len(alone) > 0 {
			pairs = append(pairs, [2]int{alone[0], o})
			alone = alone[1:]
		}
	}
	return pairs
}

// HasModel is true where the model scored enough pairs that it has to be beaten too.
func (g *Gate) HasModel() bool { return g.ModelPairs >= leastModel }
