package demo

import "math"

// house is one front of the row.
type house struct {
	x0, x1, eave float64
	ridge        float64 // top of the gable
	wall, trim   rgb
	columns      int
	index        int
}

const kerb = 0.52 // where the street meets the houses

// street is a row of old houses at blue hour: lit windows, lamps, wet cobbles.
func (p *painter) street() {
	p.bloom = 0.10
	sky := p.sheet(4, func(x, y float64) rgb {
		c := ramp{
			{-1.7, hex(0x16284e)}, {-0.9, hex(0x2c4a80)}, {-0.3, hex(0x6f7fae)}, {0.1, hex(0xc99a9c)},
		}.colour(y)
		k := clouds{
			horizon: 0.3, scale: 0.9, cover: 0.0, edge: 0.5, stretch: 2.6, toSun: pt{-0.5, -0.6},
			lit: hex(0xc0909c), shaded: hex(0x3d4a74), drift: 9, thinning: 0.3,
		}
		return k.over(p.n, c, x, y)
	})
	p.each(func(x, y float64, c *rgb) { *c = sky.at(x, y) })
	lamps := []pt{{-1.16, 0.0}, {0.18, 0.0}, {1.52, 0.0}}
	for _, h := range p.row() {
		p.house(h, lamps)
	}
	p.each(func(x, y float64, c *rgb) { // pavement before the doors
		if y > kerb-0.03 {
			*c = mix(*c, hex(0x3a3d48).times(0.8+0.3*p.n.at(x*40, y*90)), p.cover(y-kerb+0.03))
		}
	})
	for _, l := range lamps {
		p.streetLamp(l)
	}
	p.cobbles()
}

func (p *painter) row() []house {
	walls := []uint32{0xb8654a, 0xd8b46a, 0x7f97a6, 0xc98f7a, 0xe0d2b8, 0x8a9a76, 0xb4553f, 0xd9a05a, 0x94a3b0}
	var row []house
	x := -2.75
	for i := 0; x < 2.7; i++ {
		w := 0.44 + 0.16*p.n.hash(i, 3)
		eave := -0.24 - 0.20*p.n.hash(i, 5)
		row = append(row, house{
			x0: x, x1: x + w, eave: eave, ridge: eave - w*(0.55+0.25*p.n.hash(i, 8)),
			wall: hex(walls[i%len(walls)]), trim: hex(0xe9e2d2), columns: 2 + int(w/0.53), index: i,
		})
		x += w
	}
	return row
}

// house paints a front: gable, plaster, windows, door.
func (p *painter) house(h house, lamps []pt) {
	mid := (h.x0 + h.x1) / 2
	dusk := rgb{0.25, 0.29, 0.46}
	light := func(x, y float64) rgb {
		c := dusk
		for _, l := range lamps {
			d := math.Hypot(x-l.x, (y-l.y)*0.8)
			c = c.plusTimes(hex(0xffb45c), 0.95*bell(d, 0.42))
		}
		return c
	}
	plaster := func(x, y float64) rgb {
		n := p.n.fbm(x*7, y*7, 5)
		stain := 0.16 * smooth(0.1, 0.6, p.n.at(x*9, y*1.5+3))
		c := h.wall.times(0.88 + 0.28*n - stain + 0.05*p.n.at(x*130, y*130))
		if h.index%3 != 2 {
			c = c.filter(p.bricks(x, y))
		}
		edge := min(x-h.x0, h.x1-x)
		return c.times(1 - 0.35*bell(edge, 0.012) - 0.25*bell(y-kerb, 0.10)).filter(light(x, y))
	}
	step := 0.05
	gable := []pt{{h.x0, kerb}, {h.x0, h.eave}}
	if h.index%3 == 1 { // a stepped gable
		for i := range 4 {
			x, y := lerp(h.x0, mid, float64(i)/4), lerp(h.eave, h.ridge, float64(i+1)/4.3)
			gable = append(gable, pt{x + step*0.2, y + step}, pt{x + step*0.2, y}, pt{x + step, y})
		}
		for i := 3; i >= 0; i-- {
			x, y := lerp(h.x1, mid, float64(i)/4), lerp(h.eave, h.ridge, float64(i+1)/4.3)
			gable = append(gable, pt{x - step, y}, pt{x - step*0.2, y}, pt{x - step*0.2, y + step})
		}
	} else {
		gable = append(gable, pt{mid, h.ridge})
	}
	p.chimney(h, mid)
	p.fill(plaster, append(gable, pt{h.x1, h.eave}, pt{h.x1, kerb}))
	if h.index%3 != 1 {
		tiles := plain(hex(0x38303a))
		p.stroke(tiles, 0.030, 0.030, pt{h.x0 - 0.012, h.eave + 0.015}, pt{mid, h.ridge - 0.012}, pt{h.x1 + 0.012, h.eave + 0.015})
	}
	p.fill(func(x, y float64) rgb { return h.trim.times(0.8).filter(light(x, y)) }, rect(h.x0, h.eave-0.008, h.x1, h.eave+0.010))
	p.windows(h, mid, light)
}

