package demo

import "math"

// lighthouse is a late afternoon on a headland: tower, keeper's house, open sea
// with a clear horizon and lit clouds.
func (p *painter) lighthouse() {
	const horizon = 0.30
	sky := p.sheet(2.5, func(x, y float64) rgb { return p.afternoonSky(horizon, x, y) })
	sea := water{
		horizon: horizon, rough: 0.32, scale: 3.4, deep: hex(0x17465c),
		sunX: -1.15, sunWide: 0.8, sun: hex(0xffe2b8).times(0.85),
	}
	p.each(func(x, y float64, c *rgb) {
		a := p.cover(y - horizon)
		if a < 1 {
			*c = sky.at(x, y)
		}
		if a > 0 {
			w := sea.at(p.n, sky.at, x, y)
			w = mix(w, hex(0xc9d3d6), 0.22*bell(y-horizon, 0.02))
			*c = mix(*c, w, a)
		}
	})
	p.headland()
	p.keepersHouse()
	p.tower(pt{0.78, 0.10})
}

func (p *painter) afternoonSky(horizon, x, y float64) rgb {
	c := ramp{
		{-1.7, hex(0x2f6aa8)}, {-0.6, hex(0x6b9dcb)}, {0.05, hex(0xb9cfd8)}, {horizon, hex(0xf3dcc0)},
	}.colour(y)
	c = c.plusTimes(hex(0xffd9a0), 0.35*bell(math.Hypot(x+1.3, y-0.05), 0.9))
	k := clouds{
		horizon: horizon, scale: 1.25, cover: 0.0, edge: 0.22, stretch: 1.7, toSun: pt{-0.8, 0.6},
		lit: hex(0xfff3e2).times(1.08), shaded: hex(0x8d9bb0), drift: 6.4, thinning: 0.7,
	}
	return k.over(p.n, c, x, y)
}

// headland is the rock, its grass and the foam at its foot.
func (p *painter) headland() {
	top := p.profile(-3, 3, func(x float64) float64 {
		rise := smooth(-0.35, 0.62, x+0.05*p.n.fbm(x*5, 1, 4))
		return 0.90 - 0.76*rise + 0.035*p.n.fbm(x*4.3, 8, 6) + 0.012*p.n.at(x*60, 2)
	})
	foot := p.profile(-3, 3, func(x float64) float64 {
		return 0.80 + 0.05*smooth(-0.4, 1.6, x) + 0.03*p.n.fbm(x*3, 3, 5)
	})
	p.each(func(x, y float64, c *rgb) {
		below := y - top.at(x)
		sea := foot.at(x)
		if below < -p.px || y > sea+0.2 {
			return
		}
		a := p.cover(below) * p.cover(sea-y)
		if a > 0 {
			*c = mix(*c, p.cliff(x, y, below), a)
		}
		// Foam lies thick at the rock and breaks up into threads.
		d := y - sea
		if d > -0.03 {
			n := p.n.warped(x*7, y*22, 0.8, 4)
			foam := smooth(0.0, 0.35, n+0.5*bell(d, 0.03)-0.22) * bell(max(d, 0), 0.10) * smooth(0.0, 0.09, sea-top.at(x))
			*c = mix(*c, hex(0xf1f4f0), 0.95*foam)
		}
	})
	for range 420 {
		x := 0.2 + p.rnd.Float64()*2.2
		shade := hex(0x55662f).times(0.55 + 0.8*p.rnd.Float64())
		p.grass(pt{x, top.at(x) + 0.012}, 0.02+0.022*p.rnd.Float64(), 4, plain(shade))
	}
}

func (p *painter) cliff(x, y, below float64) rgb {
	here, toSun := p.rockHeight(x, y), p.rockHeight(x-0.014, y-0.012)
	lit := clamp(0.45 + 2.6*(here-toSun))
	rock := mix(hex(0x3d3732), hex(0xd2b892), lit)
	rock = rock.times(0.55 + 0.62*here + 0.10*p.n.at(x*95, y*95))
	rock = mix(rock, hex(0x8a8a58), 0.30*smooth(0.1, 0.5, p.n.fbm(x*6, y*9+2, 3)))
	rock = mix(rock, hex(0x24221f), 0.75*smooth(0.70, 0.80, y+0.02*p.n.at(x*20, 1)))
	grass := mix(hex(0x4b5c2a), hex(0xa8a458), clamp(0.5+1.3*p.n.fbm(x*12, y*30, 4)))
	grass = grass.times(0.8 + 0.35*p.n.at(x*110, y*50))
	reach := 0.055 + 0.09*p.n.fbm(x*4, y*4, 3) + 0.13*smooth(0.5, 1.6, x)
	return mix(grass, rock, smooth(reach-0.02, reach+0.02, below))
}

