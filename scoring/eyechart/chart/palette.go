package chart

import (
	"math"
	"math/rand/v2"
)

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

// uneven makes a surface less even: plaster, foliage, cloth that lies anyhow.
func uneven(r *rand.Rand, surface func(x, y float64) colour) func(x, y float64) colour {
	return roughened(r, surface, between(r, 0, 180))
}

// roughened makes a surface less even: plaster and foliage mostly, else what is as
// fine as noise and has no colours of its own, as noise has: sand, and cloth,
// shutters or bricks, whose rows lean by so many degrees.
func roughened(r *rand.Rand, surface func(x, y float64) colour, lean float64) func(x, y float64) colour {
	depth := float32(between(r, 0.05, 0.7))
	rough := newTexture(r, between(r, 4, 40), between(r, 0.4, 0.95), 5).at
	switch {
	case maybe(r, 0.12):
		rough = newTexture(r, between(r, 0.8, 3), between(r, 0.4, 0.95), 2).at
	case maybe(r, 0.25):
		rough = woven(r, lean)
	}
	return func(x, y float64) colour { return surface(x, y).lit(1 + depth*float32(rough(x, y))) }
}

// woven gives -1..1: rows and columns of threads, or of one of them alone, some
// lighter than others.
func woven(r *rand.Rand, lean float64) func(x, y float64) float64 {
	sin, cos := math.Sincos(lean * math.Pi / 180)
	wide, high := between(r, 2.2, 8), between(r, 2.2, 8) // pixels
	across := between(r, 0, 1)
	if maybe(r, 0.5) {
		across = math.Round(across)
	}
	wear, depth := newTexture(r, 2, 0.7, 2), between(r, 0, 0.8)
	return func(x, y float64) float64 {
		u, v := (x*cos+y*sin)/wide, (y*cos-x*sin)/high
		thread := across*math.Sin(2*math.Pi*u) + (1-across)*math.Sin(2*math.Pi*v)
		return (1-depth)*thread + depth*wear.at(math.Floor(u)*7, math.Floor(v)*7)
	}
}
