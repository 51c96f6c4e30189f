package demo

import "math"

// silhouette is a walker with a dog on a jetty before the setting sun: the
// frame of the burst is the step of the walk.
func (p *painter) silhouette() {
	const horizon = 0.28
	p.bloom = 0.13
	sun := pt{0.28, 0.08}
	if p.shot.Portrait {
		sun.x = 0.18
	}
	sky := p.sheet(3, func(x, y float64) rgb { return p.eveningSky(horizon, sun, x, y) })
	sea := water{
		horizon: horizon, rough: 0.34, scale: 3.2, deep: hex(0x4a2a4a),
		sunX: sun.x, sunWide: 0.30, sun: hex(0xffb45a).times(2.0),
	}
	p.each(func(x, y float64, c *rgb) {
		a := p.cover(y - horizon)
		if a < 1 {
			*c = sky.at(x, y)
			d := math.Hypot(x-sun.x, y-sun.y)
			*c = mix(*c, hex(0xfff0b0).times(2.6), smooth(0.176, 0.160, d))
		}
		if a > 0 {
			w := sea.at(p.n, sky.at, x, y)
			*c = mix(*c, mix(w, hex(0xf0a070), 0.4*bell(y-horizon, 0.02)), a)
		}
	})
	p.jetty()
	at := walkerPlace(p.shot.frame)
	p.walker(at, 0.9, float64(p.shot.frame)*1.1+0.6)
	p.dog(pt{at.x - 0.42, 0.60}, 0.9, float64(p.shot.frame)*1.4)
}

func (p *painter) eveningSky(horizon float64, sun pt, x, y float64) rgb {
	c := ramp{
		{-1.7, hex(0x2a2f66)}, {-0.9, hex(0x6a4a86)}, {-0.4, hex(0xd0697a)}, {0.0, hex(0xf79a5c)}, {horizon, hex(0xffc878)},
	}.colour(y)
	c = c.plusTimes(hex(0xffa850), 0.75*bell(math.Hypot(x-sun.x, y-sun.y), 0.5))
	k := clouds{
		horizon: horizon, scale: 1.2, cover: -0.02, edge: 0.42, stretch: 3.4, toSun: pt{0.1, -0.8},
		lit: hex(0xffb070), shaded: hex(0x7d4a78), drift: 3.4, thinning: 0.75,
	}
	return k.over(p.n, c, x, y)
}

// walkerPlace is where the walker's feet are in each frame.
func walkerPlace(frame int) pt { return pt{-0.24 + 0.14*float64(frame), 0.60} }

// jetty is the planks and posts they walk on.
func (p *painter) jetty() {
	wood := func(x, y float64) rgb {
		return hex(0x1c1018).times(0.7+0.5*p.n.at(x*3, y*80)).plusTimes(hex(0xff9a50), 0.05*bell(x-0.28, 0.5))
	}
	p.fill(wood, rect(-3, 0.592, 3, 0.632))
	for i := -9; i <= 9; i++ {
		x := float64(i)*0.33 + 0.06
		p.fill(wood, rect(x-0.022, 0.56+0.01*float64(i&1), x+0.022, 0.84+0.03*p.n.hash(i+20, 4)))
		p.eachIn(box{x - 0.1, 0.82, x + 0.1, 1.25}, func(qx, qy float64, c *rgb) {
			wob := 0.03 * p.n.at(qx*4, qy*40)
			*c = mix(*c, hex(0x2a1526), 0.75*smooth(0.034, 0.016, math.Abs(qx-x+wob))*smooth(0.80, 0.86, qy)*smooth(1.22, 0.9, qy))
		})
	}
	p.eachIn(box{-3, 0.63, 3, 1.02}, func(x, y float64, c *rgb) {
		wob := 0.03 * p.n.at(x*5, y*46)
		*c = mix(*c, hex(0x2a1526), 0.72*bell(y-0.95+wob, 0.045))
	})
	rope := func(y float64) {
		for i := -9; i < 9; i++ {
			x := float64(i)*0.33 + 0.06
			p.stroke(plain(hex(0x1c1018)), 0.008, 0.008, curve(pt{x, y}, pt{x + 0.165, y + 0.03}, pt{x + 0.33, y})...)
		}
	}
	rope(0.575)
}

