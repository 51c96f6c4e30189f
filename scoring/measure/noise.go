package measure

import "math"

// measureNoise gives the standard deviation of the noise in levels of luma: what
// Immerkaer's mask reads in the calmest twentieth of blocks that are not
// clipped, less where even those hold texture. known is false when there are too
// few blocks to tell. evenly says how much of sd is noise by how it lies, 0..1: noise
// is everywhere, so that half the blocks read hardly more than the calmest, while
// grass, gravel and fur are rougher here and calmer there.
func (k *workspace) measureNoise() (sd, evenly float64, known bool) {
	clipped := 0
	calm := k.ranked(func(b *block) float64 {
		if b.clipped {
			clipped++
			return math.Inf(1)
		}
		return b.noise
	})
	if len(calm)-clipped < 8 {
		return 0, 0, false
	}
	middle := k.blocks[calm[(len(calm)-clipped)/2]].noise
	calm = calm[:(len(calm)-clipped)/20+1]
	var grain float64
	for _, i := range calm {
		grain += k.blocks[i].grain()
	}
	floor := k.blocks[calm[len(calm)-1]].noise
	return floor * grain / float64(len(calm)), evenness().at(middle / max(floor, 1e-9)), true
}

// evenness is for how much more the middle block reads than the calmest twentieth.
// White noise of 8 levels and more on clean photos gives 1.15 to 1.3.
func evenness() curve { return curve{{1.4, 1}, {2, 0.35}} }

const (
	// gradientGain is the mean square of the Sobel gradient of white noise of
	// variance 1: twice the sum of squares of a mask, 12/64.
	gradientGain = 0.375
	// textureFrom is how many times the gradient of white noise a block may
	// have before what the mask reads in it counts as texture.
	textureFrom = 3.5
)

// grain is the share, 0..1, of a block's noise reading that is noise: texture
// joins neighbours and so has a stronger gradient than grain of the same reading.
func (b block) grain() float64 {
	if b.gradient <= 0 {
		return 1
	}
	return min(1, textureFrom*gradientGain*b.noise*b.noise/b.gradient)
}
