package measure

import "math"

// speckHeight is by how much a pixel must stand out from its four neighbours to
// count as a speck, in the units of luma.
const speckHeight = 14 * fine

// specks counts lone pixels, which dead cells and transmission errors leave.
type specks struct{ n int }

func (k *workspace) measureSpecks() float64 {
	return 1000 * float64(k.specks.n) / float64(k.w*k.h)
}

// gradientKurtosis tells a few strong edges from texture everywhere.
func (k *workspace) gradientKurtosis() float64 {
	var sum, squares float64
	for _, b := range k.blocks {
		sum += b.gradient
		squares += b.gradient * b.gradient
	}
	if sum <= 0 {
		return 0
	}
	return math.Log10(squares * float64(len(k.blocks)) / (sum * sum))
}
