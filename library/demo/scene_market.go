package demo

import "math"

// fruit is one round thing on the table.
type fruit struct {
	at     pt
	r      float64
	kind   fruitKind
	turn   float64
	squash float64 // height against width
}

type fruitKind int

const (
	orange fruitKind = iota
	apple
	greenApple
	lemon
	plum
	tomato
)

// market is a stall in window light: fruit in heaps on old wood before a dark
// street with lamps out of focus.
func (p *painter) market() {
	p.stall()
	heap := p.heap()
	for i := range heap {
		p.contactShadow(&heap[i])
		p.roundFruit(&heap[i])
	}
	p.grapes(pt{1.02, 0.42})
	p.leafPair(pt{-0.55, 0.28}, 2.6)
	p.leafPair(pt{0.30, 0.30}, -0.5)
}

// stall is the wooden table and the dim street behind it.
func (p *painter) stall() {
	const edge = 0.34
	back := p.sheet(8, func(x, y float64) rgb {
		n := p.n.fbm(x*0.9, y*0.8+4, 3)
		c := mix(hex(0x1a1614), hex(0x54402e), clamp(0.4+0.9*n-0.25*x))
		return c.plusTimes(hex(0x6a7f8a), 0.25*bell(x+1.5, 0.9))
	})
	p.each(func(x, y float64, c *rgb) { *c = back.at(x, y) })
	for range 34 {
		q := pt{p.rnd.Float64()*4 - 2, -1.5 + 1.6*p.rnd.Float64()}
		tint := [...]rgb{hex(0xffb45a), hex(0xffd89a), hex(0x9fc0d0), hex(0xe07a4a)}[p.rnd.IntN(4)]
		p.disc(q, 0.05+0.09*p.rnd.Float64(), tint.times(0.9), 0.10+0.30*p.rnd.Float64())
	}
	p.each(func(x, y float64, c *rgb) {
		a := clamp((y-edge)/(6*p.px) + 0.5)
		if a <= 0 {
			return
		}
		t := max(0, y-edge)
		depth := 1 / (t + 0.45)
		u, v := x*depth*1.5, math.Log(t+0.45)*7.5
		board := math.Floor(v)
		grain := p.n.fbm(u*1.6+board*17, v*9+1.5*p.n.at(u*2, board), 4)
		wood := mix(hex(0x4a3020), hex(0xb98a58), clamp(0.5+0.9*grain))
		wood = wood.times(0.78 + 0.3*p.n.hash(int(board)+40, 6))
		gap := bell(v-board-0.5, 0.475)
		wood = wood.times(0.35 + 0.65*smooth(0.0, 0.45, gap+0.12))
		wood = wood.times(0.55 + 0.60*bell(x+0.5, 1.5))
		*c = mix(*c, wood, a)
	})
}

// heap lays out the fruit from back to front.
func (p *painter) heap() []fruit {
	return []fruit{
		{pt{-1.28, 0.22}, 0.20, orange, 0.3, 0.97},
		{pt{-0.90, 0.20}, 0.21, orange, 1.3, 0.97},
		{pt{-0.50, 0.21}, 0.20, orange, 2.3, 0.97},
		{pt{-1.10, -0.10}, 0.205, orange, 4.1, 0.97},
		{pt{-0.70, -0.11}, 0.20, orange, 5.0, 0.97},
		{pt{-0.90, -0.41}, 0.20, orange, 0.9, 0.97},
		{pt{0.02, 0.22}, 0.21, apple, 0.2, 0.93},
		{pt{0.42, 0.20}, 0.215, greenApple, 1.2, 0.93},
		{pt{0.20, -0.10}, 0.21, apple, -0.4, 0.93},
		{pt{0.84, 0.24}, 0.20, apple, 0.5, 0.93},
		{pt{0.64, -0.08}, 0.20, greenApple, -0.2, 0.93},
		{pt{1.24, 0.27}, 0.19, tomato, 0.2, 0.86},
		{pt{1.05, -0.05}, 0.185, tomato, 0.5, 0.86},
		{pt{-1.26, 0.50}, 0.16, plum, 1.1, 0.92},
		{pt{-0.88, 0.52}, 0.17, lemon, 0.3, 0.76},
		{pt{-0.44, 0.54}, 0.175, lemon, -0.35, 0.76},
		{pt{0.06, 0.56}, 0.165, plum, 0.1, 0.92},
		{pt{0.40, 0.58}, 0.165, plum, 0.9, 0.92},
		{pt{-0.12, 0.78}, 0.17, lemon, 0.15, 0.76},
	}
}

