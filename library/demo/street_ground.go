package demo

import "math"

// streetLamp stands on the pavement; at is its light.
func (p *painter) streetLamp(at pt) {
	iron := plain(hex(0x14161c))
	p.stroke(iron, 0.026, 0.012, pt{at.x, kerb + 0.01}, pt{at.x, at.y + 0.10})
	p.stroke(iron, 0.045, 0.030, pt{at.x, kerb + 0.012}, pt{at.x, kerb - 0.07})
	p.fill(plain(hex(0xffdf9a).times(2.6)), []pt{{at.x - 0.034, at.y - 0.045}, {at.x + 0.034, at.y - 0.045}, {at.x + 0.020, at.y + 0.062}, {at.x - 0.020, at.y + 0.062}})
	p.fill(iron, []pt{{at.x - 0.045, at.y - 0.045}, {at.x, at.y - 0.095}, {at.x + 0.045, at.y - 0.045}})
	p.fill(iron, rect(at.x-0.024, at.y+0.06, at.x+0.024, at.y+0.105))
	p.stroke(iron, 0.005, 0.005, pt{at.x - 0.034, at.y - 0.045}, pt{at.x - 0.020, at.y + 0.062})
	p.stroke(iron, 0.005, 0.005, pt{at.x + 0.034, at.y - 0.045}, pt{at.x + 0.020, at.y + 0.062})
	p.glow(at, 0.16, hex(0xffb860).times(0.55))
	p.glow(at, 0.45, hex(0xff9c40).times(0.10))
}

// cobbles is the wet street: it mirrors what was painted above it, each stone
// at its own slant.
func (p *painter) cobbles() {
	src := &canvas{w: p.w, h: p.h, pix: append([]rgb(nil), p.pix...)}
	p.each(func(x, y float64, c *rgb) {
		t := y - kerb
		if t <= 0 {
			return
		}
		depth := 1 / (t + 0.20)
		row := 9.5 * math.Log(t+0.20) * 2.4
		r := math.Floor(row)
		u := x*depth*5.2 + 0.5*math.Mod(r, 2) + 0.25*p.n.at(r*0.9, x*depth*2)
		i := math.Floor(u)
		du, dv := u-i-0.5, row-r-0.5
		edge := max(math.Abs(du)*1.05, math.Abs(dv)*1.12)
		joint := smooth(0.36, 0.49, edge)
		tilt := p.n.hash(int(i), int(r)) - 0.5
		mx := x + 0.05*du*(0.4+t) + 0.02*tilt
		my := kerb - t*1.25 - 0.13*dv - 0.10*tilt - 0.12*p.n.at(x*8, y*22)*t
		sx, sy := p.cam.toPixel(pt{mx, my})
		m := src.bilinear(sx, sy)
		stone := hex(0x454a58).times(0.45 + 0.35*p.n.hash(int(i)+7, int(r)) + 0.25*p.n.at(x*60, y*60))
		wet := 0.62 - 0.20*tilt + 0.25*p.n.fbm(x*2.3, y*5, 2)
		s := stone.times(0.5).plusTimes(m, wet*(0.95-0.35*clamp(t)))
		*c = mix(*c, mix(s, s.times(0.22), joint), p.cover(t))
	})
}
