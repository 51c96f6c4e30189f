package demo

import "math"

// gull is a herring gull that flies past: each frame of the burst has its own
// place and beat of the wings.
func (p *painter) gull() {
	p.blueAir()
	at, beat, scale := gullPlace(p.shot.frame)
	p.bird(at, scale, beat, -0.10+0.04*math.Sin(float64(p.shot.frame)))
}

// gullPlace says where the bird is, how its wings stand (-1 down, 1 up) and how
// large it is.
func gullPlace(frame int) (at pt, beat, scale float64) {
	places := [...]struct{ x, y, beat, scale float64 }{
		{-0.80, 0.26, 0.9, 0.92}, {-0.55, 0.18, 0.35, 0.95}, {-0.22, 0.06, -0.45, 1.0},
		{0.06, 0.02, 0.72, 1.04}, {0.42, -0.10, 0.1, 1.08}, {0.80, -0.20, 0.85, 1.12},
	}
	f := places[min(frame, len(places)-1)]
	return pt{f.x, f.y}, f.beat, f.scale
}

// blueAir is the sea and sky behind the bird, far out of focus.
func (p *painter) blueAir() {
	bg := p.sheet(8, func(x, y float64) rgb {
		c := ramp{
			{-1.7, hex(0x3f86c4)}, {-0.3, hex(0x8fbfe0)}, {0.45, hex(0xd6e4e4)}, {0.62, hex(0x86a9b8)}, {1.3, hex(0x3d7488)},
		}.colour(y + 0.06*p.n.at(x*0.8, 3))
		cloud := smooth(-0.05, 0.5, p.n.fbm(x*0.8+3, y*1.5+8, 3)) * smooth(0.45, 0.1, y)
		return mix(c, hex(0xf6f6f2), 0.75*cloud)
	})
	p.each(func(x, y float64, c *rgb) { *c = bg.at(x, y) })
	for range 90 {
		c := pt{p.rnd.Float64()*5 - 2.5, 0.72 + 0.75*p.rnd.Float64()}
		p.disc(c, 0.02+0.03*p.rnd.Float64(), hex(0xeaf4f6), 0.10+0.22*p.rnd.Float64())
	}
}

// bird draws the far wing, the body and the near wing.
func (p *painter) bird(at pt, scale, beat, bank float64) {
	place := func(pts []pt) []pt { return moved(pts, at, scale, bank) }
	p.wing(place, pt{0.06, -0.035}, beat, true)
	p.fill(func(x, y float64) rgb { return hex(0xe8e8e6).times(0.92) }, place(curve(pt{-0.20, -0.02}, pt{-0.33, -0.045}, pt{-0.41, -0.035}, pt{-0.42, 0.0}, pt{-0.41, 0.035}, pt{-0.32, 0.03}, pt{-0.2, 0.03})))
	body := curve(pt{0.335, -0.045}, pt{0.30, -0.082}, pt{0.25, -0.090}, pt{0.19, -0.072}, pt{0.10, -0.068}, pt{-0.05, -0.060}, pt{-0.22, -0.028},
		pt{-0.30, 0.0}, pt{-0.20, 0.035}, pt{-0.05, 0.072}, pt{0.10, 0.070}, pt{0.22, 0.030}, pt{0.29, -0.005}, pt{0.33, -0.025}, pt{0.335, -0.045})
	p.fill(func(x, y float64) rgb {
		v := (y - at.y - 0.0) / scale
		c := mix(hex(0xffffff), hex(0x93a3b4), smooth(-0.03, 0.085, v))
		return c.times(1.0 + 0.05*p.n.fbm(x*30, y*50, 3))
	}, place(body))
	p.head(place)
	p.wing(place, pt{0.05, -0.015}, beat, false)
}