// rockHeight is how far the cliff's face stands out: leaning layers of stone,
// broken by cracks.
func (p *painter) rockHeight(x, y float64) float64 {
	bend := 0.22 * p.n.fbm(x*3, y*3, 3)
	layers := p.n.ridged(x*1.7+3, y*8-x*2.6+bend*5, 5)
	cracks := p.n.ridged(x*7+bend*2, y*2.3-x*0.8+9, 5)
	return 0.6*layers + 0.55*cracks*cracks + 0.14*p.n.fbm(x*22, y*26, 3)
}

// tower is the lighthouse itself; foot is the middle of its base.
func (p *painter) tower(foot pt) {
	const height = 0.76
	half := func(y float64) float64 { // half-width at y, a gentle taper
		t := (foot.y - y) / height
		return 0.098 - 0.038*t + 0.018*bell(t, 0.09)
	}
	round := func(x, y float64, base rgb) rgb {
		s := (x - foot.x) / half(y)
		light := 0.20 + 0.92*math.Pow(clamp(0.5-0.62*s), 0.75)
		c := base.times(light).plusTimes(hex(0x8fb4d8), 0.08*clamp(s))
		return c.times(0.97 + 0.06*p.n.fbm(x*40, y*14, 3))
	}
	wall := func(x, y float64) rgb {
		t := (foot.y - y) / height
		s := (x - foot.x) / half(y)
		t += 0.012 * s * s // bands follow the round
		e := p.px / height
		red := smooth(0.22-e, 0.22+e, t)*smooth(0.44+e, 0.44-e, t) + smooth(0.66-e, 0.66+e, t)*smooth(0.86+e, 0.86-e, t)
		return round(x, y, mix(hex(0xf4efe6), hex(0xb5352c), red))
	}
	top := foot.y - height
	body := []pt{{foot.x + half(foot.y), foot.y + 0.03}}
	for i := range 25 {
		y := foot.y - height*float64(i)/24
		body = append(body, pt{foot.x + half(y), y})
	}
	for i := 24; i >= 0; i-- {
		y := foot.y - height*float64(i)/24
		body = append(body, pt{foot.x - half(y), y})
	}
	p.fill(wall, append(body, pt{foot.x - half(foot.y), foot.y + 0.03}))
	for i, t := range []float64{0.14, 0.34, 0.55, 0.76} {
		y := foot.y - height*t
		x := foot.x - 0.012 + 0.014*float64(i%2)
		p.fill(plain(hex(0xe9e2d6).times(0.7)), rect(x-0.018, y-0.031, x+0.018, y+0.031))
		p.fill(plain(hex(0x2b3540)), rect(x-0.012, y-0.025, x+0.012, y+0.025))
	}
	p.fill(plain(hex(0x4a2a1e)), append(ellipse(pt{foot.x - 0.01, foot.y - 0.06}, 0.026, 0.03), pt{foot.x + 0.016, foot.y - 0.05}), rect(foot.x-0.036, foot.y-0.06, foot.x+0.016, foot.y+0.02))
	p.lantern(pt{foot.x, top})
}