// contactShadow darkens the table and the fruit behind.
func (p *painter) contactShadow(f *fruit) {
	c := pt{f.at.x + 0.10, f.at.y + f.r*0.72}
	p.eachIn(box{c.x - 2.2*f.r, c.y - f.r, c.x + 2.2*f.r, c.y + f.r}, func(x, y float64, d *rgb) {
		dx, dy := (x-c.x)/(1.25*f.r), (y-c.y)/(0.42*f.r)
		*d = d.times(1 - 0.72*math.Exp(-dx*dx-dy*dy))
	})
	p.eachIn(box{f.at.x, f.at.y, f.at.x, f.at.y}.grown(1.35*f.r), func(x, y float64, d *rgb) {
		r := math.Hypot(x-f.at.x-0.01, y-f.at.y-0.01) / f.r
		*d = d.times(1 - 0.45*smooth(1.28, 0.98, r))
	})
}

// roundFruit shades a ball: window light from the upper left, warm light back
// from the table, a highlight, and the skin of its kind.
func (p *painter) roundFruit(f *fruit) {
	skin := p.skinOf(f)
	p.eachIn(box{f.at.x, f.at.y, f.at.x, f.at.y}.grown(f.r*1.25), func(x, y float64, c *rgb) {
		dx, dy := (x-f.at.x)/f.r, (y-f.at.y)/f.r
		s, co := math.Sincos(f.turn)
		u, v := dx, dy/f.squash
		if f.kind == lemon {
			u, v = dx*co+dy*s, (dy*co-dx*s)/f.squash
			u *= 1 - 0.16*smooth(0.72, 1.15, math.Abs(u)) // the two pointed ends
		}
		r2 := u*u + v*v
		a := p.cover((1 - math.Sqrt(r2)) * f.r)
		if a <= 0 {
			return
		}
		nz := math.Sqrt(max(0, 1-r2))
		albedo, bump, gloss := skin(u, v, nz)
		nx, ny := dx+bump.x, dy+bump.y
		l := 1 / math.Sqrt(nx*nx+ny*ny+nz*nz+1e-9)
		nx, ny, n2 := nx*l, ny*l, nz*l
		key := clamp(-0.56*nx - 0.60*ny + 0.57*n2)
		wrap := clamp((-0.56*nx-0.60*ny+0.57*n2+0.35)/1.35) * 0.25
		light := hex(0xfff2dc).times(1.10*key).plusTimes(hex(0xffe6c8), wrap)
		light = light.plusTimes(hex(0x8a5a34), 0.42*clamp(0.25+0.75*ny)).plusTimes(hex(0x5a7080), 0.20*clamp(0.4-0.6*ny))
		out := albedo.filter(light).times(0.55 + 0.45*smooth(0, 0.5, nz))
		// The window, mirrored: halfway between light and eye.
		h := clamp(-0.315*nx - 0.34*ny + 0.886*n2)
		out = out.plusTimes(hex(0xfffaf0), gloss*(0.85*math.Pow(h, 90)+0.10*math.Pow(h, 12)))
		*c = mix(*c, out, a)
	})
	p.stalk(f)
}

// skinFunc gives a skin's colour, its small bumps and how it shines.
type skinFunc func(u, v, nz float64) (albedo rgb, bump pt, gloss float64)

