package demo

import "math"

// clouds is a layer of clouds seen from below in perspective.
type clouds struct {
	horizon  float64 // y where the layer meets the sea
	scale    float64 // how many clouds fit above the camera
	cover    float64 // density below which the sky is clear, about -0.3..0.5
	edge     float64 // how far the density rises from clear to full
	stretch  float64 // how much longer than wide they are
	toSun    pt      // direction to the sun in the picture, for their bright sides
	lit      rgb
	shaded   rgb
	drift    float64
	thinning float64 // how much they dissolve into the haze at the horizon
}

// over gives the sky with the clouds before it.
func (k *clouds) over(f *field, sky rgb, x, y float64) rgb {
	t := k.horizon - y
	if t <= 0.002 {
		return sky
	}
	depth := 1 / (t + 0.22)
	u, v := x*depth*k.scale/k.stretch+k.drift, depth*k.scale*1.6
	d := f.warped(u, v, 0.9, 6)
	a := smooth(k.cover, k.cover+k.edge, d)
	if a <= 0 {
		return sky
	}
	// More cloud towards the sun means more shadow here.
	e := 0.22
	d2 := f.fbm(u+k.toSun.x*e, v-k.toSun.y*e, 4)
	light := clamp(0.62 + 1.3*(d-d2) - 0.75*(d-k.cover-0.1))
	return mix(sky, mix(k.shaded, k.lit, light), a*(1-k.thinning*bell(t, 0.16)))
}

// water is a sea or lake that mirrors what is above its far edge.
type water struct {
	horizon float64
	rough   float64 // height of the waves, 0 is a mirror
	scale   float64 // how many waves fit in the frame
	deep    rgb     // its own colour, seen where one looks down into it
	sunX    float64 // where the sun's glitter lies
	sunWide float64
	sun     rgb // black for no glitter
	phase   float64
}

// at gives the water's light; above tells what the sky looks like.
func (w *water) at(f *field, above func(x, y float64) rgb, x, y float64) rgb {
	t := max(y-w.horizon, 0.0005)
	depth := 1 / (t + 0.07)
	u, v := x*depth*w.scale, math.Log(t+0.03)*w.scale*4.2+w.phase
	swell := f.at(u*0.5+v*0.12, v*0.55+u*0.05)
	chop := f.at(u*1.9+31, v*1.7-u*0.2)
	fine := f.at(u*5.3-7, v*4.1+u*0.3)
	slope := swell*0.5 + chop*0.33 + fine*0.22
	if t > 0.15 { // nearby one sees the wind on the waves
		slope += 0.16 * smooth(0.15, 0.5, t) * f.at(u*13+4, v*11-u*0.5)
	}
	bend := w.rough * (0.55 + 0.8*t) * (slope + 0.6)
	c := above(x+w.rough*0.12*chop, w.horizon-t-bend)
	steep := clamp(0.30 + 0.45*t + 0.5*slope*w.rough*3)
	c = mix(c, w.deep, steep)
	if w.sun != (rgb{}) {
		spread := w.sunWide * (0.55 + 1.3*t)
		g := smooth(0.12, 0.62, slope+0.35*bell(x-w.sunX, spread*0.4)) * bell(x-w.sunX, spread)
		c = c.plusTimes(w.sun, g*(0.35+0.65*bell(t, 0.7)))
	}
	return c
}

// pineOutline is a spruce of height 1, its foot at (0,0).
func (p *painter) pineOutline(levels int) []pt {
	side := func(sign float64) []pt {
		var pts []pt
		for i := range levels {
			t := (float64(i) + 0.4*p.rnd.Float64()) / float64(levels)
			reach := (0.02 + 0.24*math.Pow(t, 0.85)) * (0.62 + 0.5*p.rnd.Float64())
			y := -1 + 0.93*t
			pts = append(pts,
				pt{sign * reach * 0.32, y},
				pt{sign * reach * 0.8, y + 0.018 + 0.10*reach},
				pt{sign * reach, y + 0.03 + 0.16*reach},
				pt{sign * reach * 0.62, y + 0.03 + 0.05*reach})
		}
		return append(pts, pt{sign * 0.016, -0.06}, pt{sign * 0.02, 0})
	}
	right, left := side(1), side(-1)
	out := append([]pt{{0, -1.03}}, right...)
	for i := len(left) - 1; i >= 0; i-- {
		out = append(out, left[i])
	}
	return out
}

// pine plants a spruce.
func (p *painter) pine(foot pt, height float64, paint shader) {
	levels := max(9, int(height*34))
	p.fill(paint, moved(p.pineOutline(levels), foot, height, 0.02*(p.rnd.Float64()-0.5)))
}

// grass draws a tuft of blades that grow from a foot.
func (p *painter) grass(foot pt, height float64, blades int, paint shader) {
	for range blades {
		h := height * (0.45 + 0.75*p.rnd.Float64())
		lean := (p.rnd.Float64() - 0.5) * h * 1.1
		x := foot.x + (p.rnd.Float64()-0.5)*height*0.9
		line := curve(pt{x, foot.y}, pt{x + lean*0.25, foot.y - h*0.55}, pt{x + lean, foot.y - h})
		p.stroke(paint, height*0.045, height*0.006, line...)
	}
}

// twigs grows a bare crooked branch.
func (p *painter) twigs(from pt, angle, length, width float64, depth int, paint shader) {
	const parts = 4
	line := []pt{from}
	a := angle
	q := from
	for i := range parts {
		a += (p.rnd.Float64() - 0.5) * 0.5
		s, c := math.Sincos(a)
		q = pt{q.x + c*length/parts, q.y + s*length/parts}
		line = append(line, q)
		if depth > 0 && i > 0 {
			turn := 0.4 + 0.5*p.rnd.Float64()
			if p.rnd.IntN(2) == 0 {
				turn = -turn
			}
			p.twigs(q, a+turn, length*(0.4+0.25*p.rnd.Float64()), width*0.55, depth-1, paint)
		}
	}
	p.stroke(paint, width, width*0.35, curve(line...)...)
}