// lantern is the gallery and the lamp room on top of the tower.
func (p *painter) lantern(at pt) {
	steel := func(x, _ float64) rgb {
		return mix(hex(0x9a958c), hex(0x23282e), clamp(0.45+(x-at.x)*6))
	}
	x, y := at.x, at.y
	p.fill(steel, []pt{{x - 0.062, y + 0.03}, {x + 0.062, y + 0.03}, {x + 0.092, y - 0.012}, {x - 0.092, y - 0.012}})
	p.fill(steel, rect(x-0.098, y-0.026, x+0.098, y-0.010))
	for i := range 9 {
		rx := x - 0.094 + 0.0235*float64(i)
		p.stroke(steel, 0.005, 0.005, pt{rx, y - 0.02}, pt{rx, y - 0.075})
	}
	p.stroke(steel, 0.006, 0.006, pt{x - 0.096, y - 0.075}, pt{x + 0.096, y - 0.075})
	p.stroke(steel, 0.004, 0.004, pt{x - 0.096, y - 0.05}, pt{x + 0.096, y - 0.05})
	glass := func(gx, gy float64) rgb {
		d := math.Hypot(gx-x, (gy-(y-0.09))*1.2)
		return mix(hex(0x5e7f96), hex(0xffeec2).times(1.9), bell(d, 0.034))
	}
	p.fill(glass, rect(x-0.052, y-0.150, x+0.052, y-0.026))
	for i := range 5 {
		rx := x - 0.052 + 0.026*float64(i)
		p.stroke(steel, 0.006, 0.006, pt{rx, y - 0.152}, pt{rx, y - 0.026})
	}
	red := func(rx, ry float64) rgb {
		s := (rx - x) / 0.066
		return hex(0xb5352c).times(0.3 + 0.95*clamp(0.5-0.6*s) + 0.2*bell(s+0.4, 0.15))
	}
	dome := curve(pt{x - 0.068, y - 0.148}, pt{x - 0.055, y - 0.185}, pt{x - 0.02, y - 0.222}, pt{x, y - 0.232},
		pt{x + 0.02, y - 0.222}, pt{x + 0.055, y - 0.185}, pt{x + 0.068, y - 0.148})
	p.fill(red, dome)
	p.fill(red, ellipse(pt{x, y - 0.238}, 0.011, 0.013))
	p.stroke(steel, 0.005, 0.002, pt{x, y - 0.24}, pt{x, y - 0.30})
}

// keepersHouse stands beside the tower, white with a red roof.
func (p *painter) keepersHouse() {
	wall := func(x, y float64) rgb {
		shade := 0.86 + 0.08*p.n.fbm(x*30, y*30, 3) - 0.35*bell(y+0.052, 0.018)
		return hex(0xefe7da).times(shade)
	}
	gable := func(x, y float64) rgb { return wall(x, y).filter(rgb{0.50, 0.54, 0.62}) }
	p.fill(wall, rect(0.98, -0.05, 1.30, 0.17))
	p.fill(gable, []pt{{1.30, 0.17}, {1.30, -0.05}, {1.365, -0.15}, {1.43, -0.05}, {1.43, 0.17}})
	tiles := func(x, y float64) rgb {
		row := math.Mod(y*60+100, 1)
		return hex(0xa9452f).times(0.72 + 0.3*row + 0.35*p.n.at(x*55, math.Floor(y*60)))
	}
	p.fill(tiles, []pt{{0.965, -0.045}, {1.02, -0.16}, {1.37, -0.16}, {1.305, -0.045}})
	p.fill(plain(hex(0x6b2c22).times(0.6)), []pt{{1.37, -0.165}, {1.452, -0.035}, {1.435, -0.03}, {1.362, -0.145}})
	p.fill(wall, rect(1.10, -0.235, 1.145, -0.13))
	p.fill(plain(hex(0x6b4a3c)), rect(1.094, -0.245, 1.151, -0.225))
	for _, x := range []float64{1.03, 1.20} {
		p.fill(plain(hex(0xfaf5ea)), rect(x-0.004, 0.006, x+0.059, 0.094))
		p.fill(func(_, y float64) rgb { return mix(hex(0x33485a), hex(0x7fa0b4), (0.09-y)/0.08) }, rect(x, 0.01, x+0.055, 0.09))
		p.stroke(plain(hex(0xfaf5ea)), 0.006, 0.006, pt{x + 0.0275, 0.01}, pt{x + 0.0275, 0.09})
		p.stroke(plain(hex(0xfaf5ea)), 0.006, 0.006, pt{x, 0.045}, pt{x + 0.055, 0.045})
	}
	p.fill(plain(hex(0x2f5566)), rect(1.115, 0.03, 1.165, 0.17))
}
