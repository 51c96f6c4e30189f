package demo

import "math"

// flower is a cosmos bloom close up before a meadow far out of focus.
func (p *painter) flower() {
	at := pt{-0.22, -0.12}
	if p.shot.Portrait {
		at = pt{0.02, -0.34}
	}
	at.x += 0.03 * math.Sin(float64(p.shot.frame)*1.9)
	p.meadow()
	if p.shot.Has(Cluttered) {
		p.weeds()
	}
	p.bud(pt{at.x + 0.95, at.y + 0.30})
	p.stem(at)
	p.bloomHead(at, 0.62, 0.2)
}

// meadow is the creamy background: large blots of colour and discs of light.
func (p *painter) meadow() {
	bg := p.sheet(8, func(x, y float64) rgb {
		n := p.n.fbm(x*0.9+4, y*0.9, 3)
		m := p.n.fbm(x*1.3-7, y*1.1+3, 2)
		c := mix(hex(0x1d3a22), hex(0x6f9140), clamp(0.45+1.1*n-0.25*y))
		c = mix(c, hex(0xd8c878), clamp(1.3*m-0.12-0.3*y))
		return mix(c, hex(0xb86a8c), 0.55*smooth(0.22, 0.6, p.n.at(x*1.1+20, y*1.2)))
	})
	p.each(func(x, y float64, c *rgb) { *c = bg.at(x, y) })
	for i := range 70 {
		c := pt{p.rnd.Float64()*4 - 2, p.rnd.Float64()*3.2 - 1.7}
		light := bg.at(c.x, c.y).times(1.25 + 0.7*p.rnd.Float64())
		if i%5 == 0 {
			light = mix(light, hex(0xfff0c0).times(1.1), 0.6)
		}
		if i%9 == 0 {
			light = mix(light, hex(0xe08ab4), 0.5)
		}
		p.disc(c, 0.05+0.13*p.rnd.Float64(), light, 0.12+0.30*p.rnd.Float64())
	}
}

// bud is a second flower behind the focus.
func (p *painter) bud(at pt) {
	p.blurredLayer(0.035, func(q *painter) {
		q.stroke(plain(hex(0x5a7a38)), 0.03, 0.035, curve(at, pt{at.x + 0.05, at.y + 0.7}, pt{at.x - 0.05, at.y + 1.8})...)
		for i := range 9 {
			a := float64(i) * 2 * math.Pi / 9
			s, c := math.Sincos(a)
			q.fill(plain(mix(hex(0xd77aa6), hex(0xf2b6d0), 0.5+0.5*s)), moved(petalOutline(), pt{at.x + 0.03*c, at.y + 0.02*s}, 0.30, a))
		}
		q.fill(plain(hex(0xd9a834)), ellipse(at, 0.07, 0.06))
	})
}

func (p *painter) stem(at pt) {
	line := curve(at, pt{at.x + 0.06, at.y + 0.55}, pt{at.x + 0.03, at.y + 1.2}, pt{at.x + 0.12, at.y + 2.2})
	p.fill(func(x, y float64) rgb {
		return mix(hex(0x8fae55), hex(0x2e4a22), clamp(0.5+(x-at.x-0.045-0.02*math.Sin(y*3))*16)).times(0.9 + 0.2*p.n.at(x*60, y*9))
	}, outlineOf(0.038, 0.05, line))
}

// petalOutline is a petal of length 1 along x, its foot at (0,0), with the
// notched tip of a cosmos.
func petalOutline() []pt {
	return append(
		curve(pt{0, -0.05}, pt{0.3, -0.16}, pt{0.68, -0.27}, pt{0.92, -0.21}, pt{0.985, -0.13}, pt{0.955, -0.085}, pt{1.0, 0.0}),
		curve(pt{1.0, 0.0}, pt{0.95, 0.075}, pt{0.98, 0.135}, pt{0.91, 0.215}, pt{0.66, 0.27}, pt{0.3, 0.16}, pt{0, 0.05})...)
}

