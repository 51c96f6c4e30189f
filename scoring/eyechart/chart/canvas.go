package chart

import (
	"image"
	"math"
	"slices"
)

// oversampling is how many samples in each direction make a pixel.
const oversampling = 2

// colour is red, green and blue from 0 to 1.
type colour [3]float32

func (c colour) mixed(with colour, share float32) colour {
	for i := range c {
		c[i] += (with[i] - c[i]) * share
	}
	return c
}

func (c colour) lit(by float32) colour { return colour{c[0] * by, c[1] * by, c[2] * by} }

// point is a place on a canvas, in pixels from the top left.
type point struct{ x, y float64 }

// turned turns a point around another, clockwise as one looks at it.
func (p point) turned(around point, degrees float64) point {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	dx, dy := p.x-around.x, p.y-around.y
	return point{around.x + dx*cos - dy*sin, around.y + dx*sin + dy*cos}
}

// canvas holds several samples for each pixel.
type canvas struct {
	w, h int // samples
	pix  []colour
}

// newCanvas makes one of w x h pixels.
func newCanvas(w, h int) *canvas {
	return &canvas{w: w * oversampling, h: h * oversampling, pix: make([]colour, w*h*oversampling*oversampling)}
}

// size gives the width and the height in pixels.
func (c *canvas) size() (w, h float64) {
	return float64(c.w) / oversampling, float64(c.h) / oversampling
}

// each sets every sample.
func (c *canvas) each(paint func(x, y float64) colour) {
	for j := range c.h {
		for i := range c.w {
			c.pix[j*c.w+i] = paint(centre(i), centre(j))
		}
	}
}

func centre(i int) float64 { return (float64(i) + 0.5) / oversampling }

// disc fills a disc.
func (c *canvas) disc(at point, r float64, paint func(x, y float64) colour) {
	for j := max(0, int((at.y-r)*oversampling)); j < min(c.h, int((at.y+r)*oversampling)+2); j++ {
		y := centre(j)
		half := r*r - (y-at.y)*(y-at.y)
		if half <= 0 {
			continue
		}
		c.span(j, at.x-math.Sqrt(half), at.x+math.Sqrt(half), paint)
	}
}

// polygon fills what an odd number of its edges enclose.
func (c *canvas) polygon(paint func(x, y float64) colour, corners ...point) {
	top, bottom := math.Inf(1), math.Inf(-1)
	for _, p := range corners {
		top, bottom = min(top, p.y), max(bottom, p.y)
	}
	var cuts []float64
	for j := max(0, int(top*oversampling)-1); j < min(c.h, int(bottom*oversampling)+2); j++ {
		y := centre(j)
		cuts = cuts[:0]
		for i, p := range corners {
			q := corners[(i+1)%len(corners)]
			if (p.y <= y) != (q.y <= y) {
				cuts = append(cuts, p.x+(y-p.y)/(q.y-p.y)*(q.x-p.x))
			}
		}
		slices.Sort(cuts)
		for i := 0; i+1 < len(cuts); i += 2 {
			c.span(j, cuts[i], cuts[i+1], paint)
		}
	}
}

// line draws a straight line of some width.
func (c *canvas) line(from, to point, width float64, paint func(x, y float64) colour) {
	dx, dy := to.x-from.x, to.y-from.y
	long := math.Hypot(dx, dy)
	if long == 0 {
		return
	}
	nx, ny := -dy/long*width/2, dx/long*width/2
	c.polygon(paint, point{from.x + nx, from.y + ny}, point{to.x + nx, to.y + ny},
		point{to.x - nx, to.y - ny}, point{from.x - nx, from.y - ny})
}

// span fills a part of row j.
func (c *canvas) span(j int, from, to float64, paint func(x, y float64) colour) {
	first, last := int(math.Ceil(from*oversampling-0.5)), int(math.Ceil(to*oversampling-0.5))
	for i := max(0, first); i < min(c.w, last); i++ {
		c.pix[j*c.w+i] = paint(centre(i), centre(j))
	}
}

// plain paints everything in one colour.
func plain(c colour) func(x, y float64) colour { return func(_, _ float64) colour { return c } }

// develop gives the pixels.
func (c *canvas) develop() *image.RGBA {
	w, h := c.w/oversampling, c.h/oversampling
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			var sum colour
			for j := range oversampling {
				for i := range oversampling {
					p := c.pix[(y*oversampling+j)*c.w+x*oversampling+i]
					sum = colour{sum[0] + p[0], sum[1] + p[1], sum[2] + p[2]}
				}
			}
			at := m.Pix[y*m.Stride+4*x:]
			for k, v := range sum {
				at[k] = uint8(255*min(1, max(0, v/(oversampling*oversampling))) + 0.5)
			}
			at[3] = 255
		}
	}
	return m
}
