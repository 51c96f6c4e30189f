package measure

import "math"

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

// root is labCurve by straight lines between 2048ths; above 1, where the curve is a
// cube root, an eighth of it is looked up.
func (k *workspace) root(t float64) float64 {
	by := 1.0
	for t > 1 {
		t, by = t/8, 2*by
	}
	return by * k.rootBelow(max(0, t))
}

func (k *workspace) rootBelow(t float64) float64 {
	t *= 2048
	i := int(t)
	return k.roots[i] + (t-float64(i))*(k.roots[i+1]-k.roots[i])
}
