package measure

// sobelRow gives the gradients of a row but for its ends, 128ths of a level per
// pixel, and the sum of their squares left of each place that is not an end. Both
// masks are sums over columns of three, each of which serves three pixels: smooth
// (1 2 1) and slope (-1 0 1).
func sobelRow(up, here, down, gxs, gys []int16, squares []int) {
	n := len(here)
	up, down, gxs, gys, squares = up[:n], down[:n], gxs[:n], gys[:n], squares[:n-1]
	column := func(x int) (smooth, slope int) {
		above, below := int(up[x]), int(down[x])
		return above + below + 2*int(here[x]), below - above
	}
	smoothWest, slopeWest := column(0)
	smooth, slope := column(1)
	sum := 0
	squares[0] = 0
	for x := 2; x < n; x++ {
		smoothEast, slopeEast := column(x)
		gx, gy := smoothEast-smoothWest, slopeWest+2*slope+slopeEast
		gxs[x-1], gys[x-1] = int16(gx), int16(gy)
		sum += gx*gx + gy*gy
		squares[x-1] = sum
		smoothWest, slopeWest = smooth, slope
		smooth, slope = smoothEast, slopeEast
	}
}

// energyRow adds a row's squared gradients to its blocks and to the cells of the
// coarse grid.
func (k *workspace) energyRow(y int, count *grid) {
	for i := range k.bands {
		from, to := k.blockSpan(i)
		k.bands[i].gradient += k.squares[min(to, k.w-1)-1] - k.squares[max(from, 1)-1]
	}
	base := y * gridSide / k.h * gridSide
	for i := range gridSide {
		from, to := max(1, k.cellFrom[i]), min(k.w-1, k.cellFrom[i+1])
		if from >= to {
			continue
		}
		k.energy[base+i] += float64(k.squares[to-1] - k.squares[from-1])
		count[base+i] += float64(to - from)
	}
}

func abs(v int) int {
	sign := v >> 63
	return (v ^ sign) - sign
}
