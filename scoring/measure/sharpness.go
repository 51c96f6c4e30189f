package measure

import "math"

// withoutNoise takes out of a reblur share what noise put in. Differences of
// neighbours add up in squares, those of white noise average 2 sd / sqrt(pi),
// and a blur destroys noiseReblur of them.
func withoutNoise(share, contrast, noiseSD float64) float64 {
	const noiseReblur, leastSignal = 0.87, 0.2
	if contrast <= 0 {
		return share
	}
	noise := 2 * noiseSD / math.Sqrt(math.Pi) / contrast
	part := min(1, noise*noise)
	return min(share, max(0, share-noiseReblur*part)/max(leastSignal, 1-part))
}

// keyed takes down a key of each block in the workspace's values.
func (k *workspace) keyed(key func(*block) float64) {
	k.values = k.values[:0]
	for i := range k.blocks {
		k.values = append(k.values, key(&k.blocks[i]))
	}
}

// lowest gives the places of n blocks with the lowest keys that were taken down,
// those first in the picture of several like the last one.
func (k *workspace) lowest(n int) []int {
	k.ranks = append(k.ranks[:0], k.values...)
	last := ranking(k.ranks, n-1)
	below := 0
	for _, v := range k.ranks[:n] {
		if v < last {
			below++
		}
	}
	k.order = k.order[:0]
	for i, v := range k.values {
		if v < last {
			k.order = append(k.order, i)
		} else if v == last && below < n {
			k.order = append(k.order, i)
			below++
		}
	}
	return k.order
}

// laplacianGain is the sum of the squares of the Laplacian's mask, by which it
// multiplies the variance of white noise.
const laplacianGain = 20

// Sharpness is how crisp the picture is where it is crispest, and how far that
// reaches.
type Sharpness struct {
	Reblur    float64 // share of variation that a blur destroys, in the most contrasty tenth of blocks, 0..1
	Laplacian float64 // log10(1 + variance of the Laplacian) that a tenth of the blocks exceed
	Wavelet   float64 // FISH energy of the sharpest hundredth, see fish.go
	Reach     float64 // share of the picture's blocks about as crisp as the best, 0..1
	Median    float64 // log10(1 + variance of the Laplacian) of the middle block
	Contrast  float64 // mean difference of neighbours in the blocks Reblur was read from, levels
}

// measureSharpness looks at the best blocks only: a blurred background is no
// fault. noiseSD is the noise in levels, which is taken off.
func (k *workspace) measureSharpness(noiseSD float64) Sharpness {
	k.keyed(func(b *block) float64 { return -b.variation })
	top := k.lowest(max(1, len(k.blocks)/10))
	var variation, lost float64
	for _, i := range top {
		variation += k.blocks[i].variation
		lost += k.blocks[i].lost
	}
	s := Sharpness{Contrast: variation / float64(len(top)*2*blockSide*blockSide)}
	if variation > 0 {
		s.Reblur = withoutNoise(lost/variation, s.Contrast, noiseSD)
	}
	k.keyed(func(b *block) float64 { return b.laplacian })
	ninth := ranking(k.values, len(k.values)*9/10)
	middle := ranking(k.values, len(k.values)/2)
	s.Laplacian = math.Log10(1 + ninth)
	s.Median = math.Log10(1 + max(0, middle-laplacianGain*noiseSD*noiseSD))
	crisp := 0
	for _, b := range k.blocks {
		if b.laplacian > ninth/8 && b.sharpness() > 0.75*s.Reblur {
			crisp++
		}
	}
	s.Reach = float64(crisp) / float64(len(k.blocks))
	return s
}
