package measure

import "math"

// measureNoise gives the standard deviation of the noise in levels of luma: what
// Immerkaer's mask reads in the calmest twentieth of blocks that are not
// clipped, less where even those hold texture. known is false when there are too
// few blocks to tell.
func (k *workspace) measureNoise() (sd float64, g Grain, known bool) {
	clipped := 0
	k.keyed(func(b *block) float64 {
		if b.clipped {
			clipped++
			return math.Inf(1)
		}
		return b.noise
	})
	n := len(k.blocks) - clipped
	if n < 8 {
		return 0, Grain{}, false
	}
	calm := k.lowest(n/20 + 1)
	g.Floor, g.Middle = ranking(k.ranks, n/20), ranking(k.ranks, n/2)
	var grain, gradient, squares float64
	for _, i := range calm {
		b := &k.blocks[i]
		grain += b.grain()
		gradient += b.gradient
		squares += b.noise * b.noise
	}
	g.Texture = gradient / (gradientGain * max(squares, 1e-3))
	sd = g.Floor * grain / float64(len(calm))
	k.readCalm(&g, calm)
	g.Level = g.level(sd)
	return sd, g, true
}

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