// bloomHead is the flower: two rings of petals round a disc of florets.
func (p *painter) bloomHead(at pt, radius, turn float64) {
	shape := petalOutline()
	for ring := range 2 {
		for i := range 8 {
			k := (i * 3) % 8 // so that neighbours overlap both ways
			a := turn + (float64(k)+0.5*float64(1-ring))*2*math.Pi/8 + 0.07*math.Sin(float64(k)*5)
			length := radius * (1.0 + 0.06*math.Sin(float64(k*7+ring)))
			p.petal(shape, at, length, a, ring)
		}
	}
	p.florets(at, radius*0.235)
}

// flattened leans the flower's plane away from the camera a little.
func flattened(pts []pt, at pt) []pt {
	for i, q := range pts {
		pts[i].y = at.y + (q.y-at.y)*0.86 + 0.05*(q.x-at.x)
	}
	return pts
}

func (p *painter) petal(shape []pt, at pt, length, angle float64, ring int) {
	s, c := math.Sincos(-angle)
	seed := angle * 3.7
	paint := func(x, y float64) rgb {
		dx := (x - at.x) / length
		dy := ((y - at.y) - 0.05*(x-at.x)) / 0.86 / length
		u, v := dx*c-dy*s, dx*s+dy*c
		across := v / (0.05 + 0.32*math.Pow(clamp(u), 0.8))
		vein := p.n.at(across*9+seed, u*1.3) + 0.5*p.n.at(across*22, u*2+seed)
		fold := math.Cos(across*7+0.5*math.Sin(seed)) * 0.10
		base := mix(hex(0xa8246e), hex(0xe870ae), smooth(0.05, 0.75, u))
		base = mix(base, hex(0xf7bcd8), 0.55*smooth(0.6, 1.05, u+0.1*vein))
		light := 0.80 + fold + 0.085*vein - 0.22*math.Sin(angle)*0.6
		light *= 0.45 + 0.55*smooth(0.16, 0.46, u)
		light *= 1 - 0.20*smooth(0.72, 1.0, math.Abs(across))
		if ring == 0 {
			light *= 0.74
		}
		glow := 0.10 * clamp(-dy) // light through the petal from behind
		return base.times(light*1.02).plusTimes(hex(0xffc0d8), glow)
	}
	shadow := moved(shape, pt{at.x + 0.018, at.y + 0.03}, length, angle)
	p.fillAlpha(0.16, plain(hex(0x40102c)), flattened(shadow, at))
	p.fill(paint, flattened(moved(shape, at, length, angle), at))
}

// florets fill the disc by the golden angle (Vogel 1979).
func (p *painter) florets(at pt, radius float64) {
	p.fill(plain(hex(0x5a3208)), ellipse(at, radius*1.04, radius*0.92))
	const count = 210
	for i := count - 1; i >= 0; i-- {
		t := float64(i) / count
		s, c := math.Sincos(float64(i) * 2.399963)
		r := radius * math.Sqrt(t)
		q := pt{at.x + r*c, at.y + r*s*0.88 - radius*0.16*(1-t)}
		size := radius * (0.062 + 0.035*t)
		light := 0.62 + 0.30*clamp(0.5-0.5*s*math.Sqrt(t)-0.3*c*t) + 0.25*p.rnd.Float64()
		col := mix(hex(0xd98c12), hex(0xffd84a), t).times(light)
		if t < 0.22 {
			col = mix(hex(0xa8781a), col, 0.5)
		}
		p.fill(plain(hex(0x6b3c06)), ellipse(pt{q.x + size*0.25, q.y + size*0.45}, size, size))
		p.fill(plain(col), ellipse(q, size*0.9, size))
		p.fill(plain(mix(col, hex(0xfff3b0), 0.75)), ellipse(pt{q.x - size*0.25, q.y - size*0.35}, size*0.4, size*0.35))
	}
}
