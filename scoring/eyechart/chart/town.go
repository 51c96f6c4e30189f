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
	if maybe(r, 0.3) {
		t.hills(horizon)
	}
	if maybe(r, 0.2) {
		t.road(horizon)
	}
	if maybe(r, 0.6) {
		for range 1 + r.IntN(7) {
			t.house(horizon)
		}
	}
	if maybe(r, 0.35) {
		for range 1 + r.IntN(2) {
			t.flank(horizon)
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
		s = roughened(t.r, s, t.lean)
	}
	return s
}

// box fills a rectangle that leans with the town.
func (t *town) box(x0, y0, x1, y1 float64, paint func(x, y float64) colour) {
	t.shape(paint, point{x0, y0}, point{x1, y0}, point{x1, y1}, point{x0, y1})
}

// shape fills any polygon that leans with the town.
func (t *town) shape(paint func(x, y float64) colour, corners ...point) {
	w, h := t.c.size()
	middle := point{w / 2, h / 2}
	for i, p := range corners {
		corners[i] = p.turned(middle, t.lean)
	}
	t.c.polygon(paint, corners...)
}

// hills rise behind everything, in no direction.
func (t *town) hills(horizon float64) {
	w, h := t.c.size()
	high, long := between(t.r, 0.03, 0.3)*h, between(t.r, 0.1, 0.6)*w
	from, steep := between(t.r, 0, 6), between(t.r, 0.3, 1)
	ridge := []point{{1.5 * w, horizon}, {-w / 2, horizon}}
	for x := -w / 2; x <= 1.5*w; x += w / 24 {
		rise := math.Sin(from+x/long) + steep*math.Sin(2.3*from+2.7*x/long)
		ridge = append(ridge, point{x, horizon - high*max(0, 0.3+0.5*rise)})
	}
	t.shape(t.surface(0.6), ridge...)
}

// road runs to a place on the horizon, or a river, or rails.
func (t *town) road(horizon float64) {
	w, h := t.c.size()
	end, foot := between(t.r, -0.2, 1.2)*w, between(t.r, -0.5, 1.5)*w
	wide := between(t.r, 0.05, 0.7) * w
	strip := func(from, to float64, paint func(x, y float64) colour) {
		t.shape(paint, point{end, horizon}, point{foot + from*wide, 1.5 * h}, point{foot + to*wide, 1.5 * h})
	}
	strip(-1, 1, t.surface(0.3))
	if maybe(t.r, 0.5) {
		strip(-0.05, 0.05, plain(hue(t.r)))
	}
}

// flank is a wall that one looks along, as of a street or a room: what is upright
// in it stays so, and what is level runs to one place on the horizon.
func (t *town) flank(horizon float64) {
	w, h := t.c.size()
	end := between(t.r, 0.1, 0.9) * w
	near, far := between(t.r, -0.3, 0.2)*w, between(t.r, 0.4, 0.9)
	if maybe(t.r, 0.5) {
		near = w - near
	}
	up, down := between(t.r, 0.2, 0.9)*h, between(t.r, 0.02, 0.6)*h
	at := func(along, height float64) point { // each from 0, near and at the foot, to 1
		scale := 1 - along*far
		return point{near + (end-near)*along*far, horizon + scale*(down-height*(up+down))}
	}
	part := func(from, to, foot, top float64, paint func(x, y float64) colour) {
		t.shape(paint, at(from, foot), at(to, foot), at(to, top), at(from, top))
	}
	part(0, 1, 0, 1, t.surface(0.4))
	if maybe(t.r, 0.3) {
		return
	}
	glass := plain(hue(t.r))
	across, rows, share := 2+t.r.IntN(8), 1+t.r.IntN(6), between(t.r, 0.3, 0.8)
	for i := range across {
		for j := range rows {
			x, y := (float64(i)+0.1)/float64(across), (float64(j)+0.1)/float64(rows)
			part(x, x+share/float64(across), y, y+share/float64(rows), glass)
		}
	}
}

// house has windows in rows.
func (t *town) house(ground float64) {
	w, h := t.c.size()
	x, wide := between(t.r, -0.1, 1)*w, between(t.r, 0.08, 0.5)*w
	roof := ground - between(t.r, 0.1, 0.9)*h
	t.box(x, roof, x+wide, ground+between(t.r, 0, 0.1)*h, t.surface(0.4))
	if maybe(t.r, 0.4) {
		eaves, ridge := between(t.r, 0, 0.1)*wide, between(t.r, 0.3, 0.7)*wide
		t.shape(t.surface(0.4), point{x - eaves, roof}, point{x + ridge, roof - between(t.r, 0.1, 0.6)*wide}, point{x + wide + eaves, roof})
	}
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
