package measure

import "math"

// specks counts lone pixels, which dead cells and transmission errors leave.
type specks struct{ n int }

func (k *workspace) measureSpecks() float64 {
	return 1000 * float64(k.specks.n) / float64(k.w*k.h)
}

// countSpecks counts which of four pixels from i on, if their lanes are kept, stand
// out from their four neighbours.
func countSpecks(luma []int16, i, w int, keep lanes) (n int) {
	for range laneCount {
		c := luma[i]
		west, east, above, below := luma[i-1], luma[i+1], luma[i-w], luma[i+w]
		if keep&1 == 1 && (c > max(west, east, above, below)+speckHeight || c < min(west, east, above, below)-speckHeight) {
			n++
		}
		i, keep = i+1, keep>>16
	}
	return n
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
