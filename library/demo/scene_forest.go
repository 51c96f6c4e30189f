package demo

import "math"

// forest is a beech wood in the morning: rows of trunks that fade into mist,
// shafts of light from the upper right, moss and ferns.
func (p *painter) forest() {
	sun := pt{0.75, -1.35}
	mist := p.sheet(6, func(x, y float64) rgb {
		d := math.Hypot((x-0.42)*0.8, y+0.42)
		c := mix(hex(0xfdf3c4).times(1.15), hex(0x86a06a), smooth(0.05, 1.0, d))
		c = mix(c, hex(0x2f4a38), smooth(0.8, 2.1, d))
		leaves := p.n.fbm(x*5, y*5, 4)
		return c.times(1 + 0.45*leaves*smooth(0.3, -0.8, y))
	})
	p.each(func(x, y float64, c *rgb) { *c = mist.at(x, y) })
	const rows = 5
	for row := range rows {
		near := float64(row) / (rows - 1)
		p.ground(near, sun, mist)
		p.trunks(row, near, mist)
		p.foliage(near, mist)
	}
	p.shafts(sun)
	p.ferns()
}

// ground is one strip of the forest floor, from far to near.
func (p *painter) ground(near float64, sun pt, mist *sheet) {
	top := lerp(0.30, 0.80, near*near)
	line := p.profile(-3, 3, func(x float64) float64 {
		return top + 0.06*p.n.fbm(x*1.7+near*9, near*5, 4) - 0.07*near*smooth(0.3, 1.6, math.Abs(x))
	})
	p.eachIn(box{-3, top - 0.2, 3, 3}, func(x, y float64, c *rgb) {
		a := p.cover(y - line.at(x))
		if a <= 0 || y > top+0.75 {
			return
		}
		s := 5 + 12*(1-near)
		n := p.n.fbm(x*s, y*s*2.6, 4)
		patch := smooth(-0.05, 0.35, p.n.at(x*1.8+near*3, y*5+near)+0.2*n)
		// Shadows of the trunks run away from the sun.
		ray := math.Atan2(x-sun.x*1.2, y+0.6) * 9
		patch *= smooth(-0.35, 0.25, p.n.at(ray, near))
		moss := mix(hex(0x26371d), hex(0x6b8435), clamp(0.5+1.1*n))
		moss = mix(moss, hex(0xd9d274), 0.55*patch)
		moss = mix(moss, hex(0x5b4a30), 0.5*smooth(0.1, 0.5, p.n.at(x*3.3, y*6+7)))
		moss = moss.times(0.85 + 0.5*p.n.at(x*s*6, y*s*9)*near)
		*c = mix(*c, mix(moss, mist.at(x, y), 0.62*(1-near)), a)
	})
}

// trunks is one row of trees.
func (p *painter) trunks(row int, near float64, mist *sheet) {
	count := [...]int{34, 22, 13, 8, 4}[row]
	for i := range count {
		x := -2.4 + 4.8*(float64(i)+0.15+0.7*p.rnd.Float64())/float64(count)
		if row == 4 {
			x = [...]float64{-1.28, -0.62, 1.22, 2.2}[i]
		}
		width := lerp(0.022, 0.20, near*near) * (0.7 + 0.6*p.rnd.Float64())
		foot := lerp(0.33, 0.92, near*near) + 0.05*p.rnd.Float64()
		lean := (p.rnd.Float64() - 0.5) * 0.16
		line := curve(pt{x, foot}, pt{x + lean*0.2 + 0.01, foot - 0.6}, pt{x + lean*0.7, foot - 1.5}, pt{x + lean, -2.3})
		p.trunk(line, width, near, mist)
		if row > 1 {
			for range 2 {
				k := line[14+p.rnd.IntN(9)]
				dir := math.Pi + 0.7
				if p.rnd.IntN(2) == 0 {
					dir = -0.7
				}
				bark := mix(mist.at(k.x, k.y), hex(0x1c1a14), 0.25+0.55*near)
				p.twigs(k, dir, 0.30+0.35*p.rnd.Float64(), width*0.12, 2, plain(bark))
			}
		}
	}
}

