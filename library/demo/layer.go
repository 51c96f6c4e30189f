package demo

import "math/rand/v2"

// blurredLayer paints something on a layer of its own that lies outside the
// depth of field, and lays it over the picture. radius is the blur in scene
// units.
func (p *painter) blurredLayer(radius float64, paint func(q *painter)) {
	// A layer is light and its coverage; painting once over black and once
	// over white gives both.
	seed := p.rnd.Uint64()
	over := func(ground rgb) *canvas {
		k := max(1, int(radius*p.cam.scale/4))
		q := *p
		q.mask = masker{}
		q.rnd = rand.New(rand.NewPCG(seed, 3))
		q.canvas = newCanvas((p.w+k-1)/k, (p.h+k-1)/k)
		q.cam.w, q.cam.h = q.w, q.h
		q.cam.scale /= float64(k)
		q.px *= float64(k)
		for i := range q.pix {
			q.pix[i] = ground
		}
		paint(&q)
		q.average(radius * q.cam.scale)
		return q.canvas
	}
	black, white := over(rgb{}), over(rgb{1, 1, 1})
	kx, ky := float64(black.w)/float64(p.w), float64(black.h)/float64(p.h)
	for y := range p.h {
		sy := (float64(y)+0.5)*ky - 0.5
		for x := range p.w {
			sx := (float64(x)+0.5)*kx - 0.5
			b, w := black.bilinear(sx, sy), white.bilinear(sx, sy)
			clear := w.g - b.g
			c := &p.pix[y*p.w+x]
			*c = rgb{c.r*clear + b.r, c.g*clear + b.g, c.b*clear + b.b}
		}
	}
}
