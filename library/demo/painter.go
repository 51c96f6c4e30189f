package demo

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
)

// pt is a place in a scene. The frame's centre is (0,0), its short side goes
// from -1 to 1 and its long side from -1.5 to 1.5; y points down.
type pt struct{ x, y float64 }

// box is a rectangle in a scene.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) grown(d float64) box { return box{b.x0 - d, b.y0 - d, b.x1 + d, b.y1 + d} }

// camera turns places in the scene into pixels and back.
type camera struct {
	centre   pt
	scale    float64 // pixels a scene unit
	sin, cos float64
	w, h     int
}

func (c *camera) toPixel(p pt) (x, y float64) {
	dx, dy := p.x-c.centre.x, p.y-c.centre.y
	return (dx*c.cos-dy*c.sin)*c.scale + float64(c.w)/2, (dx*c.sin+dy*c.cos)*c.scale + float64(c.h)/2
}

func (c *camera) toScene(px, py float64) pt {
	dx, dy := (px-float64(c.w)/2)/c.scale, (py-float64(c.h)/2)/c.scale
	return pt{c.centre.x + dx*c.cos + dy*c.sin, c.centre.y - dx*c.sin + dy*c.cos}
}

// painter puts a scene's layers on a canvas, from back to front.
type painter struct {
	*canvas
	cam   camera
	px    float64 // one pixel, in scene units
	n     *field
	rnd   *rand.Rand
	shot  *Shot
	bloom float64 // how much bright light spreads in the lens
	mask  masker
}

func newPainter(s *Shot, w, h int) *painter {
	name := fnv.New64a()
	name.Write([]byte(s.Scene)) // a hash never fails to write
	seed := name.Sum64()
	p := &painter{
		canvas: newCanvas(w, h), n: newField(seed), rnd: rand.New(rand.NewPCG(seed, 7)),
		shot: s, bloom: 0.06,
	}
	zoom := s.framing.zoom
	if zoom == 0 {
		zoom = 1
	}
	p.cam = camera{centre: pt{s.framing.dx, s.framing.dy}, scale: float64(min(w, h)) / 2 * zoom, w: w, h: h}
	p.cam.sin, p.cam.cos = math.Sincos(-s.Tilt * math.Pi / 180)
	if s.Has(Cut) {
		s.cutOff(&p.cam)
	}
	p.px = 1 / p.cam.scale
	return p
}

// seen is the part of the scene that the camera sees.
func (p *painter) seen() box {
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, c := range [4][2]int{{0, 0}, {p.w, 0}, {0, p.h}, {p.w, p.h}} {
		q := p.cam.toScene(float64(c[0]), float64(c[1]))
		b = box{min(b.x0, q.x), min(b.y0, q.y), max(b.x1, q.x), max(b.y1, q.y)}
	}
	return b
}

// sheet computes a coarse layer, step pixels a cell, over all that is seen.
func (p *painter) sheet(step float64, fn func(x, y float64) rgb) *sheet {
	return newSheet(p.seen().grown(4*p.px), p.cam.scale/step, fn)
}

// profile computes a function of x with an entry for about every pixel.
func (p *painter) profile(from, to float64, fn func(x float64) float64) *profile {
	return newProfile(from, to, 64+int(1.4*(to-from)*p.cam.scale), fn)
}

// each calls fn for every pixel of the frame.
func (p *painter) each(fn func(x, y float64, c *rgb)) { p.eachIn(p.seen(), fn) }

// eachIn calls fn for every pixel near a part of the scene.
func (p *painter) eachIn(b box, fn func(x, y float64, c *rgb)) {
	x0, y0, x1, y1 := p.pixelBounds(b)
	for j := y0; j < y1; j++ {
		q := p.cam.toScene(float64(x0)+0.5, float64(j)+0.5)
		dx, dy := p.px*p.cam.cos, -p.px*p.cam.sin
		row := p.pix[j*p.w : (j+1)*p.w]
		for i := x0; i < x1; i++ {
			fn(q.x, q.y, &row[i])
			q.x += dx
			q.y += dy
		}
	}
}

// pixelBounds is the part of the canvas that holds b, cut to the canvas.
func (p *painter) pixelBounds(b box) (x0, y0, x1, y1 int) {
	fx0, fy0, fx1, fy1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, c := range [4]pt{{b.x0, b.y0}, {b.x1, b.y0}, {b.x0, b.y1}, {b.x1, b.y1}} {
		x, y := p.cam.toPixel(c)
		fx0, fy0, fx1, fy1 = min(fx0, x), min(fy0, y), max(fx1, x), max(fy1, y)
	}
	return max(0, int(fx0)), max(0, int(fy0)), min(p.w, int(fx1)+2), min(p.h, int(fy1)+2)
}

// cover is how much of a pixel lies below an edge that is d scene units above
// it: the anti-aliasing of everything that is known by its distance.
func (p *painter) cover(d float64) float64 { return clamp(d/p.px + 0.5) }
