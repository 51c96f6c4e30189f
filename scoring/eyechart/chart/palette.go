package chart

import "math/rand/v2"

// hue gives a colour of its own for every draw, some of them near grey as most
// things are.
func hue(r *rand.Rand) colour {
	light := r.Float32()
	strength := r.Float32() * r.Float32()
	return colour{
		light + strength*(r.Float32()*2-1), light + strength*(r.Float32()*2-1), light + strength*(r.Float32()*2-1),
	}.clipped()
}

func (c colour) clipped() colour {
	for i := range c {
		c[i] = min(1, max(0, c[i]))
	}
	return c
}

func between(r *rand.Rand, lo, hi float64) float64 { return lo + (hi-lo)*r.Float64() }

func maybe(r *rand.Rand, share float64) bool { return r.Float64() < share }

// gradient goes from one colour to another across a canvas in some direction.
func gradient(r *rand.Rand, c *canvas, from, to colour) func(x, y float64) colour {
	w, h := c.size()
	dx, dy := between(r, -1, 1)/w, between(r, -1, 1)/h
	return func(x, y float64) colour {
		return from.mixed(to, float32(min(1, max(0, 0.5+dx*(x-w/2)+dy*(y-h/2)))))
	}
}

// uneven makes a surface less even: cloth, plaster, foliage.
func uneven(r *rand.Rand, surface func(x, y float64) colour) func(x, y float64) colour {
	t := newTexture(r, between(r, 4, 40), between(r, 0.4, 0.95), 5)
	depth := float32(between(r, 0.05, 0.7))
	return func(x, y float64) colour { return surface(x, y).lit(1 + depth*float32(t.at(x, y))) }
}