// bricks is the pattern of a brick wall: each stone has its own tone.
func (p *painter) bricks(x, y float64) rgb {
	v := y * 62
	row := math.Floor(v)
	u := x*26 + 0.5*math.Mod(row, 2)
	i := math.Floor(u)
	joint := max(smooth(0.40, 0.49, math.Abs(v-row-0.5)), smooth(0.44, 0.49, math.Abs(u-i-0.5)))
	tone := 0.80 + 0.36*p.n.hash(int(i), int(row))
	return mix(rgb{1, 0.97, 0.95}.times(tone), rgb{0.74, 0.76, 0.80}, 0.8*joint)
}

func (p *painter) chimney(h house, mid float64) {
	x := lerp(mid, h.x1, 0.45)
	brick := func(x, y float64) rgb { return hex(0x4a3436).times(0.7 + 0.5*p.n.at(x*60, y*90)) }
	p.fill(brick, rect(x, h.ridge-0.02, x+0.07, h.eave))
	p.fill(brick, rect(x-0.008, h.ridge-0.035, x+0.078, h.ridge-0.012))
}

func (p *painter) windows(h house, mid float64, light shader) {
	width := h.x1 - h.x0
	w, hh := 0.050, 0.078
	for floor := range 3 {
		y := lerp(h.eave+0.15, kerb-0.20, float64(floor)/2)
		for col := range h.columns {
			x := h.x0 + width*(float64(col)+0.5)/float64(h.columns)
			if floor == 2 && col == h.index%h.columns {
				p.door(h, x, light)
				continue
			}
			p.window(h, pt{x, y}, w, hh, light, col*4+floor)
		}
	}
	p.window(h, pt{mid, h.eave - 0.085}, w*0.7, hh*0.62, light, 40)
}

func (p *painter) window(h house, at pt, w, hh float64, light shader, k int) {
	trim := func(x, y float64) rgb { return h.trim.filter(light(x, y)) }
	p.fillAlpha(0.30, plain(hex(0x05060c)), rect(at.x-w-0.004, at.y-hh-0.004, at.x+w+0.026, at.y+hh+0.044))
	p.fill(trim, rect(at.x-w-0.012, at.y-hh-0.014, at.x+w+0.012, at.y+hh+0.010))
	lit := p.n.hash(h.index*7+k, 21) < 0.58
	tone := p.n.hash(h.index, k)
	p.fill(func(x, y float64) rgb {
		u, v := (x-at.x)/w, (y-at.y)/hh
		if !lit {
			return mix(hex(0x141c2e), hex(0x52648c), clamp(0.4-0.5*v+0.5*p.n.at(x*9+y*7, y*5)))
		}
		c := mix(hex(0xff9d3c), hex(0xffdf96), clamp(0.65-0.4*v+0.25*tone)).times(0.95 + 0.65*tone)
		curtain := smooth(0.55, 0.68, math.Abs(u)+0.12*v)
		c = c.times(1 - curtain*(0.40+0.14*math.Sin(u*40)))
		thing := smooth(0.62, 0.68, v+0.25*p.n.at(x*30+tone*9, 3)) // what stands on the sill
		return c.times(1 - 0.75*thing)
	}, rect(at.x-w, at.y-hh, at.x+w, at.y+hh))
	p.stroke(trim, 0.008, 0.008, pt{at.x, at.y - hh}, pt{at.x, at.y + hh})
	p.stroke(trim, 0.008, 0.008, pt{at.x - w, at.y - hh*0.3}, pt{at.x + w, at.y - hh*0.3})
	p.fill(trim, rect(at.x-w-0.02, at.y+hh+0.008, at.x+w+0.02, at.y+hh+0.022))
	if h.index%2 == 0 && k < 40 { // shutters
		green := func(x, y float64) rgb {
			return hex(0x3f6a5c).times(0.8 + 0.3*math.Mod(y*60+90, 1)).filter(light(x, y))
		}
		p.fill(green, rect(at.x-w-0.052, at.y-hh, at.x-w-0.014, at.y+hh), rect(at.x+w+0.014, at.y-hh, at.x+w+0.052, at.y+hh))
	}
	if lit && k%3 == 2 { // flowers
		for range 14 {
			q := pt{at.x + (p.rnd.Float64()*2-1)*w, at.y + hh - 0.008 - 0.02*p.rnd.Float64()}
			col := [...]rgb{hex(0xd8455a), hex(0x4d7a3a), hex(0xe87aa0)}[p.rnd.IntN(3)]
			p.fill(plain(col.filter(light(q.x, q.y))), ellipse(q, 0.010, 0.009))
		}
	}
}

func (p *painter) door(h house, x float64, light shader) {
	colours := [...]uint32{0x7a2a24, 0x24506a, 0x2f5a3c, 0x4a3a6a}
	paint := hex(colours[h.index%len(colours)])
	top := kerb - 0.31
	p.fill(func(x, y float64) rgb { return h.trim.filter(light(x, y)) }, rect(x-0.078, top-0.015, x+0.078, kerb-0.02))
	p.fill(func(x, y float64) rgb { return paint.times(1 + 0.1*p.n.at(x*80, y*8)).filter(light(x, y)) }, rect(x-0.063, top, x+0.063, kerb-0.02))
	p.fill(plain(hex(0xffc878).times(1.2)), rect(x-0.055, top+0.008, x+0.055, top+0.055))
	for _, y := range []float64{top + 0.08, top + 0.185} {
		p.fillAlpha(0.35, plain(hex(0x080808)), rect(x-0.045, y, x-0.006, y+0.08), rect(x+0.006, y, x+0.045, y+0.08))
	}
}
