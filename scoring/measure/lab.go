package measure

import "math"

// labGrids gives CIE L*a*b* (D65) of sRGB colours 0..255: L 0..100, a and b
// about -110..110.
func (k *workspace) labGrids(r, g, b *grid) [3]grid {
	var lab [3]grid
	for i := range r {
		lr, lg, lb := k.linearAt(r[i]), k.linearAt(g[i]), k.linearAt(b[i])
		x := k.root((0.4124*lr + 0.3576*lg + 0.1805*lb) / 0.9505)
		y := k.root(0.2126*lr + 0.7152*lg + 0.0722*lb)
		z := k.root((0.0193*lr + 0.1192*lg + 0.9505*lb) / 1.0890)
		lab[0][i], lab[1][i], lab[2][i] = 116*y-16, 500*(x-y), 200*(y-z)
	}
	return lab
}

// linear undoes the sRGB transfer curve (IEC 61966-2-1): 0..255 to light 0..1.
func linear(v float64) float64 {
	v /= 255
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

func labCurve(t float64) float64 {
	if t > 216.0/24389 {
		return math.Cbrt(t)
	}
	return (24389.0/27*t + 16) / 116
}

// linearAt is linear by straight lines between whole levels.
func (k *workspace) linearAt(v float64) float64 {
	i := min(int(v), 254)
	return k.linear[i] + (v-float64(i))*(k.linear[i+1]-k.linear[i])
}

// root is labCurve by straight lines between 2048ths.
func (k *workspace) root(t float64) float64 {
	t = min(1, max(0, t)) * 2048
	i := int(t)
	return k.roots[i] + (t-float64(i))*(k.roots[i+1]-k.roots[i])
}
