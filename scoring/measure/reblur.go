package measure

const (
	reblurReach  = 4                 // half of Crete's averaging strip
	reblurLength = 2*reblurReach + 1 // nine pixels
)

// reblur adds up, along the rows and down the columns of a block, how neighbours
// differ and how much of that a nine pixel average would take away (Crete et al.
// 2007). The average's own difference is that of the two samples at the ends of
// its strip.
func (k *workspace) reblur(b *blockSums, in area) {
	level, upright := in, in
	level.left, level.right = max(in.left, reblurReach+1), min(in.right, k.w-reblurReach)
	upright.top, upright.bottom = max(in.top, reblurReach+1), min(in.bottom, k.h-reblurReach)
	k.compare(b, level, 1)
	k.compare(b, upright, k.w)
}

// compare adds up the differences of neighbours and of the ends of their strips;
// neighbours are so many samples apart. It takes four pixels at once; the last four
// of a row may overlap those before and then count in part.
func (k *workspace) compare(b *blockSums, in area, apart int) {
	// A larger difference exceeds any of a strip's ends, and ninefold a lane.
	const most = mostUnits/reblurLength + 1
	luma := k.luma
	for y := in.top; y < in.bottom; y++ {
		var variation, left lanes
		keep := allLanes
		for x := in.left; x < in.right; x += laneCount {
			if over := x + laneCount - in.right; over > 0 {
				x, keep = x-over, keep<<(16*over)
			}
			i := y*k.w + x
			difference := lanesAt(luma, i).apart(lanesAt(luma, i-apart)) & keep
			strip := lanesAt(luma, i+reblurReach*apart).apart(lanesAt(luma, i-(reblurReach+1)*apart))
			variation += difference
			left += (reblurLength * difference.least(most*inLanes)).least(strip)
		}
		b.variation += variation.sum()
		b.lost += reblurLength*variation.sum() - left.sum()
	}
}
