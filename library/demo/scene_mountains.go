package demo

import "math"

// ridge is one chain of mountains, from far to near.
type ridge struct {
	line  *profile
	body  *profile // the line without its crags and trees: the mist follows it
	dark  rgb      // its own colour, where no mist lies
	mist  float64  // how far below the crest the mist begins to hide it
	rough float64  // how much its rock shows
}

// mountains is first light over a lake: chains that fade into the haze, their
// mirror in still water and spruces on the near bank.
func (p *painter) mountains() {
	const shore = 0.40
	sun := pt{0.52, -0.20}
	haze := hex(0xf2c3a0)
	ridges := p.ridges()
	sky := p.sheet(3, func(x, y float64) rgb { return p.dawnSky(sun, x, y) })

	above := func(x, y float64) rgb {
		var out rgb
		through := 1.0
		for i := len(ridges) - 1; i >= 0 && through > 0.01; i-- {
			r := &ridges[i]
			below := y - r.line.at(x)
			if a := p.cover(below); a > 0 {
				near := float64(i) / float64(len(ridges)-1)
				out = out.plusTimes(p.slope(r, near, haze, sun, x, y), a*through)
				through *= 1 - a
			}
		}
		if through > 0.01 {
			out = out.plusTimes(sky.at(x, y), through)
		}
		return out
	}
	p.each(func(x, y float64, c *rgb) {
		if y < shore {
			*c = mix(above(x, y), hex(0xe9c4ad), 0.55*bell(y-shore, 0.035))
			return
		}
		t := y - shore
		rip := p.n.at(x*5/(t+0.15), math.Log(t+0.05)*26) * (0.004 + 0.018*t)
		m := above(x+rip*0.5, shore-t*1.02+rip)
		*c = mix(m.filter(rgb{0.80, 0.83, 0.90}), hex(0x1d3242), 0.12+0.45*t)
		*c = mix(*c, hex(0xe9c4ad), 0.5*bell(t, 0.025))
	})
	p.bank()
}

func (p *painter) dawnSky(sun pt, x, y float64) rgb {
	c := ramp{
		{-1.6, hex(0x4a6fa5)}, {-0.75, hex(0x8fa9c6)}, {-0.35, hex(0xe0bfb4)}, {0.0, hex(0xffd3a0)},
	}.colour(y)
	d := math.Hypot(x-sun.x, y-sun.y)
	c = c.plusTimes(hex(0xffb060), 0.75*bell(d, 0.55)).plusTimes(hex(0xfff0c8), 2.2*bell(d, 0.11))
	k := clouds{
		horizon: 0.25, scale: 1.1, cover: 0.02, edge: 0.45, stretch: 3.2, toSun: pt{0.6, 0.8},
		lit: hex(0xffd9bd), shaded: hex(0xa79bb4), drift: 2, thinning: 0.8,
	}
	return k.over(p.n, c, x, y)
}

func (p *painter) ridges() []ridge {
	chain := func(i int, base, height, freq, trees float64, dark uint32, mist, rough float64) ridge {
		row := float64(i) * 7.7
		line := func(octaves int, trees float64) *profile {
			return p.profile(-2.6, 2.6, func(x float64) float64 {
				h := p.n.ridged(x*freq+row, row, octaves) - 0.45
				if trees > 0 {
					h += p.treeline(x, i) * trees / height
				}
				return base - height*h
			})
		}
		return ridge{line: line(6, trees), body: line(2, 0), dark: hex(dark), mist: mist, rough: rough}
	}
	return []ridge{
		chain(0, -0.16, 0.42, 0.8, 0, 0xa3a2b8, 0.30, 0.30),
		chain(1, -0.04, 0.40, 1.0, 0, 0x7c86a4, 0.30, 0.45),
		chain(2, 0.08, 0.34, 1.1, 0, 0x56678a, 0.27, 0.5),
		chain(3, 0.19, 0.26, 1.2, 0.012, 0x3a4f66, 0.22, 0.5),
		chain(4, 0.29, 0.20, 1.0, 0.030, 0x253a44, 0.22, 0.35),
		chain(5, 0.385, 0.10, 0.9, 0.055, 0x15252a, 0.40, 0.25),
	}
}

// treeline is a row of spruce tops: 0..1.
func (p *painter) treeline(x float64, row int) float64 {
	best := 0.0
	for k, width := range [2]float64{0.020, 0.013} {
		cell := math.Floor(x / width)
		for j := -1.0; j <= 1; j++ {
			i := int(cell + j)
			top := 0.35 + 0.65*p.n.hash(i+k*50, row)
			d := math.Abs(x-(cell+j+0.2+0.6*p.n.hash(i, row+9))*width) / width
			best = max(best, top-d*(1.5+0.3*math.Sin(d*40)))
		}
	}
	return best
}

// slope gives the light from a mountainside.
func (p *painter) slope(r *ridge, near float64, haze rgb, sun pt, x, y float64) rgb {
	f := 3.2 - 1.2*near
	a := p.n.fbm(x*f*1.6+near*40, y*f*2.2, 4)
	b := p.n.fbm(x*f*1.6+near*40+0.10, y*f*2.2-0.06, 3)
	lit := clamp(0.5 + 2.6*(a-b))
	warm := bell(x-sun.x, 1.1)
	c := r.dark.times(0.72 + 0.5*r.rough*a)
	c = c.plusTimes(hex(0xffb583), (0.02+0.30*warm*(1-near))*lit*r.rough)
	mist := smooth(0.02, r.mist, y-r.body.at(x)+0.07*a) * (0.86 - 0.45*near)
	return mix(c, mix(hex(0xc4b6c0), haze, 0.35+0.65*warm), mist)
}

// bank is the near shore: dark spruces at the left, stones and grass.
func (p *painter) bank() {
	edge := p.profile(-2.6, 2.6, func(x float64) float64 {
		return 0.93 - 0.30*smooth(0.2, 1.9, -x) - 0.10*smooth(0.7, 2, x) + 0.06*p.n.fbm(x*3.1, 4, 5)
	})
	deep := func(x, y float64) rgb {
		n := p.n.fbm(x*16, y*22, 4)
		return hex(0x10191a).times(0.9+0.9*n).plusTimes(hex(0x7a5a48), 0.10*clamp(n+0.2)*bell(y-edge.at(x), 0.10))
	}
	for _, t := range []struct{ x, h float64 }{
		{-1.66, 1.45}, {-1.40, 1.22}, {-1.17, 0.86}, {-1.55, 0.8}, {-0.98, 0.52}, {-1.30, 0.62}, {1.62, 0.85}, {1.44, 0.55}, {-1.95, 1.5}, {-2.2, 1.3}, {2.0, 1.0},
	} {
		p.pine(pt{t.x, edge.at(t.x) + 0.05}, t.h, deep)
	}
	p.each(func(x, y float64, c *rgb) {
		if a := p.cover(y - edge.at(x)); a > 0 {
			*c = mix(*c, deep(x, y), a)
		}
	})
	for range 150 {
		x := p.rnd.Float64()*4.4 - 2.2
		p.grass(pt{x, edge.at(x) + 0.03}, 0.05+0.06*p.rnd.Float64(), 5, plain(hex(0x141f1c)))
	}
}
