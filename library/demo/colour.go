package demo

import "math"

// rgb is light: linear, sRGB primaries, 1 is paper white and more is brighter.
type rgb struct{ r, g, b float32 }

// hex turns a colour as painters know it, 0xRRGGBB in sRGB, into light.
func hex(v uint32) rgb { return rgb{toLinear(v >> 16), toLinear(v >> 8), toLinear(v)} }

// toLinear undoes the sRGB curve for the low 8 bits of v by a cubic that is
// within 0.002 of it (Chilliant 2012): colours are mixed for every pixel, and
// the exact power would take most of the time.
func toLinear(v uint32) float32 {
	s := float32(v&255) / 255
	return s * (s*(s*0.305306011+0.682171111) + 0.012522878)
}

func toSRGB(v float64) float64 {
	if v <= 0.0031308 {
		return v * 12.92
	}
	return 1.055*math.Pow(v, 1/2.4) - 0.055
}

func (c rgb) times(k float64) rgb {
	f := float32(k)
	return rgb{c.r * f, c.g * f, c.b * f}
}

func (c rgb) plus(d rgb) rgb { return rgb{c.r + d.r, c.g + d.g, c.b + d.b} }

// filter is light c through, or from, a surface of colour d.
func (c rgb) filter(d rgb) rgb { return rgb{c.r * d.r, c.g * d.g, c.b * d.b} }

// plusTimes adds k times d.
func (c rgb) plusTimes(d rgb, k float64) rgb {
	f := float32(k)
	return rgb{c.r + d.r*f, c.g + d.g*f, c.b + d.b*f}
}

// mix goes from a (t <= 0) to b (t >= 1).
func mix(a, b rgb, t float64) rgb {
	f := float32(clamp(t))
	return rgb{a.r + (b.r-a.r)*f, a.g + (b.g-a.g)*f, a.b + (b.b-a.b)*f}
}

// ramp is a gradient through colours at rising places.
type ramp []struct {
	at float64
	c  rgb
}

func (g ramp) colour(t float64) rgb {
	for i := 1; i < len(g); i++ {
		if t < g[i].at {
			return mix(g[i-1].c, g[i].c, smooth(g[i-1].at, g[i].at, t))
		}
	}
	return g[len(g)-1].c
}

func clamp(v float64) float64 { return max(0, min(1, v)) }

// smooth rises from 0 at a to 1 at b without corners.
func smooth(a, b, v float64) float64 {
	t := clamp((v - a) / (b - a))
	return t * t * (3 - 2*t)
}

func lerp(a, b, t float64) float64 { return a + (b-a)*t }

// bell is 1 at 0 and falls off like a hill of half-width w.
func bell(v, w float64) float64 { return math.Exp(-v * v / (w * w)) }
