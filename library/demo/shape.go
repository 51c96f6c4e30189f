package demo

import (
	"image"
	"image/draw"
	"math"

	"golang.org/x/image/vector"
)

// shader gives the light that comes from a place.
type shader func(x, y float64) rgb

func plain(c rgb) shader { return func(_, _ float64) rgb { return c } }

// masker fills outlines; it keeps its buffers from one shape to the next.
type masker struct {
	ras  vector.Rasterizer
	mask image.Alpha
}

// fill paints the inside of one or more closed outlines, with smooth edges.
func (p *painter) fill(paint shader, outlines ...[]pt) {
	p.fillAlpha(1, paint, outlines...)
}

// fillAlpha is fill with a see-through colour, alpha 0..1.
func (p *painter) fillAlpha(alpha float64, paint shader, outlines ...[]pt) {
	b := bounds(outlines...)
	x0, y0, x1, y1 := p.pixelBounds(b.grown(p.px))
	if x0 >= x1 || y0 >= y1 {
		return
	}
	w, h := x1-x0, y1-y0
	m := &p.mask
	m.ras.Reset(w, h)
	m.ras.DrawOp = draw.Src
	for _, o := range outlines {
		for i, q := range o {
			x, y := p.cam.toPixel(q)
			fx, fy := float32(x-float64(x0)), float32(y-float64(y0))
			if i == 0 {
				m.ras.MoveTo(fx, fy)
			} else {
				m.ras.LineTo(fx, fy)
			}
		}
		m.ras.ClosePath()
	}
	if cap(m.mask.Pix) < w*h {
		m.mask.Pix = make([]uint8, w*h)
	}
	m.mask = image.Alpha{Pix: m.mask.Pix[:w*h], Stride: w, Rect: image.Rect(0, 0, w, h)}
	m.ras.Draw(&m.mask, m.mask.Rect, image.Opaque, image.Point{})
	for j := range h {
		for i := range w {
			if a := m.mask.Pix[j*w+i]; a > 0 {
				q := p.cam.toScene(float64(x0+i)+0.5, float64(y0+j)+0.5)
				c := &p.pix[(y0+j)*p.w+x0+i]
				*c = mix(*c, paint(q.x, q.y), float64(a)/255*alpha)
			}
		}
	}
}

func bounds(outlines ...[]pt) box {
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, o := range outlines {
		for _, q := range o {
			b = box{min(b.x0, q.x), min(b.y0, q.y), max(b.x1, q.x), max(b.y1, q.y)}
		}
	}
	return b
}

// stroke paints a line whose width goes from w0 to w1.
func (p *painter) stroke(paint shader, w0, w1 float64, line ...pt) {
	p.fill(paint, outlineOf(w0, w1, line))
}

// outlineOf is the closed outline of a line that gets thinner.
func outlineOf(w0, w1 float64, line []pt) []pt {
	n := len(line)
	out := make([]pt, 2*n)
	for i, q := range line {
		a, b := line[max(i-1, 0)], line[min(i+1, n-1)]
		dx, dy := b.x-a.x, b.y-a.y
		l := math.Hypot(dx, dy) + 1e-12
		half := lerp(w0, w1, float64(i)/float64(n-1)) / 2
		nx, ny := -dy/l*half, dx/l*half
		out[i] = pt{q.x + nx, q.y + ny}
		out[2*n-1-i] = pt{q.x - nx, q.y - ny}
	}
	return out
}

// curve goes smoothly through all points (Catmull & Rom 1974).
func curve(points ...pt) []pt {
	const steps = 10
	out := make([]pt, 0, len(points)*steps)
	for i := range len(points) - 1 {
		a, b := points[max(i-1, 0)], points[i]
		c, d := points[i+1], points[min(i+2, len(points)-1)]
		for k := range steps {
			out = append(out, spline(a, b, c, d, float64(k)/steps))
		}
	}
	return append(out, points[len(points)-1])
}

func spline(a, b, c, d pt, t float64) pt {
	f := func(a, b, c, d float64) float64 {
		return b + t/2*(c-a+t*(2*a-5*b+4*c-d+t*(3*(b-c)+d-a)))
	}
	return pt{f(a.x, b.x, c.x, d.x), f(a.y, b.y, c.y, d.y)}
}

// ellipse is an outline round a centre.
func ellipse(c pt, rx, ry float64) []pt {
	out := make([]pt, 40)
	for i := range out {
		s, co := math.Sincos(2 * math.Pi * float64(i) / float64(len(out)))
		out[i] = pt{c.x + rx*co, c.y + ry*s}
	}
	return out
}

func rect(x0, y0, x1, y1 float64) []pt { return []pt{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}} }

// moved shifts, scales and turns points: first scale, then turn by a radians,
// then shift.
func moved(pts []pt, to pt, scale, a float64) []pt {
	s, c := math.Sincos(a)
	out := make([]pt, len(pts))
	for i, q := range pts {
		x, y := q.x*scale, q.y*scale
		out[i] = pt{to.x + x*c - y*s, to.y + x*s + y*c}
	}
	return out
}

// glow adds light that falls off round a centre.
func (p *painter) glow(c pt, radius float64, light rgb) {
	p.eachIn(box{c.x, c.y, c.x, c.y}.grown(2.5*radius), func(x, y float64, d *rgb) {
		r2 := ((x-c.x)*(x-c.x) + (y-c.y)*(y-c.y)) / (radius * radius)
		if r2 < 6.2 {
			*d = d.plusTimes(light, math.Exp(-r2)-0.002)
		}
	})
}

// disc paints an out-of-focus point of light: a soft-edged circle that is a
// little brighter at its rim.
func (p *painter) disc(c pt, radius float64, light rgb, alpha float64) {
	edge := max(p.px, radius*0.06)
	p.eachIn(box{c.x, c.y, c.x, c.y}.grown(radius+edge), func(x, y float64, d *rgb) {
		r := math.Hypot(x-c.x, y-c.y)
		if a := clamp((radius - r) / edge); a > 0 {
			rim := 0.78 + 0.22*smooth(0.6, 0.97, r/radius)
			*d = mix(*d, light, a*alpha*rim)
		}
	})
}
