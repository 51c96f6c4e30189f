package demo

import "math"

// city is a skyline at blue hour across a bay, with its lights in the water.
func (p *painter) city() {
	const quay = 0.22
	p.bloom = 0.09
	sky := p.sheet(4, func(x, y float64) rgb {
		c := ramp{
			{-1.7, hex(0x142a58)}, {-0.8, hex(0x2f5590)}, {-0.3, hex(0x7d86b4)}, {0.0, hex(0xe0a08a)}, {quay, hex(0xffc98a)},
		}.colour(y)
		k := clouds{
			horizon: quay, scale: 1.0, cover: 0.02, edge: 0.5, stretch: 3, toSun: pt{0.2, -0.8},
			lit: hex(0xf0a08c), shaded: hex(0x4b5a8c), drift: 14, thinning: 0.5,
		}
		return k.over(p.n, c, x, y)
	})
	p.each(func(x, y float64, c *rgb) { *c = sky.at(x, y) })
	for depth := range 3 {
		p.blocks(depth, quay)
	}
	p.fill(plain(hex(0x141a26)), rect(-3, quay-0.012, 3, quay+0.006))
	for i := range 70 {
		x := -2.6 + 5.2*float64(i)/70
		p.glow(pt{x, quay - 0.022}, 0.010, hex(0xffc070).times(1.6))
	}
	p.bay(quay)
}

// blocks is one row of towers, from far to near.
func (p *painter) blocks(depth int, quay float64) {
	far := [...]float64{0.62, 0.30, 0.06}[depth]
	x := -2.7
	for i := 0; x < 2.7; i++ {
		w := 0.10 + 0.12*p.n.hash(i, depth*3)
		middle := bell(x+0.1, 1.1)
		h := (0.14 + 0.42*p.n.hash(i, depth+40)) * (0.5 + 0.95*middle) * [...]float64{1.25, 1.0, 0.62}[depth]
		if depth == 1 && i%7 == 3 {
			h *= 1.45
		}
		p.towerBlock(i, depth, box{x, quay - h, x + w*0.96, quay}, far)
		x += w * (0.94 + 0.35*p.n.hash(i, depth+9))
	}
}

func (p *painter) towerBlock(i, depth int, b box, far float64) {
	hue := p.n.hash(i, depth+77)
	wall := mix(hex(0x22304c), hex(0x4a3c48), hue).times(0.7 + 0.5*hue)
	across := 7 + int(9*p.n.hash(i, depth+20))
	cw := (b.x1 - b.x0) / (float64(across) + 0.6)
	ch := 0.0115 + 0.006*p.n.hash(i, depth+31)
	busy := 0.16 + 0.40*p.n.hash(i, depth+55)
	body := func(x, y float64) rgb {
		u, v := (x-b.x0)/cw-0.3, (y-b.y0-0.02)/ch
		c := wall.times(0.8 + 0.45*(x-b.x0)/(b.x1-b.x0))
		c = c.plusTimes(hex(0xff9a60), 0.07*smooth(b.y1-0.5, b.y1, y))
		iu, iv := math.Floor(u), math.Floor(v)
		if iu >= 0 && int(iu) < across && iv >= 0 && y < b.y1-0.03 {
			r := p.n.hash(int(iu)+i*13, int(iv)+depth*29)
			fu, fv := u-iu, v-iv
			pane := smooth(0.10, 0.20, fu) * smooth(0.95, 0.85, fu) * smooth(0.12, 0.25, fv) * smooth(0.85, 0.72, fv)
			if r < busy {
				tint := mix(hex(0xffb860), hex(0xeaf2ff), smooth(0.6, 0.9, p.n.hash(int(iv)+i, 8)))
				c = mix(c, tint.times(0.55+1.3*p.n.hash(int(iu), int(iv)+i)), pane)
			} else {
				c = mix(c, hex(0x5b6f9c), 0.35*pane)
			}
		}
		haze := mix(hex(0x7f86b0), hex(0xf0b08c), smooth(-0.5, 0.2, y))
		return mix(c, haze, far)
	}
	top := rect(b.x0, b.y0, b.x1, b.y1)
	mid := (b.x0 + b.x1) / 2
	switch i % 5 {
	case 1: // set back at the top
		w := (b.x1 - b.x0) * 0.22
		top = []pt{{b.x0, b.y1}, {b.x0, b.y0 + 0.06}, {b.x0 + w, b.y0 + 0.06}, {b.x0 + w, b.y0}, {b.x1 - w, b.y0}, {b.x1 - w, b.y0 + 0.06}, {b.x1, b.y0 + 0.06}, {b.x1, b.y1}}
	case 3: // slanted
		top = []pt{{b.x0, b.y1}, {b.x0, b.y0 + 0.05}, {b.x1, b.y0}, {b.x1, b.y1}}
	case 4: // spire
		top = []pt{{b.x0, b.y1}, {b.x0, b.y0 + 0.02}, {mid - 0.02, b.y0 - 0.02}, {mid, b.y0 - 0.11}, {mid + 0.02, b.y0 - 0.02}, {b.x1, b.y0 + 0.02}, {b.x1, b.y1}}
	}
	p.fill(body, top)
	if i%4 == 0 && depth < 2 {
		p.stroke(plain(mix(wall, hex(0x9a90a8), far)), 0.006, 0.003, pt{mid, b.y0}, pt{mid, b.y0 - 0.09})
		p.glow(pt{mid, b.y0 - 0.09}, 0.008, hex(0xff4030).times(2))
	}
}

// bay mirrors the skyline, drawn out towards the camera by small waves.
func (p *painter) bay(quay float64) {
	src := &canvas{w: p.w, h: p.h, pix: append([]rgb(nil), p.pix...)}
	p.each(func(x, y float64, c *rgb) {
		t := y - quay
		if t <= 0 {
			return
		}
		depth := 1 / (t + 0.10)
		v := math.Log(t+0.04) * 19
		a := p.n.at(x*depth*2.0, v)
		b := p.n.at(x*depth*6.5+9, v*2.3)
		slope := 0.6*a + 0.4*b
		// A column of water gathers light from a tall strip of the city.
		var m rgb
		for k := range 5 {
			up := t*(0.55+0.30*float64(k)) + 0.10*slope*(0.3+t)
			sx, sy := p.cam.toPixel(pt{x + 0.018*slope*(0.4+t), quay - max(0.004, up)})
			m = m.plus(src.bilinear(sx, sy))
		}
		m = m.times(0.2 * (0.80 + 0.55*slope))
		m = mix(m, hex(0x10233f), 0.22+0.30*clamp(t)+0.2*slope)
		*c = mix(*c, m, p.cover(t))
	})
}
