package measure

import "math"

// normalLight is the mean linear light of an ordinary exposure, 0..1.
const normalLight = 0.22

// normalGain is what the linear light of the picture is multiplied by before
// colours are compared, so that the same scene exposed darker or brighter looks
// the same: its mean light becomes normalLight. Night scenes are held back, or
// their noise would become the picture.
func (k *workspace) normalGain() float64 {
	const least, most = 0.3, 16
	var sum float64
	for level, n := range k.light.luma {
		sum += k.linear[level] * float64(n)
	}
	return min(most, max(least, normalLight*float64(k.light.n)/max(sum, 1e-9)))
}

// labGrids gives CIE L*a*b* (D65) of sRGB colours 0..255 whose linear light was
// multiplied by gain: L from 0, 100 for the white of gain 1.
func (k *workspace) labGrids(r, g, b *grid, gain float64) *[3]grid {
	lab := &k.lab
	for i := range r {
		lr, lg, lb := gain*k.linearAt(r[i]), gain*k.linearAt(g[i]), gain*k.linearAt(b[i])
		x := k.root((0.4124*lr + 0.3576*lg + 0.1805*lb) / 0.9505)
		y := k.root(0.2126*lr + 0.7152*lg + 0.0722*lb)
		z := k.root((0.0193*lr + 0.1192*lg + 0.9505*lb) / 1.0890)
		lab[0][i], lab[1][i], lab[2][i] = 116*y-16, 500*(x-y), 200*(y-z)
	}
	return lab
}

// contrast is the root mean square Lab distance of a cell from the picture's mean.
func contrast(lab *[3]grid) float64 {
	var sum float64
	for c := range lab {
		m := lab[c].mean()
		for _, v := range lab[c] {
			sum += (v - m) * (v - m)
		}
	}
	return math.Sqrt(sum / float64(len(lab[0])))
}
