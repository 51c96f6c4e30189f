package demo

import "math"

// boat is a small yacht that sails through the frame from left to right: one
// place of a burst of six for each frame.
func (p *painter) boat() {
	const horizon = -0.02
	sky := p.sheet(3, func(x, y float64) rgb { return p.morningSky(horizon, x, y) })
	coast := p.profile(-3, 3, func(x float64) float64 {
		h := 0.04 + 0.10*p.n.fbm(x*1.3+4, 2, 5) + 0.06*smooth(-0.2, -1.6, x)
		return horizon - max(0, h)
	})
	sea := water{
		horizon: horizon, rough: 0.5, scale: 2.5, deep: hex(0x0f4a66),
		sunX: 0.75, sunWide: 0.75, sun: hex(0xfff0cc).times(1.3), phase: float64(p.shot.frame) * 0.21,
	}
	p.each(func(x, y float64, c *rgb) {
		a := p.cover(y - horizon)
		if a < 1 {
			*c = sky.at(x, y)
			land := mix(hex(0x7f98a8), hex(0xb4c0c4), clamp(0.5+1.2*p.n.fbm(x*9, y*20, 3)))
			*c = mix(*c, land, 0.85*p.cover(y-coast.at(x)))
		}
		if a > 0 {
			w := sea.at(p.n, sky.at, x, y)
			*c = mix(*c, mix(w, hex(0xbfd2d8), 0.3*bell(y-horizon, 0.02)), a)
		}
	})
	at := boatPlace(p.shot.frame)
	p.wake(at)
	p.yacht(at, 0.085+0.03*math.Sin(float64(p.shot.frame)*1.7))
}

// boatPlace is where the yacht is in each frame of the burst.
func boatPlace(frame int) pt {
	x := [...]float64{-0.86, -0.62, -0.34, -0.06, 0.40, 0.86}[min(frame, 5)]
	return pt{x, 0.40 + 0.012*math.Sin(float64(frame)*2.1)}
}

func (p *painter) morningSky(horizon, x, y float64) rgb {
	c := ramp{
		{-1.7, hex(0x2c72b4)}, {-0.8, hex(0x5f9fd2)}, {-0.3, hex(0xa5cbe2)}, {horizon, hex(0xe8eee6)},
	}.colour(y)
	c = c.plusTimes(hex(0xffe7b4), 0.4*bell(math.Hypot(x-0.9, y+0.5), 0.8))
	k := clouds{
		horizon: horizon, scale: 1.0, cover: 0.06, edge: 0.2, stretch: 1.5, toSun: pt{0.7, 0.7},
		lit: hex(0xffffff).times(1.05), shaded: hex(0xa3b6c8), drift: 11.3, thinning: 0.6,
	}
	return k.over(p.n, c, x, y)
}

// wake is the broken water round and behind the boat, and her mirror in it.
func (p *painter) wake(at pt) {
	p.eachIn(box{at.x - 1.9, at.y - 0.1, at.x + 0.6, at.y + 0.75}, func(x, y float64, c *rgb) {
		dx, dy := x-at.x, y-at.y
		// Sails and hull in the waves, pulled apart by them.
		wob := p.n.at(x*9, y*34) * 0.09 * (0.3 + dy)
		m := bell(dx-0.02+wob, 0.20-0.12*clamp(dy*1.6)) * smooth(0.0, 0.03, dy) * (1 - smooth(0.25, 0.62, dy))
		*c = mix(*c, hex(0xe6e3d8), 0.5*m*clamp(0.55+1.4*p.n.fbm(x*8, y*46, 3)))
		*c = mix(*c, hex(0x0c2a3d), 0.85*bell(dy-0.035, 0.035)*bell(dx, 0.40)*clamp(0.8+p.n.at(x*12, y*40)))
		// Foam: a line at the hull and two arms that widen behind it.
		back := max(0, -dx-0.1)
		arm := bell(dy-0.02-0.16*back, 0.012+0.05*back) + 0.8*bell(dy-0.02-0.02*back, 0.012+0.02*back)
		hull := bell(dy-0.012, 0.020) * bell(dx, 0.46) * 1.4
		n := p.n.warped(x*14, y*44, 0.6, 4)
		f := smooth(0.05, 0.55, n+0.75*(arm*math.Exp(-1.1*back)*smooth(0, 0.15, back)+hull)-0.22)
		*c = mix(*c, hex(0xf7faf8), 0.92*f*clamp(arm+hull))
	})
}

