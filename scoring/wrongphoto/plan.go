package wrongphoto

import "math/rand/v2"

// Fewest is the number of pairs under which a share says too little to be shown
// beside a text: its interval is then wider than a fifth.
const Fewest = 100

// Plan says which texts are held against which of n explained photos.
type Plan struct {
	pairs    [][2]int // of photos, each in one pair
	shuffled [][2]int // for each pair, whose texts stand in for those of its photos; as long as pairs, or empty
}

// NewPlan pairs photos that are in the shoot's order: each with the one that lies half
// a shoot away, because neighbours may be frames of one burst, about which one text
// would be true twice. Of an odd number the last is left out. The control takes texts
// of photos outside the pair, by lot, the same every time; it needs two pairs.
func NewPlan(n int) *Plan {
	p := &Plan{}
	half := n / 2
	for i := range half {
		p.pairs = append(p.pairs, [2]int{i, i + half})
	}
	if half < 2 {
		return p
	}
	lot := rand.New(rand.NewPCG(uint64(half), 0x5715))
	for i := range half {
		outside := func() int {
			for {
				if j := lot.IntN(2 * half); j != i && j != i+half {
					return j
				}
			}
		}
		p.shuffled = append(p.shuffled, [2]int{outside(), outside()})
	}
	return p
}

// Pairs is how many pairs of photos there are.
func (p *Plan) Pairs() int { return len(p.pairs) }

// Photos gives the photos that are shown, by their place.
func (p *Plan) Photos() (places []int) {
	for _, side := range []int{0, 1} {
		for _, pair := range p.pairs {
			places = append(places, pair[side])
		}
	}
	return places
}

// Texts gives the places of the photos whose texts are held against a photo, each once.
func (p *Plan) Texts(photo int) (places []int) {
	seen := map[int]bool{}
	for i, pair := range p.pairs {
		if pair[0] != photo && pair[1] != photo {
			continue
		}
		all := pair[:]
		if len(p.shuffled) > 0 {
			all = append(all, p.shuffled[i][:]...)
		}
		for _, place := range all {
			if !seen[place] {
				seen[place] = true
				places = append(places, place)
			}
		}
	}
	return places
}
