package demo

import "math"

// dune is one sand ridge: a crest, and an edge that runs down from its summit
// and parts the lit side from the shaded one.
type dune struct {
	crest  *profile
	peakX  float64
	far    float64 // 1 far, 0 near
	ripple float64
	seed   float64
}

// dunes is a low sun over sand: sharp edges, long shadows, wind ripples.
func (p *painter) dunes() {
	sky := p.sheet(4, func(x, y float64) rgb {
		c := ramp{
			{-1.7, hex(0x2a5f9e)}, {-0.8, hex(0x6f9cc6)}, {-0.25, hex(0xd8d3c4)}, {0.05, hex(0xf7d9ae)},
		}.colour(y)
		c = c.plusTimes(hex(0xffc880), 0.4*bell(math.Hypot(x-1.5, y+0.1), 0.8))
		k := clouds{
			horizon: 0.1, scale: 0.9, cover: 0.05, edge: 0.6, stretch: 4, toSun: pt{0.9, 0.3},
			lit: hex(0xfff0dc), shaded: hex(0xc8c0c0), drift: 5, thinning: 0.7,
		}
		return k.over(p.n, c, x, y)
	})
	list := p.sand()
	p.each(func(x, y float64, c *rgb) {
		*c = sky.at(x, y)
		var out rgb
		through := 1.0
		for i := len(list) - 1; i >= 0 && through > 0.01; i-- {
			d := &list[i]
			if a := p.cover(y - d.crest.at(x)); a > 0 {
				out = out.plusTimes(p.sandLight(d, x, y), a*through)
				through *= 1 - a
			}
		}
		*c = out.plusTimes(*c, through)
	})
	p.footprints(&list[len(list)-1])
}

func (p *painter) sand() []dune {
	crest := func(i int, base, height, peak, width float64) dune {
		row := float64(i) * 5.3
		line := p.profile(-3, 3, func(x float64) float64 {
			// Steeper on the lee side, as wind builds them.
			w := width
			if x > peak {
				w *= 0.72
			}
			d := (x - peak) / w
			h := 1 / (1 + d*d*1.4)
			return base - height*h - 0.05*p.n.fbm(x*0.9+row, row, 2)
		})
		return dune{crest: line, peakX: peak, seed: row}
	}
	list := []dune{
		crest(0, 0.10, 0.13, -0.9, 0.7),
		crest(1, 0.17, 0.24, 0.95, 0.75),
		crest(2, 0.30, 0.30, -1.35, 0.85),
		crest(3, 0.50, 0.62, 0.30, 0.95),
		crest(4, 1.04, 0.52, -1.55, 1.25),
	}
	for i := range list {
		list[i].far = 1 - float64(i)/float64(len(list)-1)
		list[i].ripple = float64(i) / float64(len(list)-1)
	}
	return list
}

// edgeX is where the dune's sharp edge runs, at a depth below its summit.
func (d *dune) edgeX(n *field, below float64) float64 {
	return d.peakX - 0.55*below + 0.30*math.Sin(below*3.6+d.seed)*smooth(0, 0.35, below) + 0.10*n.at(below*3, d.seed)
}

func (p *painter) sandLight(d *dune, x, y float64) rgb {
	below := y - d.crest.at(d.peakX)
	side := x - d.edgeX(p.n, max(0, below))
	lit := clamp(side/(1.5*p.px+0.02*below*below+0.18*smooth(0.35, 1.1, below)) + 0.5)
	form := p.n.fbm(x*1.3+d.seed, y*2.2, 3)
	warm := hex(0xe9a55c).times(0.92 + 0.34*form)
	warm = mix(warm, hex(0xffd39a), 0.55*bell(side, 0.35)*lit)
	cool := mix(hex(0x6b3f38), hex(0x8d5a48), clamp(0.5+form))
	cool = mix(cool, hex(0x93707a), 0.25+0.3*smooth(0, 0.8, below))
	// Ripples bend with the slope and close up with distance.
	u := x*0.8 + y*2.6 + 0.30*p.n.fbm(x*1.7, y*2.4+d.seed, 3)
	freq := lerp(90, 26, d.ripple)
	wave := math.Sin(u * freq)
	fine := smooth(0.05, 0.3, d.ripple) * (0.55 + 0.7*p.n.at(x*2.1, y*3.1))
	warm = warm.times(1 + 0.17*wave*fine)
	cool = cool.times(1 + 0.07*wave*fine)
	c := mix(cool, warm, lit)
	c = c.times(1 + 0.07*p.n.at(x*150, y*170)*d.ripple)
	return mix(c, hex(0xf1cfa6), 0.52*d.far*d.far)
}

// footprints lead up the nearest dune.
func (p *painter) footprints(d *dune) {
	for i := range 26 {
		t := float64(i) / 26
		x := lerp(0.72, -0.36, t) + 0.10*math.Sin(t*5)
		y := lerp(1.02, d.crest.at(x)+0.05, t*(2-t))
		size := lerp(0.026, 0.007, t)
		if i%2 == 0 {
			x += size * 1.4
		}
		p.fillAlpha(0.55, plain(hex(0x6e4030)), ellipse(pt{x, y}, size, size*0.45))
		p.fillAlpha(0.5, plain(hex(0xffdcae)), ellipse(pt{x - size*0.2, y + size*0.42}, size, size*0.16))
	}
}
