package drawn

import (
	"image/color"
	"math"
	"math/rand/v2"
)

// painter knows the colours of a face, point by point.
type painter struct {
	face       *Face
	skin, hair tone
	shirt      tone
	wide, long float64 // of the head, against the usual
	eyes       [2]eye
	grain      *grain
	relief     *relief
}

func newPainter(f *Face) *painter {
	r := rand.New(rand.NewPCG(f.Seed, 0xface))
	p := &painter{face: f, skin: toneOf(DefaultSkin), hair: toneOf(DefaultHair), grain: newGrain(r)}
	if f.Skin != (color.RGBA{}) {
		p.skin = toneOf(f.Skin)
	}
	if f.Hair != (color.RGBA{}) {
		p.hair = toneOf(f.Hair)
	}
	p.shirt = tone{40 + 150*r.Float64(), 50 + 120*r.Float64(), 60 + 150*r.Float64()}
	p.wide, p.long = 0.95+0.1*r.Float64(), 0.96+0.08*r.Float64()
	iris := tone{70 + 40*r.Float64(), 50 + 30*r.Float64(), 35 + 30*r.Float64()}
	for i, side := range []float64{-1, 1} {
		p.eyes[i] = eye{x: 32 * side, side: side, gap: f.Gap[i] * eyeMM, iris: iris}
	}
	p.relief = newRelief(p)
	return p
}

// at gives the colour of a point; ok is false where the background is seen.
func (p *painter) at(x, y float64) (c tone, ok bool) {
	if p.isFace(x, y) {
		if y < p.hairline(x) {
			return p.lock(x, y), true
		}
		return p.skinAt(x, y), true
	}
	switch {
	case math.Hypot(x/86, (y+18)/108) < 1 && y < 30:
		return p.lock(x, y), true
	case math.Hypot((math.Abs(x)-78)/8, (y-12)/26) < 1: // ears
		return p.skin.times(0.72 - 0.1*math.Abs(math.Abs(x)-80)/8), true
	case math.Abs(x) < 50+max(0, y-150)*0.4 && y > 60 && y < 165+20*math.Cos(x/30):
		shade := 0.5 + 0.25*smooth((y-112)/45) - 0.2*math.Pow(x/55, 2)
		return p.skin.times(shade).plus(p.noise(x, y, 3)), true
	case y > 150 && math.Hypot(x/200, (y-250)/105) < 1:
		fold := 0.75 + 0.12*math.Sin(x/23+y/41) - 0.1*math.Pow(x/200, 2)
		return p.shirt.times(fold).plus(p.noise(x, y, 8)), true
	}
	return tone{}, false
}

// isFace is true within the outline of the head, from its top to the chin.
func (p *painter) isFace(x, y float64) bool {
	return math.Abs(x) < 85 && math.Abs(y) < 130 && math.Abs(x) < p.half(y)
}

// half is half the width of the head at a height.
func (p *painter) half(y float64) float64 {
	if y < 5 {
		t := (y - 5) / (118 * p.long)
		return 77 * p.wide * math.Sqrt(max(0, 1-t*t))
	}
	t := (y - 5) / (110 * p.long)
	return 77 * p.wide * math.Pow(max(0, 1-math.Pow(t, 2.4)), 0.62)
}

// hairline is where the forehead begins.
func (p *painter) hairline(x float64) float64 {
	return -70 + 0.0085*x*x + 6*math.Sin(x/11) + max(0, math.Abs(x)-60)*2.2
}

func (p *painter) lock(x, y float64) tone {
	strand := 0.8 + 0.35*math.Sin(x*0.9+3*p.grain.at(x/9, y/40)) + 0.5*p.grain.at(x/1.5, y/14)
	light := 0.8 + 0.5*math.Exp(-math.Pow((x+25)/40, 2)-math.Pow((y+95)/22, 2))
	return p.hair.times(strand * light)
}

func (p *painter) noise(x, y, levels float64) tone {
	n := levels * (p.grain.at(x/1.2, y/1.2) + p.grain.at(x/5, y/5))
	return tone{n, n, n}
}

// skinAt gives a point of the face: what is painted on it, in the light that its
// form gets.
func (p *painter) skinAt(x, y float64) tone {
	for i := range p.eyes {
		if c, ok := p.eyes[i].ball(x, y); ok {
			return c
		}
	}
	c := p.skin
	rosy := gauss(math.Abs(x)-42, y-44, 18, 15) + 0.5*gauss(x, y-42, 10, 9)
	c = c.mix(tone{c[0], c[1] * 0.82, c[2] * 0.8}, 0.7*rosy)
	for i := range p.eyes {
		c = p.eyes[i].lid(c, x, y)
		c = p.brow(c, p.eyes[i].side*x, y)
	}
	c = p.mouth(c, x, y)
	nostril := gauss(math.Abs(x)-8.5, y-50, 3.6, 2)
	c = c.times(1 - 0.75*nostril)
	return c.times(p.relief.at(x, y)).plus(p.noise(x, y, 4))
}

func (p *painter) brow(c tone, x, y float64) tone {
	arch := -21 - 4*math.Sin((x-14)/38*math.Pi) + 0.05*(x-14)
	along := smooth((x-12)/8) * smooth((58-x)/22)
	thick := 4.2 * (1 - 0.5*max(0, x-14)/44)
	hair := 0.75 + 0.5*p.grain.at(x/1.1, y/3)
	return c.mix(p.hair.times(0.8), min(1, hair*along*math.Exp(-math.Pow((y-arch)/thick, 4))))
}

func (p *painter) mouth(c tone, x, y float64) tone {
	const half = 26.0
	t := x / half
	if math.Abs(t) > 1 {
		return c
	}
	seam := 77 - 2.5*t*t + 0.8*math.Cos(t*6)
	arc := 1 - t*t
	upper, lower := seam-(7.5-2*gauss(x, 0, 4, 1))*arc, seam+10.5*arc
	lip := tone{c[0] * 0.84, c[1] * 0.55, c[2] * 0.58}
	c = c.mix(lip, smooth((y-upper)/1.5)*smooth((lower-y)/2))
	return c.times(1 - 0.7*math.Exp(-math.Pow((y-seam)/1.3, 2))*smooth(arc*3))
}

func gauss(x, y, sx, sy float64) float64 { return math.Exp(-(x*x)/(sx*sx) - (y*y)/(sy*sy)) }

// smooth rises from 0 to 1 while t does.
func smooth(t float64) float64 {
	t = min(max(t, 0), 1)
	return t * t * (3 - 2*t)
}