// yacht is a sloop with mainsail and jib; at is the middle of her waterline.
func (p *painter) yacht(at pt, heel float64) { p.yachtSized(at, heel, 0.98) }

func (p *painter) yachtSized(at pt, heel, size float64) {
	place := func(pts []pt) []pt { return moved(pts, at, size, heel) }
	local := func(x, y float64) (float64, float64) {
		s, c := math.Sincos(-heel)
		dx, dy := (x-at.x)/size, (y-at.y)/size
		return dx*c - dy*s, dx*s + dy*c
	}
	hull := curve(pt{-0.40, -0.085}, pt{-0.2, -0.080}, pt{0.1, -0.092}, pt{0.47, -0.13})
	hull = append(hull, curve(pt{0.47, -0.13}, pt{0.41, -0.05}, pt{0.33, 0.02}, pt{-0.1, 0.03}, pt{-0.36, 0.015}, pt{-0.40, -0.085})...)
	p.fill(func(x, y float64) rgb {
		lx, ly := local(x, y)
		c := mix(hex(0x24507a), hex(0x0b1c30), smooth(-0.09, 0.02, ly))
		c = c.plusTimes(hex(0x9fd0e8), 0.16*bell(ly+0.02, 0.02)*clamp(0.6+p.n.at(lx*30, ly*90)))
		return mix(c, hex(0xf3efe4), p.cover(-ly-0.066-0.04*max(0, lx)*lx)*0.95)
	}, place(hull))
	cabin := curve(pt{-0.22, -0.078}, pt{-0.19, -0.125}, pt{0.02, -0.135}, pt{0.15, -0.095})
	p.fill(func(x, y float64) rgb { return hex(0xe8ddc8).times(0.75 + 2*(-0.08-y+at.y)) }, place(cabin))
	for i := range 3 {
		p.fill(plain(hex(0x2a3a48)), place(ellipse(pt{-0.14 + 0.085*float64(i), -0.105}, 0.021, 0.010)))
	}
	p.crew(place)
	spar := plain(hex(0x6d4c33))
	p.sail(local, place(append(curve(pt{0.045, -1.16}, pt{-0.12, -0.72}, pt{-0.36, -0.21}), pt{-0.10, -0.185}, pt{0.045, -0.20})), -0.9)
	p.sail(local, place(append(curve(pt{0.075, -1.06}, pt{0.29, -0.60}, pt{0.445, -0.155}), curve(pt{0.445, -0.155}, pt{0.25, -0.17},
		pt{0.09, -0.215}, pt{0.15, -0.6}, pt{0.075, -1.06})...)), 0.8)
	p.stroke(spar, 0.016, 0.010, place([]pt{{0.055, -0.1}, {0.055, -1.20}})...)
	p.stroke(spar, 0.012, 0.010, place([]pt{{0.055, -0.178}, {-0.385, -0.168}})...)
	line := plain(hex(0x3b4146))
	p.stroke(line, 0.003, 0.003, place([]pt{{0.055, -1.19}, {-0.40, -0.09}})...)
	p.stroke(line, 0.003, 0.003, place([]pt{{0.055, -1.12}, {0.47, -0.13}})...)
	p.fill(plain(hex(0xc6392f)), place([]pt{{0.052, -1.20}, {-0.04, -1.185}, {0.052, -1.165}}))
}

// sail shades one sail: belly, seams and the light through the cloth. from says
// which way the belly turns.
func (p *painter) sail(local func(x, y float64) (float64, float64), outline []pt, from float64) {
	p.fill(func(x, y float64) rgb {
		lx, ly := local(x, y)
		belly := 0.66 + 0.34*from*(lx*2.1) + 0.22*math.Sin(ly*3.4+lx*5)
		c := mix(hex(0x98a5b4), hex(0xfffaee), clamp(belly)).times(1.02)
		seam := math.Abs(math.Mod(ly*8.5+lx*1.3+20, 1) - 0.5)
		c = c.times(1 - 0.13*bell(seam, 0.035))
		return c.times(1 + 0.04*p.n.fbm(lx*14+ly*4, ly*10, 3))
	}, outline)
}

func (p *painter) crew(place func([]pt) []pt) {
	for i, x := range []float64{-0.29, -0.335} {
		coat := [...]rgb{hex(0xd9482f), hex(0xe0a82e)}[i]
		y := -0.12 + 0.012*float64(i)
		p.fill(plain(coat), place(ellipse(pt{x, y}, 0.022, 0.042)))
		p.fill(plain(hex(0xd9a884)), place(ellipse(pt{x + 0.004, y - 0.053}, 0.013, 0.015)))
	}
}