func (p *painter) trunk(line []pt, width, near float64, mist *sheet) {
	middle := newProfile(line[len(line)-1].y, line[0].y, 60, func(y float64) float64 {
		for i := 1; i < len(line); i++ {
			if a, b := line[i-1], line[i]; y >= b.y {
				return lerp(b.x, a.x, (y-b.y)/(a.y-b.y))
			}
		}
		return line[len(line)-1].x
	})
	bark := func(x, y float64) rgb {
		s := (x - middle.at(y)) / width * 2
		n := p.n.fbm(x*30/(0.4+near), y*9, 4)
		c := mix(hex(0x2b241b), hex(0x5d5140), clamp(0.45+0.9*n))
		c = mix(c, hex(0x58682f), 0.55*smooth(0.1, 0.5, p.n.at(x*6, y*3+4))*smooth(-0.2, 0.9, y))
		c = c.times(0.55 + 0.25*clamp(s+0.6))
		c = c.plusTimes(hex(0xffe7a0), 0.45*smooth(0.50, 1.0, s+0.25*n))
		return mix(c, mist.at(x, y), 0.80*math.Pow(1-near, 1.1))
	}
	p.fill(bark, outlineOf(width*1.15, width*0.62, line))
	if f := line[0]; near > 0.2 { // the foot spreads into roots
		p.fill(bark, curve(pt{f.x - width*0.52, f.y - width*1.2}, pt{f.x - width*0.62, f.y - width*0.3}, pt{f.x - width*1.05, f.y + 0.02},
			pt{f.x, f.y + 0.012}, pt{f.x + width*1.0, f.y + 0.022}, pt{f.x + width*0.60, f.y - width*0.3}, pt{f.x + width*0.52, f.y - width*1.2}))
	}
}

// foliage is backlit leaves, mostly high up.
func (p *painter) foliage(near float64, mist *sheet) {
	clusters := int(lerp(60, 30, near))
	size := lerp(0.008, 0.020, near)
	for range clusters {
		c := pt{p.rnd.Float64()*4.4 - 2.2, -1.5 + 1.15*math.Pow(p.rnd.Float64(), 1.6)*(1.2-0.35*near)}
		spread := lerp(0.10, 0.26, near)
		for range 60 {
			q := pt{c.x + p.rnd.NormFloat64()*spread, c.y + p.rnd.NormFloat64()*spread*0.45}
			bright := p.rnd.Float64()
			leaf := mix(hex(0x35502a), hex(0xbccb4a), bright*bright)
			leaf = leaf.plusTimes(hex(0xfff0a0), 0.5*bright*bell(math.Hypot(q.x-0.5, q.y+0.6), 0.6))
			p.leaf(q, size*(0.6+0.8*p.rnd.Float64()), p.rnd.Float64()*3.1, mix(leaf, mist.at(q.x, q.y), 0.6*(1-near)))
		}
	}
}

func (p *painter) leaf(at pt, size, angle float64, c rgb) {
	shape := []pt{{-1, 0}, {-0.5, -0.38}, {0.1, -0.42}, {1, 0}, {0.1, 0.42}, {-0.5, 0.38}}
	p.fill(plain(c), moved(shape, at, size, angle))
}

// shafts are the sun's rays in the mist.
func (p *painter) shafts(sun pt) {
	rays := p.sheet(4, func(x, y float64) rgb {
		a := math.Atan2(y-sun.y, x-sun.x)
		d := math.Hypot(x-sun.x, y-sun.y)
		beam := smooth(-0.05, 0.6, p.n.fbm(a*13, 0.3+d*0.12, 3)+0.08)
		beam *= bell(a-2.05, 0.55) * smooth(0.2, 0.9, d) * math.Exp(-0.42*d)
		return hex(0xfff1b8).times(0.95 * beam)
	})
	p.each(func(x, y float64, c *rgb) {
		*c = c.plus(rays.at(x, y))
	})
}

// ferns grow in the foreground.
func (p *painter) ferns() {
	for range 26 {
		x := -2.2 + 4.4*p.rnd.Float64()
		y := 0.98 + 0.28*p.rnd.Float64() - 0.10*smooth(0.3, 1.4, math.Abs(x))
		for range 6 {
			p.frond(pt{x, y}, -math.Pi/2+1.5*(p.rnd.Float64()-0.5), 0.22+0.20*p.rnd.Float64())
		}
	}
}

func (p *painter) frond(foot pt, angle, length float64) {
	bright := p.rnd.Float64()
	c := mix(hex(0x1e3517), hex(0x7d9c36), bright*bright)
	bend := (angle + math.Pi/2) * 0.9
	q := foot
	const parts = 20
	for i := range parts {
		t := float64(i) / parts
		s, co := math.Sincos(angle + bend*t)
		q = pt{q.x + co*length/parts, q.y + s*length/parts}
		l := length * 0.30 * (1 - t) * (0.3 + math.Min(1, t*4))
		for _, side := range []float64{-1.15, 1.15} {
			ls, lc := math.Sincos(angle + bend*t + side)
			p.stroke(plain(c.times(0.8+0.4*p.rnd.Float64())), length*0.032, length*0.004, q, pt{q.x + lc*l, q.y + ls*l})
		}
	}
}
