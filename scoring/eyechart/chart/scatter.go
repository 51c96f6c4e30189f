package chart

import (
	"math"
	"math/rand/v2"
)

// clouds fills the canvas with noise in which every scale has its share. It has
// no lines and no subject.
func clouds(r *rand.Rand, c *canvas) {
	w, _ := c.size()
	gain := between(r, 0.6, 0.95)
	light, red, blue := newTexture(r, w/2, gain, 7), newTexture(r, w/2, gain, 6), newTexture(r, w/2, gain, 6)
	base := hue(r)
	contrast, tint := between(r, 0.3, 1.6), between(r, 0, 0.8)
	c.each(func(x, y float64) colour {
		l := contrast * light.at(x, y)
		return colour{
			base[0] + float32(l+tint*red.at(x, y)), base[1] + float32(l), base[2] + float32(l+tint*blue.at(x, y)),
		}
	})
}

// leaves covers the canvas with things in front of things, small ones more
// often than large ones, as the dead-leaves model of natural pictures does (Lee,
// Mumford and Huang 2001).
func leaves(r *rand.Rand, c *canvas) {
	w, h := c.size()
	c.each(gradient(r, c, hue(r), hue(r)))
	smallest, largest := between(r, 1, 4), between(r, 12, 50)
	for range 60 + r.IntN(500) {
		// Sizes with a density of 1/r³.
		u := r.Float64()
		size := 1 / math.Sqrt(1/(smallest*smallest)*(1-u)+1/(largest*largest)*u)
		at := point{between(r, -8, w+8), between(r, -8, h+8)}
		paint := plain(hue(r))
		if size > 10 && maybe(r, 0.5) {
			paint = uneven(r, paint)
		}
		if maybe(r, 0.4) {
			c.disc(at, size, paint)
			continue
		}
		corners := make([]point, 3+r.IntN(4))
		for i := range corners {
			corners[i] = point{at.x + between(r, -size, size), at.y + between(r, -size, size)}
		}
		c.polygon(paint, corners...)
	}
}

// strands draws hair, grass, twigs: lines in all directions.
func strands(r *rand.Rand, c *canvas) {
	w, h := c.size()
	ground := gradient(r, c, hue(r), hue(r))
	if maybe(r, 0.5) {
		ground = uneven(r, ground)
	}
	c.each(ground)
	for range 60 + r.IntN(300) {
		from := point{between(r, 0, w), between(r, 0, h)}
		to := point{from.x + between(r, -40, 40), from.y + between(r, -40, 40)}
		c.line(from, to, between(r, 0.4, 2.5), plain(hue(r)))
	}
}

// cloth fills the canvas with what lies in rows: a fabric in folds, a wall of bricks.
func cloth(r *rand.Rand, c *canvas) {
	ground := gradient(r, c, hue(r), hue(r))
	if maybe(r, 0.7) {
		ground = uneven(r, ground)
	}
	depth, rows := float32(between(r, 0.1, 0.9)), woven(r, between(r, 0, 180))
	c.each(func(x, y float64) colour { return ground(x, y).lit(1 + depth*float32(rows(x, y))) })
}
