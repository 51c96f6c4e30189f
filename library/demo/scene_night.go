package demo

import "math"

// night is the Milky Way over a hill with a lit tent and an old tree.
func (p *painter) night() {
	p.bloom = 0.12
	band := p.sheet(2.5, p.nightSky)
	p.each(func(x, y float64, c *rgb) { *c = band.at(x, y) })
	p.stars()
	hill := p.profile(-3, 3, func(x float64) float64 {
		return 0.60 + 0.10*p.n.fbm(x*0.8, 2, 3) + 0.02*p.n.fbm(x*6, 4, 4) - 0.16*bell(x-0.85, 0.75)
	})
	far := p.profile(-3, 3, func(x float64) float64 { return 0.60 - 0.22*p.n.ridged(x*0.9+3, 1, 6) })
	tent := pt{-0.52, hill.at(-0.52) + 0.035}
	p.each(func(x, y float64, c *rgb) {
		if a := p.cover(y - far.at(x)); a > 0 {
			*c = mix(*c, mix(hex(0x10182a), hex(0x24344a), smooth(0.3, 0.75, y)), a)
		}
		a := p.cover(y - hill.at(x))
		if a <= 0 {
			return
		}
		n := p.n.fbm(x*14, y*30, 4)
		ground := hex(0x0a1016).times(1.0 + 0.9*n)
		d := math.Hypot(x-tent.x, (y-tent.y)*2.2)
		ground = ground.plusTimes(hex(0xff9a40), 0.55*bell(d, 0.34)*clamp(0.55+1.2*n))
		*c = mix(*c, ground, a)
	})
	for range 260 {
		x := p.rnd.Float64()*5 - 2.5
		lit := bell(x-tent.x, 0.30)
		p.grass(pt{x, hill.at(x) + 0.03}, 0.03+0.03*p.rnd.Float64(), 4, plain(mix(hex(0x0a1014), hex(0x6b4a24), lit)))
	}
	p.tent(tent)
	p.oldTree(pt{0.88, hill.at(0.88) + 0.04})
}

func (p *painter) nightSky(x, y float64) rgb {
	c := ramp{
		{-1.7, hex(0x0b1430)}, {-0.5, hex(0x14234a)}, {0.2, hex(0x274a68)}, {0.62, hex(0x6f7a70)},
	}.colour(y)
	c = c.plusTimes(hex(0xd98a4a), 0.22*bell(y-0.62, 0.30)*bell(x-1.1, 1.2))
	// The galaxy: a bright band, dark dust along its middle.
	along := x*0.50 + y*0.866
	across := x*0.866 - y*0.50 + 0.10
	n := p.n.warped(along*1.6, across*2.2, 0.8, 6)
	bulge := 0.24 + 0.12*bell(along-0.1, 0.7)
	glow := bell(across, bulge) * (0.55 + 0.9*n)
	dust := smooth(0.0, 0.45, p.n.warped(along*2.1+9, across*3.4, 1.2, 6)+0.36*bell(across+0.03, 0.085)-0.06)
	glow = max(0, glow) * (1 - 0.80*dust*bell(across, 0.20))
	c = c.plusTimes(mix(hex(0xb9c4f0), hex(0xffd9b8), bell(across, 0.12)), 0.42*glow)
	return c.plusTimes(hex(0xc060a0), 0.07*max(0, glow*p.n.at(along*3+4, across*3)))
}

// stars are sown with the brightness of the real sky: few bright, many faint,
// and denser along the band.
func (p *painter) stars() {
	unit := max(p.px, 1.0/620)
	for i := range 9000 {
		q := pt{p.rnd.Float64()*5 - 2.5, p.rnd.Float64()*4.4 - 2.9}
		if across := q.x*0.866 - q.y*0.50 + 0.10; i%2 == 0 && bell(across, 0.3) < p.rnd.Float64() {
			continue
		}
		mag := math.Pow(p.rnd.Float64(), -0.55) * 0.20
		mag = min(mag, 5)
		tint := mix(hex(0xaac4ff), hex(0xffdcb0), p.rnd.Float64())
		r := unit * (0.62 + 0.30*math.Sqrt(mag))
		p.glow(q, r, tint.times(mag*smooth(0.75, 0.1, q.y)))
		if mag > 2.2 {
			p.glow(q, r*3.5, tint.times(mag*0.05))
		}
	}
}

func (p *painter) tent(at pt) {
	cloth := func(x, y float64) rgb {
		d := math.Hypot(x-at.x, (y-at.y+0.05)*1.1)
		c := mix(hex(0xff7a1e).times(0.35), hex(0xffd074).times(1.5), bell(d, 0.12))
		return c.times(0.85 + 0.3*p.n.fbm(x*9, y*9, 3))
	}
	p.fill(cloth, append(curve(pt{at.x - 0.21, at.y}, pt{at.x - 0.14, at.y - 0.12}, pt{at.x - 0.01, at.y - 0.195},
		pt{at.x + 0.12, at.y - 0.13}, pt{at.x + 0.20, at.y}), pt{at.x, at.y + 0.012}))
	seam := plain(hex(0x8a3a10).times(0.6))
	p.stroke(seam, 0.006, 0.005, curve(pt{at.x - 0.01, at.y - 0.195}, pt{at.x - 0.06, at.y - 0.1}, pt{at.x - 0.085, at.y + 0.004})...)
	p.stroke(seam, 0.006, 0.005, curve(pt{at.x - 0.01, at.y - 0.195}, pt{at.x + 0.05, at.y - 0.1}, pt{at.x + 0.09, at.y + 0.004})...)
	p.fill(plain(hex(0xffe9b0).times(1.7)), curve(pt{at.x - 0.04, at.y}, pt{at.x - 0.028, at.y - 0.07}, pt{at.x - 0.006, at.y - 0.11},
		pt{at.x + 0.02, at.y - 0.06}, pt{at.x + 0.035, at.y}))
	p.glow(at, 0.34, hex(0xff8a30).times(0.10))
}

// oldTree stands bare against the sky.
func (p *painter) oldTree(foot pt) {
	dark := plain(hex(0x060a10))
	p.stroke(dark, 0.085, 0.045, curve(pt{foot.x - 0.01, foot.y + 0.03}, pt{foot.x + 0.015, foot.y - 0.2}, pt{foot.x - 0.01, foot.y - 0.42})...)
	top := pt{foot.x - 0.01, foot.y - 0.40}
	for _, a := range []float64{-2.6, -2.15, -1.75, -1.35, -0.95, -0.45} {
		p.twigs(top, a, 0.48+0.12*p.rnd.Float64(), 0.034, 4, dark)
	}
}
