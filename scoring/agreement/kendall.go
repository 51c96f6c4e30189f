package agreement

import "math"

// kendall is KRCC (tau-b) of a draw, in n log n steps (after Knight 1966): pairs
// are met by rising x, and a tree says how many of those met have a smaller y. ok
// is false where one side is constant.
func (s *sample) kendall(d *draw) (float64, bool) {
	clear(d.tree)
	var met, surplus, tied float64 // surplus of pairs in the same order on both sides
	for from := 0; from < len(s.xs.order); {
		to, group := from, 0.0
		for to < len(s.xs.order) && s.xs.level[s.xs.order[to]] == s.xs.level[s.xs.order[from]] {
			i := s.xs.order[to]
			if w := d.weights[i]; w > 0 {
				below := d.upTo(s.ys.level[i])
				above := met - d.upTo(s.ys.level[i]+1)
				surplus += w * (below - above)
				group += w
			}
			to++
		}
		for _, i := range s.xs.order[from:to] {
			if w := d.weights[i]; w > 0 {
				d.add(s.ys.level[i], w)
			}
		}
		met += group
		tied += pairsOf(group)
		from = to
	}
	all := pairsOf(met)
	r := surplus / math.Sqrt((all-tied)*(all-s.ys.tied(d.weights)))
	if math.IsNaN(r) || math.IsInf(r, 0) {
		return 0, false
	}
	return min(1, max(-1, r)), true
}

// tied counts the pairs that are equal on this side.
func (s *side) tied(weights []float64) (tied float64) {
	group := 0.0
	for k, i := range s.order {
		if k > 0 && s.level[i] != s.level[s.order[k-1]] {
			tied += pairsOf(group)
			group = 0
		}
		group += weights[i]
	}
	return tied + pairsOf(group)
}

func pairsOf(n float64) float64 { return n * (n - 1) / 2 }

// upTo is the weight of all levels below this one.
func (d *draw) upTo(level int) (sum float64) {
	for ; level > 0; level &= level - 1 {
		sum += d.tree[level]
	}
	return sum
}

func (d *draw) add(level int, weight float64) {
	for at := level + 1; at < len(d.tree); at += at & -at {
		d.tree[at] += weight
	}
}
