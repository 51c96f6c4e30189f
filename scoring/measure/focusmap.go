package measure

import "math"

// focusMap says how much detail each cell holds, in doublings of its gradient, from
// which the noise was taken. A lens blurs what the photographer did not point at
// (Datta 2006). The logarithm keeps grass from hiding skin.
func (k *workspace) focusMap() grid {
	const least = 1.0 // level a pixel, below which detail does not show
	var g grid
	for i, e := range k.energy {
		g[i] = math.Log2(1 + e/least)
	}
	return g.smoothed(2)
}
