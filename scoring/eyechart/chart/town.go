package chart

import (
	"math"
	"math/rand/v2"
)

// town is a street or a shore: what stands is upright and what lies is level
// where the camera is.
type town struct {
	c    *canvas
	r    *rand.Rand
	lean float64 // degrees, clockwise
}

// drawTown draws one as a camera sees it that leans by so many degrees.
func drawTown(r *rand.Rand, c *canvas, lean float64) {
	w, h := c.size()
	t := &town{c: c, r: r, lean: lean}
	horizon := between(r, 0.15, 0.85) * h
	t.box(-w, -h, 2*w, horizon, t.surface(0.4))
	t.box(-w, horizon, 2*w, 2*h, t.surface(0.6))
	if maybe(r, 0.7) {
		for range 1 + r.IntN(7) {
			t.house(horizon)
		}
	}
	if maybe(r, 0.5) {
		t.bands(horizon)
	}
	if maybe(r, 0.5) {
		t.posts(horizon)
	}
	if maybe(r, 0.35) {
		t.things()
	}
}

// things stand, hang and lie about in no direction of the town's: trees, people,
// clouds.
func (t *town) things() {
	w, h := t.c.size()
	for range 1 + t.r.IntN(12) {
		at := point{between(t.r, 0, w), between(t.r, 0, h)}
		size := between(t.r, 2, 22)
		if maybe(t.r, 0.6) {
			t.c.disc(at, size, t.surface(0.5))
			continue
		}
		to := point{at.x + between(t.r, -2*size, 2*size), at.y + between(t.r, -2*size, 2*size)}
		t.c.line(at, to, between(t.r, 0.5, 4), t.surface(0.2))
	}
}

// surface is a colour, sometimes changing, sometimes uneven.
func (t *town) surface(unevenness float64) func(x, y float64) colour {
	s := plain(hue(t.r))
	if maybe(t.r, 0.4) {
		s = gradient(t.r, t.c, hue(t.r), hue(t.r))
	}
	if maybe(t.r, unevenness) {
		s = uneven(t.r, s)
	}
	return s
}

// box fills a rectangle that leans with the town.
func (t *town) box(x0, y0, x1, y1 float64, paint func(x, y float64) colour) {
	w, h := t.c.size()
	middle := point{w / 2, h / 2}
	corners := [4]point{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}
	for i, p := range corners {
		corners[i] = p.turned(middle, t.lean)
	}
	t.c.polygon(paint, corners[:]...)
}

// house has windows in rows.
func (t *town) house(ground float64) {
	w, h := t.c.size()
	x, wide := between(t.r, -0.1, 1)*w, between(t.r, 0.08, 0.5)*w
	roof := ground - between(t.r, 0.1, 0.9)*h
	t.box(x, roof, x+wide, ground+between(t.r, 0, 0.1)*h, t.surface(0.4))
	if maybe(t.r, 0.2) {
		return
	}
	glass := plain(hue(t.r))
	across, down := between(t.r, 3, 14), between(t.r, 3, 14)
	share := between(t.r, 0.3, 0.8)
	for wx := x + across/2; wx+across < x+wide; wx += across {
		for wy := roof + down/2; wy+down < ground; wy += down {
			t.box(wx, wy, wx+across*share, wy+down*share, glass)
		}
	}
}

// bands lie on the ground or in the sky: waves, steps, wires.
func (t *town) bands(horizon float64) {
	w, h := t.c.size()
	paint := plain(hue(t.r))
	step := between(t.r, 3, 20)
	thick := step * between(t.r, 0.1, 0.6)
	from, to := horizon, h*1.5
	if maybe(t.r, 0.3) {
		from, to = -h/2, horizon
	}
	for y := from + step; y < to; y += step {
		x := between(t.r, -0.5, 0.8) * w
		t.box(x, y, x+between(t.r, 0.3, 2)*w, y+thick, paint)
		step *= between(t.r, 1, 1.2)
	}
}

// posts stand in a row: a fence, lamps, trunks.
func (t *town) posts(ground float64) {
	w, h := t.c.size()
	paint := plain(hue(t.r))
	step := between(t.r, 4, 40)
	thick := max(0.7, step*between(t.r, 0.08, 0.4))
	top := ground - between(t.r, 0.1, 0.7)*h
	foot := ground + between(t.r, 0, 0.4)*h
	for x := between(t.r, 0, step) - w/4; x < 1.25*w; x += step {
		t.box(x, top, x+thick, foot, paint)
	}
}

// Levelness is how level a picture is that leans by so many degrees.
func Levelness(lean float64) float64 { return digit(1 - math.Abs(lean)/15) }