func (p *painter) head(place func([]pt) []pt) {
	p.fill(plain(hex(0xe8b02c)), place(curve(pt{0.325, -0.058}, pt{0.37, -0.052}, pt{0.412, -0.034}, pt{0.405, -0.018}, pt{0.36, -0.026}, pt{0.325, -0.026})))
	p.fill(plain(hex(0xc8402a)), place(ellipse(pt{0.385, -0.024}, 0.010, 0.006)))
	p.stroke(plain(hex(0x6a4a14)), 0.003, 0.002, place([]pt{{0.325, -0.040}, {0.40, -0.030}})...)
	p.fill(plain(hex(0xe8c84a)), place(ellipse(pt{0.292, -0.055}, 0.0105, 0.0105)))
	p.fill(plain(hex(0x101010)), place(ellipse(pt{0.293, -0.055}, 0.006, 0.006)))
	p.fill(plain(hex(0xffffff)), place(ellipse(pt{0.2955, -0.058}, 0.002, 0.002)))
}

// wing is one wing from its shoulder; beat says how high it is lifted.
func (p *painter) wing(place func([]pt) []pt, shoulder pt, beat float64, far bool) {
	lift, reach := 0.62*beat, 1.0
	if far {
		reach = 0.82
	}
	// Arm, hand and tip, as seen a little from below and from the side.
	dir := -1.0
	a1 := 0.95*lift + 0.30
	if !far {
		a1 = 1.15*lift + 0.12
	}
	wrist := pt{shoulder.x + 0.10*reach, shoulder.y + dir*0.36*reach*math.Sin(a1)}
	tip := pt{shoulder.x - 0.34*reach, wrist.y + dir*0.50*reach*math.Sin(a1*0.72+0.12)}
	if far {
		wrist.x += 0.10
		tip.x += 0.30
	}
	root := pt{shoulder.x - 0.25, shoulder.y + 0.025}
	lead := curve(shoulder, pt{lerp(shoulder.x, wrist.x, 0.6) + 0.02, lerp(shoulder.y, wrist.y, 0.55)}, wrist, pt{lerp(wrist.x, tip.x, 0.5) + 0.02, lerp(wrist.y, tip.y, 0.55)}, tip)
	inner := pt{lerp(root.x, tip.x, 0.30) - 0.06, lerp(root.y, tip.y, 0.34)}
	trail := p.feathers(tip, pt{lerp(tip.x, inner.x, 0.6) - 0.05, lerp(tip.y, inner.y, 0.55)}, inner, root)
	toTip := math.Hypot(tip.x-shoulder.x, tip.y-shoulder.y)
	origin := place([]pt{shoulder, tip})
	size := math.Hypot(origin[1].x-origin[0].x, origin[1].y-origin[0].y) / max(toTip, 1e-6)
	p.fill(func(x, y float64) rgb {
		along := math.Hypot(x-origin[0].x, y-origin[0].y) / size / toTip
		n := p.n.at(x*26-y*9, y*20+x*6)
		c := mix(hex(0xf4f4f0), hex(0xb4c0cc), smooth(0.0, 0.5, along)*0.7+0.15*n)
		if !far {
			c = mix(hex(0xb8c2cc), hex(0x8c9aa8), smooth(0.1, 0.8, along)+0.2*n)
		}
		quill := math.Sin((x-origin[0].x)*95 + (y-origin[0].y)*30)
		c = c.times(1 + 0.035*quill)
		return mix(c, hex(0x17191d), smooth(0.78, 0.88, along+0.03*n))
	}, place(append(lead, trail...)))
}

// feathers is the notched rear edge of a wing, from the tip to the body.
func (p *painter) feathers(along ...pt) []pt {
	line := curve(along...)
	out := make([]pt, 0, len(line)*2)
	for i, q := range line {
		out = append(out, q)
		if i+1 < len(line) {
			n := line[i+1]
			out = append(out, pt{(q.x+n.x)/2 + 0.012, (q.y+n.y)/2 + 0.002})
		}
	}
	return out
}
