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
		{-0.80, 0.26, 0.9, 0.92},
		{-0.55, 0.18, 0.35, 0.95},
		{-0.22, 0.06, -0.45, 1.0},
		{0.06, 0.06, 0.72, 1.12},
		{0.42, -0.10, 0.1, 1.08},
		{0.80, -0.20, 0.85, 1.12},
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
	p.fill(func(x, y float64) rgb { return hex(0xe8e8e6).times(0.92) }, place(curve(pt{-0.20, -0.02}, pt{-0.33, -0.045}, pt{-0.41, -0.035},
		pt{-0.42, 0.0}, pt{-0.41, 0.035}, pt{-0.32, 0.03}, pt{-0.2, 0.03})))
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
	p.fill(plain(hex(0xe8b02c)), place(curve(pt{0.325, -0.058}, pt{0.37, -0.052}, pt{0.412, -0.034}, pt{0.405, -0.018}, pt{0.36, -0.026},
		pt{0.325, -0.026})))
	p.fill(plain(hex(0xc8402a)), place(ellipse(pt{0.385, -0.024}, 0.010, 0.006)))
	p.stroke(plain(hex(0x6a4a14)), 0.003, 0.002, place([]pt{{0.325, -0.040}, {0.40, -0.030}})...)
	p.fill(plain(hex(0xe8c84a)), place(ellipse(pt{0.292, -0.055}, 0.0105, 0.0105)))
	p.fill(plain(hex(0x101010)), place(ellipse(pt{0.293, -0.055}, 0.006, 0.006)))
	p.fill(plain(hex(0xffffff)), place(ellipse(pt{0.2955, -0.058}, 0.002, 0.002)))
}

// wing is one wing from its shoulder; beat says how high it is lifted. Feathers
// fan out from the bones, those of the hand last, and coverts hide their roots.
func (p *painter) wing(place func([]pt) []pt, shoulder pt, beat float64, far bool) {
	reach, lean := 1.0, -0.16
	if far {
		reach, lean = 0.84, 0.16
	}
	up := 0.16 + 0.92*beat // how far the wing points up in the picture
	elbow := pt{shoulder.x + 0.05 + 0.10*lean, shoulder.y - 0.20*reach*up}
	wrist := pt{shoulder.x + 0.09 + 0.8*lean, shoulder.y - 0.40*reach*up - 0.03}
	hand := pt{wrist.x - 0.13 + 0.8*lean, wrist.y - 0.30*reach*up*(0.85+0.15*beat) - 0.01}
	bone := curve(shoulder, elbow, wrist, hand)
	const count = 22
	for i := range count {
		t := float64(i) / (count - 1)
		root := bone[int(t*float64(len(bone)-1))]
		// Backwards at the body, outwards at the tip.
		out := math.Atan2(hand.y-wrist.y, hand.x-wrist.x)
		if out > 0 {
			out -= 2 * math.Pi
		}
		turn := lerp(-math.Pi-0.12, out-0.10, smooth(0.25, 1.05, t))
		length := reach * (0.235 + 0.10*smooth(0.5, 0.8, t) - 0.05*smooth(0.92, 1, t))
		p.feather(place, root, length, turn, t, far)
	}
	rear := make([]pt, 0, len(bone))
	for i := len(bone) - 1; i >= 0; i-- {
		t := float64(i) / float64(len(bone)-1)
		rear = append(rear, pt{bone[i].x - reach*lerp(0.135, 0.05, t), bone[i].y + 0.012*(1-t)})
	}
	tone, shade := hex(0xa9b4c0), hex(0x8794a4)
	if far {
		tone, shade = hex(0xf3f3f0), hex(0xc3ccd6)
	}
	p.fill(func(x, y float64) rgb {
		rows := math.Sin(x*70 + 4*p.n.at(x*9, y*9))
		return mix(shade, tone, clamp(0.55+0.25*rows+0.8*p.n.at(x*7, y*7)))
	}, place(append(bone, rear...)))
}

// feather is one flight feather; t is 0 at the body and 1 at the wing's tip.
func (p *painter) feather(place func([]pt) []pt, root pt, length, turn, t float64, far bool) {
	shape := curve(pt{0, -0.07}, pt{0.5, -0.115}, pt{0.88, -0.085}, pt{1, 0.0}, pt{0.9, 0.075}, pt{0.5, 0.11}, pt{0, 0.06})
	vane := hex(0x97a3b1)
	if far {
		vane = hex(0xdfe4e8)
	}
	vane = mix(vane, hex(0xf0f2f2), 0.25*math.Mod(t*11, 1))
	outline := place(moved(shape, root, length, turn))
	from, to := outline[0], outline[len(shape)/2]
	long := math.Hypot(to.x-from.x, to.y-from.y)
	p.fill(func(x, y float64) rgb {
		u := math.Hypot(x-from.x, y-from.y) / long
		c := mix(vane.times(0.86), vane, smooth(0.1, 0.6, u))
		c = mix(c, hex(0x15171b), smooth(0.62, 0.72, t)*smooth(0.50-0.35*(t-0.6), 0.62-0.3*(t-0.6), u))
		return mix(c, hex(0xf6f6f4), smooth(0.93, 0.97, u))
	}, outline)
	quill := place(moved([]pt{{0, 0}, {0.9, 0.01}}, root, length, turn))
	p.stroke(plain(vane.times(0.62)), 0.0035, 0.002, quill...)
}
