package measure

import (
	"cmp"
	"math"
	"slices"
)

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

// ranked gives the places of the blocks in rising order of a key.
func (k *workspace) ranked(key func(*block) float64) []int {
	k.order, k.values = k.order[:0], k.values[:0]
	for i := range k.blocks {
		k.order = append(k.order, i)
		k.values = append(k.values, key(&k.blocks[i]))
	}
	slices.SortFunc(k.order, func(i, j int) int {
		return cmp.Or(cmp.Compare(k.values[i], k.values[j]), cmp.Compare(i, j))
	})
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
	top := k.ranked(func(b *block) float64 { return -b.variation })[:max(1, len(k.blocks)/10)]
	var variation, lost float64
	for _, i := range top {
		variation += k.blocks[i].variation
		lost += k.blocks[i].lost
	}
	s := Sharpness{Contrast: variation / float64(len(top)*2*blockSide*blockSide)}
	if variation > 0 {
		s.Reblur = withoutNoise(lost/variation, s.Contrast, noiseSD)
	}
	k.values = k.values[:0]
	for _, b := range k.blocks {
		k.values = append(k.values, b.laplacian)
	}
	laplacians := k.values
	slices.Sort(laplacians)
	ninth := laplacians[len(laplacians)*9/10]
	s.Laplacian = math.Log10(1 + ninth)
	s.Median = math.Log10(1 + max(0, laplacians[len(laplacians)/2]-laplacianGain*noiseSD*noiseSD))
	crisp := 0
	for _, b := range k.blocks {
		if b.laplacian > ninth/8 && b.sharpness() > 0.75*s.Reblur {
			crisp++
		}
	}
	s.Reach = float64(crisp) / float64(len(k.blocks))
	return s
}
