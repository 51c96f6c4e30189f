package measure

import "math"

const (
	leanSD      = 0.6  // degrees by which a true line strays: walls, poles and lenses are not perfect
	endError    = 18.0 // degrees times pixels: how well the ends of a segment are known
	leanClasses = 6
	classRatio  = 1.25
	kernelReach = 4  // standard deviations beyond which a line says nothing
	kernelCells = 16 // of the table to one of them
)

// leanKernels are log-likelihood ratios, of being true to an axis against leaning
// anyhow, by how far a line's lean is from what it should be. A short line's lean
// is not known well, so there is one for each class of lengths, and share of lines
// that are true.
type leanKernels struct {
	sd    [leanClasses]float64 // degrees, rising
	ratio [leanClasses][trueShares][kernelReach*kernelCells + 1]float64
}

func newLeanKernels() *leanKernels {
	k := &leanKernels{}
	for c := range k.sd {
		k.sd[c] = leanSD * math.Pow(classRatio, float64(c))
		peak := anyLean / (k.sd[c] * math.Sqrt(2*math.Pi))
		for s, share := range shares() {
			for i := range k.ratio[c][s] {
				d := float64(i) / kernelCells
				k.ratio[c][s][i] = math.Log1p(share[0] / (1 - share[0]) * peak * math.Exp(-d*d/2))
			}
		}
	}
	return k
}

// classOf gives the class of a line by its length in pixels.
func (k *leanKernels) classOf(length float64) int {
	sd := math.Hypot(leanSD, endError/length)
	for c := leanClasses - 1; c > 0; c-- {
		if sd >= k.sd[c] {
			return c
		}
	}
	return 0
}