func (p *painter) skinOf(f *fruit) skinFunc {
	k := f.at.x*13 + f.at.y*29
	n := p.n
	switch f.kind {
	case orange, lemon:
		base, deep, pores := hex(0xf7931e), hex(0xd96a0a), 34.0
		if f.kind == lemon {
			base, deep, pores = hex(0xf9d423), hex(0xd9a80e), 26
		}
		return func(u, v, nz float64) (rgb, pt, float64) {
			w := pores / (0.55 + 0.45*nz)
			a, b := n.at(u*w+k, v*w), n.at(v*w-k, u*w+7)
			c := mix(base, deep, clamp(0.35+0.6*n.fbm(u*1.6+k, v*1.6, 3)+0.18*a))
			return c, pt{0.11 * a, 0.11 * b}, 0.55
		}
	case apple, greenApple:
		red, gold := hex(0xb81f24), hex(0xe8b84a)
		if f.kind == greenApple {
			red, gold = hex(0x8fae2e), hex(0xc9d46a)
		}
		return func(u, v, nz float64) (rgb, pt, float64) {
			ang := math.Atan2(u, v+1.25)
			streak := n.at(ang*26+k, v*1.2) + 0.6*n.at(ang*60, v*2+k)
			c := mix(red, gold, smooth(0.1, 0.95, 0.40*streak+0.55*n.at(u*1.1+k, v*1.1)+0.10-0.35*v))
			c = mix(c, hex(0xf4e2a0), 0.55*smooth(0.62, 0.78, n.at(u*21+k, v*21)))
			hollow := bell(math.Hypot(u*1.1, v+0.86), 0.34)
			return c.times(1 - 0.55*hollow), pt{-0.5 * u * hollow, 0.8 * hollow}, 1.0
		}
	case plum:
		return func(u, v, nz float64) (rgb, pt, float64) {
			bloom := clamp(0.45 + 0.9*n.fbm(u*2.6+k, v*2.6, 4))
			return mix(hex(0x3a1640), hex(0x7d7aa4), 0.62*bloom), pt{}, 0.55 * (1 - 0.7*bloom)
		}
	}
	return func(u, v, nz float64) (rgb, pt, float64) {
		rib := 0.06 * math.Cos(math.Atan2(v+0.7, u)*5)
		c := mix(hex(0xc92a1a), hex(0xe0582a), clamp(0.3+0.5*n.at(u*1.3+k, v*1.3)))
		return c, pt{rib, 0}, 1.15
	}
}

func (p *painter) stalk(f *fruit) {
	top := pt{f.at.x, f.at.y - f.r*0.78}
	switch f.kind {
	case apple, greenApple:
		p.stroke(plain(hex(0x3f2a18)), 0.013, 0.018, curve(pt{top.x, top.y + 0.02}, pt{top.x + 0.012, top.y - 0.04}, pt{top.x + 0.04, top.y - 0.09})...)
	case tomato:
		for i := range 5 {
			s, c := math.Sincos(float64(i)*1.257 + f.turn)
			q := pt{top.x, top.y + 0.03}
			p.stroke(plain(hex(0x4a6a2a).times(0.7+0.1*float64(i))), 0.022, 0.003, curve(q, pt{q.x + 0.05*c, q.y + 0.016*s},
				pt{q.x + 0.09*c, q.y + 0.034*s + 0.015})...)
		}
		p.stroke(plain(hex(0x5a7a34)), 0.012, 0.014, pt{top.x, top.y + 0.03}, pt{top.x + 0.01, top.y - 0.03})
	case orange:
		p.fill(plain(hex(0x6a7a34)), ellipse(pt{f.at.x + f.r*0.25*math.Cos(f.turn*2), f.at.y - f.r*0.35}, 0.011, 0.009))
	}
}

// grapes is a bunch that hangs over the table's edge.
func (p *painter) grapes(at pt) {
	for i := range 46 {
		t := float64(i) / 46
		w := 0.30 * (1 - 0.55*t)
		f := fruit{
			at: pt{at.x + (p.rnd.Float64()*2-1)*w + 0.05*t, at.y + 0.44*t + 0.05*p.rnd.Float64()},
			r:  0.058 + 0.012*p.rnd.Float64(), kind: plum, squash: 1.05,
		}
		p.contactShadow(&fruit{at: f.at, r: f.r * 0.8})
		p.roundFruit(&f)
	}
	p.stroke(plain(hex(0x6a5a30)), 0.018, 0.012, curve(pt{at.x - 0.05, at.y - 0.12}, pt{at.x, at.y - 0.02}, pt{at.x + 0.02, at.y + 0.08})...)
}

func (p *painter) leafPair(at pt, angle float64) {
	shape := curve(pt{0, 0}, pt{0.30, -0.17}, pt{0.7, -0.18}, pt{1, 0}, pt{0.7, 0.15}, pt{0.3, 0.14}, pt{0, 0})
	for i := range 2 {
		a := angle + 0.7*float64(i)
		s, c := math.Sincos(-a)
		p.fill(func(x, y float64) rgb {
			u, v := ((x-at.x)*c-(y-at.y)*s)/0.3, ((x-at.x)*s+(y-at.y)*c)/0.3
			vein := bell(v, 0.012) + 0.5*bell(math.Mod(u*7+math.Abs(v)*4+9, 1)-0.5, 0.06)
			g := mix(hex(0x2c4a1e), hex(0x6f9440), clamp(0.5-2.4*v))
			return g.times(0.85+0.25*p.n.at(x*30, y*30)).plusTimes(hex(0xb8cc80), 0.22*vein)
		}, moved(shape, at, 0.3, a))
	}
}