// walker is a person in a coat and hat; at is between the feet, size is the
// height in scene units.
func (p *painter) walker(at pt, size, phase float64) {
	dark := p.rimLit
	place := func(pts []pt) []pt { return moved(pts, at, size, 0) }
	swing := math.Sin(phase)
	leg := func(s float64) {
		knee := pt{0.085 * s, -0.24}
		foot := pt{0.19*s - 0.03, -0.02 - 0.03*max(0, -s)}
		p.fill(dark, place(outlineOf(0.085, 0.042, curve(pt{0, -0.46}, knee, foot))))
		p.fill(dark, place(curve(pt{foot.x - 0.03, foot.y - 0.02}, pt{foot.x + 0.03, foot.y - 0.02}, pt{foot.x + 0.095, foot.y + 0.012},
			pt{foot.x + 0.09, foot.y + 0.022}, pt{foot.x - 0.03, foot.y + 0.022})))
	}
	leg(swing*0.75 + 0.15)
	leg(-swing*0.75 - 0.1)
	coat := curve(pt{-0.055, -0.82}, pt{0.045, -0.825}, pt{0.088, -0.77}, pt{0.085, -0.62}, pt{0.075, -0.52}, pt{0.115, -0.30},
		pt{0.02, -0.275}, pt{-0.10, -0.285}, pt{-0.20 - 0.03*swing, -0.30}, pt{-0.12, -0.50}, pt{-0.105, -0.65}, pt{-0.10, -0.77}, pt{-0.055, -0.82})
	p.fill(dark, place(coat))
	p.fill(dark, place(outlineOf(0.064, 0.020, curve(pt{-0.01, -0.78}, pt{0.06 - 0.07*swing, -0.62}, pt{0.12 - 0.14*swing, -0.48},
		pt{0.15 - 0.15*swing, -0.45}))))
	p.fill(dark, place(outlineOf(0.064, 0.020, curve(pt{-0.04, -0.78}, pt{-0.11 + 0.05*swing, -0.63}, pt{-0.155, -0.50}, pt{-0.150, -0.455}))))
	p.fill(dark, place(rect(-0.025, -0.87, 0.035, -0.80)))
	p.fill(dark, place(curve(pt{-0.05, -0.94}, pt{0.0, -0.985}, pt{0.05, -0.95}, pt{0.058, -0.915}, pt{0.075, -0.893}, pt{0.057, -0.882},
		pt{0.052, -0.855}, pt{0.01, -0.845}, pt{-0.035, -0.86}, pt{-0.055, -0.90}, pt{-0.05, -0.94})))
	p.fill(dark, place(curve(pt{-0.115, -0.930}, pt{-0.06, -0.945}, pt{-0.05, -1.01}, pt{0.0, -1.03}, pt{0.055, -1.005}, pt{0.062, -0.95},
		pt{0.125, -0.925}, pt{0.06, -0.925}, pt{-0.06, -0.922}, pt{-0.115, -0.930})))
	scarf := curve(pt{0.0, -0.835}, pt{-0.10, -0.80 + 0.02*swing}, pt{-0.20, -0.83}, pt{-0.34, -0.775 - 0.03*swing})
	p.fill(dark, place(outlineOf(0.046, 0.006, scarf)))
}

// rimLit is the dark side of things before the sun, a little warmer where the
// light creeps round them.
func (p *painter) rimLit(x, y float64) rgb {
	return hex(0x1a0f18).plusTimes(hex(0xff8a48), 0.05*bell(math.Hypot(x-0.28, y-0.08), 0.30)+0.012)
}

func (p *painter) dog(at pt, size, phase float64) {
	place := func(pts []pt) []pt { return moved(pts, at, size, 0) }
	s := math.Sin(phase) * 0.05
	for i, x := range []float64{-0.125, -0.10, 0.085, 0.105} {
		d := s
		if i%2 == 1 {
			d = -s
		}
		thigh := 0.075
		if i > 1 {
			thigh = 0.052
		}
		p.fill(p.rimLit, place(outlineOf(thigh, 0.022, curve(pt{x, -0.17}, pt{x + d*0.3 + 0.012, -0.09}, pt{x + d - 0.008, -0.045}, pt{x + d, -0.004}))))
		p.fill(p.rimLit, place(ellipse(pt{x + d + 0.012, -0.008}, 0.022, 0.011)))
	}
	p.fill(p.rimLit, place(curve(pt{-0.165, -0.20}, pt{-0.13, -0.235}, pt{0.0, -0.238}, pt{0.09, -0.25}, pt{0.135, -0.305},
		pt{0.165, -0.345}, pt{0.205, -0.350},
		pt{0.235, -0.325}, pt{0.285, -0.305}, pt{0.292, -0.285}, pt{0.270, -0.272}, pt{0.215, -0.268}, pt{0.185, -0.215}, pt{0.150, -0.125}, pt{0.08, -0.100}, pt{-0.02, -0.125}, pt{-0.09, -0.14}, pt{-0.165, -0.13}, pt{-0.180, -0.165}, pt{-0.165, -0.20})))
	p.fill(p.rimLit, place(curve(pt{0.165, -0.345}, pt{0.150, -0.325}, pt{0.152, -0.270}, pt{0.172, -0.262}, pt{0.190, -0.30}, pt{0.165, -0.345})))
	p.fill(p.rimLit, place(outlineOf(0.030, 0.004, curve(pt{-0.155, -0.205}, pt{-0.215, -0.225}, pt{-0.275, -0.275}, pt{-0.30, -0.335}))))
}
