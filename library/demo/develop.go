package demo

import (
	"image"
	"math"
)

// develop turns light into a picture: lens, exposure, sensor, tone curve.
func (p *painter) develop() *image.RGBA {
	p.spreadBrightLight()
	p.misfocus()
	p.shake()
	return p.print(p.exposure(), p.grade())
}

// spreadBrightLight is the veil that a lens lays round lamps and the sun.
func (p *painter) spreadBrightLight() {
	const k = 8
	small := p.shrunk(k)
	for i, c := range small.pix {
		small.pix[i] = rgb{max(0, c.r-0.75), max(0, c.g-0.75), max(0, c.b-0.75)}
	}
	small.average(max(1, float64(small.h)/40))
	small.average(max(1, float64(small.h)/25))
	for y := range p.h {
		for x := range p.w {
			c := &p.pix[y*p.w+x]
			*c = c.plusTimes(small.bilinear((float64(x)+0.5)/k-0.5, (float64(y)+0.5)/k-0.5), p.bloom*4)
		}
	}
}

func (p *painter) misfocus() {
	if p.shot.Has(Soft) {
		p.defocus(float64(max(p.w, p.h)) / 180)
	}
}

func (p *painter) shake() {
	if !p.shot.Has(Shaken) {
		return
	}
	length := float64(max(p.w, p.h)) / 55
	n := max(2, int(length))
	dir := 0.35 + 0.5*p.n.hash(p.shot.ISO, p.shot.frame)
	path := make([]pt, n)
	for i := range path {
		t := float64(i)/float64(n-1) - 0.5
		// A hand does not move in a straight line.
		path[i] = pt{length * t * math.Cos(dir), length * (t*math.Sin(dir) + 0.5*t*t)}
	}
	p.smear(path)
}

func (p *painter) exposure() float64 {
	switch {
	case p.shot.Has(Dark):
		return 0.13
	case p.shot.Has(Bright):
		return 4.2
	}
	return 1
}

// look is how the picture is graded after exposure, and its grain.
type look struct {
	saturation, contrast, lift float64
	grain, blotch              float64 // standard deviation of the noise at mid grey, fine and coarse
}

func (p *painter) grade() look {
	l := look{saturation: 1.04, contrast: 0.25, grain: 0.0022 * math.Sqrt(float64(max(p.shot.ISO, 100))/100)}
	if p.shot.Has(Noisy) {
		l.grain, l.blotch = 0.075, 0.05
	}
	if p.shot.Has(Dull) {
		l.saturation, l.contrast, l.lift = 0.42, -0.9, 0.1
	}
	if p.shot.Has(Garish) {
		l.saturation, l.contrast = 2.5, 0.9
	}
	return l
}

// print applies exposure, vignette, noise, tone curve and grading, and gives
// 8-bit sRGB.
func (p *painter) print(gain float64, l look) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, p.w, p.h))
	curve := newToneCurve(l)
	noise := xorshift(0x9e3779b97f4a7c15 ^ uint64(p.shot.ISO)<<20 ^ uint64(p.shot.frame+1)<<8)
	reach := 1 / (float64(p.w*p.w+p.h*p.h) / 4)
	sat := float32(l.saturation)
	for y := range p.h {
		dy := float64(y) - float64(p.h)/2
		for x := range p.w {
			dx := float64(x) - float64(p.w)/2
			r2 := (dx*dx + dy*dy) * reach
			c := p.pix[y*p.w+x].times(gain * (1 - 0.30*r2*r2))
			c = noise.onto(c, l.grain)
			if l.blotch > 0 {
				c = p.blotched(c, x, y, l.blotch)
			}
			r, g, b := curve.at(c.r), curve.at(c.g), curve.at(c.b)
			luma := 0.299*r + 0.587*g + 0.114*b
			i := y*out.Stride + 4*x
			out.Pix[i] = to8(luma + (r-luma)*sat)
			out.Pix[i+1] = to8(luma + (g-luma)*sat)
			out.Pix[i+2] = to8(luma + (b-luma)*sat)
			out.Pix[i+3] = 255
		}
	}
	return out
}

// blotched adds the coarse colour stains of a sensor at its limit, the same
// size in the frame at every resolution.
func (p *painter) blotched(c rgb, x, y int, sd float64) rgb {
	k := 520 / float64(max(p.w, p.h))
	u, v := float64(x)*k, float64(y)*k
	s := sd * (0.25 + math.Sqrt(float64(max(0, c.g))))
	c.r += float32(s * p.n.at(u, v))
	c.g += float32(s * 0.6 * p.n.at(u+71.3, v+11.9))
	c.b += float32(s * 1.3 * p.n.at(u+13.7, v+47.1))
	return c
}

func to8(v float32) uint8 { return uint8(max(0, min(255, v*255+0.5))) }

// toneCurve maps light to sRGB values: true up to the highlights, then a
// shoulder that still clips what is far too bright.
type toneCurve []float32

const (
	curveTop   = 3.0 // light beyond it is white
	curveSteps = 4096
)

func newToneCurve(l look) toneCurve {
	t := make(toneCurve, curveSteps+1)
	for i := range t {
		// The table is finer in the shadows, where the curve is steep.
		u := float64(i) / curveSteps
		v := u * u * curveTop
		const knee = 0.62
		if v > knee {
			v = knee + (1-knee)*(1-math.Exp(-(v-knee)/(1-knee)))
		}
		s := toSRGB(v)
		s += l.contrast * s * (1 - s) * (2*s - 1)
		t[i] = float32(l.lift + (1-1.6*l.lift)*s)
	}
	return t
}

func (t toneCurve) at(v float32) float32 {
	if v <= 0 {
		return t[0]
	}
	if v >= curveTop {
		return t[curveSteps]
	}
	return t[int(math.Sqrt(float64(v)/curveTop)*curveSteps+0.5)]
}

// xorshift is a small fast source of grain (Marsaglia 2003).
type xorshift uint64

// onto adds noise whose size grows with the square root of the light, as
// counted photons do, over a floor that the electronics add.
func (s *xorshift) onto(c rgb, sd float64) rgb {
	x := uint64(*s)
	x ^= x << 13
	x ^= x >> 7
	x ^= x << 17
	*s = xorshift(x)
	// Sums of two 10-bit numbers make a triangle, near enough to a bell.
	const unit = 1.0 / 418 // standard deviation of such a sum
	a := float32(int(x&1023)+int(x>>10&1023)-1023) * unit
	b := float32(int(x>>20&1023)+int(x>>30&1023)-1023) * unit
	d := float32(int(x>>40&1023)+int(x>>50&1023)-1023) * unit
	k := float32(sd * (0.12 + math.Sqrt(float64(max(0, c.g)))))
	shared := 0.6 * b
	return rgb{c.r + k*(0.5*a+shared), c.g + k*b*0.8, c.b + k*(0.6*d+shared)}
}
