package measure

const (
	// speckHeight is by how much a pixel must stand out from its four
	// neighbours to count as a speck, in the units of luma.
	speckHeight = 14 * fine
	// lapBias keeps a Laplacian from being negative: it is at most four times
	// the largest luma, either way.
	lapBias = 1 << 14
	// Luma beyond these tells nothing of noise.
	leastLuma, mostLuma = 5 * fine, 250 * fine
)

// bend reads the second differences of a block, which reach one sample further on
// all sides, and looks for specks. It takes four pixels at once; the last four of a
// row may overlap those before and then count in part.
func (k *workspace) bend(b *blockSums, in area) {
	w, luma := k.w, k.luma
	for y := in.top; y < in.bottom; y++ {
		keep := allLanes
		for x := in.left; x < in.right; x += laneCount {
			if over := x + laneCount - in.right; over > 0 {
				x, keep = x-over, keep<<(16*over)
			}
			i := y*w + x
			centre := lanesAt(luma, i)
			corners := lanesAt(luma, i-w-1) + lanesAt(luma, i-w+1) + lanesAt(luma, i+w-1) + lanesAt(luma, i+w+1)
			around := lanesAt(luma, i-w) + lanesAt(luma, i-1) + lanesAt(luma, i+1) + lanesAt(luma, i+w)
			// Immerkaer's mask is 1 -2 1, -2 4 -2, 1 -2 1.
			mask := laneHalfs + corners + 4*centre - 2*around
			b.mask += (mask.magnitude() & keep).sum()
			b.clipped |= centre.outside(leastLuma, mostLuma)
			lap := (lapBias*inLanes+around-4*centre)&keep | lapBias*inLanes&^keep
			b.addLaplacian(lap)
			// Only where all four neighbours are that far away can each be.
			if lap.outside(lapBias-4*speckHeight, lapBias+4*speckHeight) != 0 {
				k.specks.n += countSpecks(luma, i, w, keep)
			}
		}
	}
	b.n += (in.right - in.left) * (in.bottom - in.top)
}

func (b *blockSums) addLaplacian(biased lanes) {
	p, q := int(biased&0xffff)-lapBias, int(biased>>16&0xffff)-lapBias
	r, s := int(biased>>32&0xffff)-lapBias, int(biased>>48)-lapBias
	b.lap += p + q + r + s
	b.lapSquared += p*p + q*q + r*r + s*s
}
