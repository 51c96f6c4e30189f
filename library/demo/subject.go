package demo

import "math"

// subject is the middle of what a picture is about, in scene units.
func (s *Shot) subject() pt {
	switch s.Scene {
	case "lighthouse":
		return pt{0.85, -0.2}
	case "boat":
		return boatPlace(s.frame)
	case "flower":
		return pt{-0.22, -0.12}
	case "market":
		return pt{-0.9, 0}
	case "silhouette":
		return walkerPlace(s.frame)
	case "gull":
		at, _, _ := gullPlace(s.frame)
		return at
	case "night":
		return pt{0.85, 0}
	}
	return pt{}
}

// cutOff moves the camera sideways until the nearer border runs through the
// subject.
func (s *Shot) cutOff(c *camera) {
	at := s.subject()
	half := float64(c.w) / 2 / c.scale
	side := 1.0
	if at.x < c.centre.x {
		side = -1
	}
	c.centre.x = at.x - side*(half-0.06)
}

// clutter puts into the picture what a tidy photographer would have kept out.
func (p *painter) clutter() {
	switch p.shot.Scene {
	case "flower": // painted behind the bloom, by the scene
	case "silhouette":
		for i := range 7 {
			x := -1.45 + 0.44*float64(i) + 0.12*p.rnd.Float64()
			p.walker(pt{x, 0.60}, 0.70+0.28*p.rnd.Float64(), float64(i)*1.9)
		}
		p.dog(pt{0.95, 0.60}, 0.8, 2)
	case "boat":
		p.fleet()
	case "market":
		p.priceTags()
	default:
		p.branchesInTheWay()
	}
}

// branchesInTheWay hang into the picture from its borders, sharp and dark.
func (p *painter) branchesInTheWay() {
	bark := plain(hex(0x17120d))
	for i := range 9 {
		from := pt{-1.7, -0.9 + 0.42*float64(i)}
		angle := -0.3 + 0.6*p.rnd.Float64()
		if i%2 == 1 {
			from.x, angle = 1.7, math.Pi-angle
		}
		p.twigs(from, angle, 1.5+0.5*p.rnd.Float64(), 0.030, 3, bark)
	}
	for range 420 {
		q := pt{p.rnd.NormFloat64() * 1.1, p.rnd.NormFloat64() * 0.8}
		tone := mix(hex(0x2c3a14), hex(0xc8a23a), p.rnd.Float64())
		p.leaf(q, 0.016+0.020*p.rnd.Float64(), p.rnd.Float64()*6.3, tone)
	}
}

// fleet is other boats all round.
func (p *painter) fleet() {
	for i := range 8 {
		x := -1.35 + 0.39*float64(i)
		p.yachtSized(pt{x, 0.10 + 0.07*float64(i*5%3)}, 0.05*math.Sin(float64(i)), 0.30+0.08*float64(i*3%4))
	}
	for i := range 5 {
		q := pt{-1.2 + 0.6*float64(i), -0.75 + 0.16*float64(i*2%3)}
		p.bird(q, 0.30, 0.9-0.4*float64(i%3), -0.1)
	}
}

// weeds are sharp stalks and grasses right behind the flower.
func (p *painter) weeds() {
	for i := range 150 {
		x := -1.9 + 3.8*p.rnd.Float64()
		c := mix(hex(0x35501e), hex(0xc2c07a), p.rnd.Float64())
		lean := (p.rnd.Float64() - 0.5) * 0.9
		top := pt{x + lean, -1.0 + 1.5*p.rnd.Float64()}
		p.stroke(plain(c), 0.020, 0.004, curve(pt{x, 1.3}, pt{x + lean*0.2, 0.4}, top)...)
		if i%3 == 0 {
			petal := [...]rgb{hex(0xe8e4d8), hex(0xd8b83a), hex(0xb86ab0)}[i/3%3]
			for k := range 6 {
				s, co := math.Sincos(float64(k) * 1.047)
				p.fill(plain(petal.times(0.7+0.3*p.rnd.Float64())), ellipse(pt{top.x + 0.035*co, top.y + 0.03*s}, 0.028, 0.022))
			}
			p.fill(plain(hex(0x8a6a1a)), ellipse(top, 0.02, 0.018))
		}
	}
}

// priceTags, bags and cables crowd the stall.
func (p *painter) priceTags() {
	for i := range 11 {
		at := pt{-1.4 + 0.29*float64(i), -0.55 + 0.33*float64(i*7%4)}
		card := [...]rgb{hex(0xf6f0d8), hex(0xf2d84a), hex(0xe85a4a), hex(0x7ad0e0)}[i%4]
		turn := 0.3 * math.Sin(float64(i)*2.3)
		p.fill(plain(card.times(0.8)), moved(rect(-0.12, -0.08, 0.12, 0.08), at, 1, turn))
		for k := range 3 {
			y := -0.05 + 0.045*float64(k)
			p.fill(plain(hex(0x22242a)), moved(rect(-0.09, y, 0.02+0.06*p.rnd.Float64(), y+0.018), at, 1, turn))
		}
	}
	for i := range 6 {
		y := -0.9 + 0.1*float64(i)
		p.stroke(plain(hex(0x0c0c0e)), 0.012, 0.012, curve(pt{-1.8, y}, pt{0, y + 0.25}, pt{1.8, y - 0.1*float64(i)})...)
	}
}
