package demo

import (
	"math"
	"math/rand/v2"
)

// field is a random but fixed landscape of numbers over the plane: gradient
// noise (Perlin 1985, with the quintic of Perlin 2002).
type field struct {
	perm   [512]uint8
	gx, gy [256]float64
}

func newField(seed uint64) *field {
	r := rand.New(rand.NewPCG(seed, 0x6b656570))
	f := &field{}
	for i, v := range r.Perm(256) {
		f.perm[i], f.perm[i+256] = uint8(v), uint8(v)
		s, c := math.Sincos(2 * math.Pi * r.Float64())
		f.gx[i], f.gy[i] = c*1.5, s*1.5
	}
	return f
}

// at gives smooth noise of wavelength about 1, mostly within -1..1.
func (f *field) at(x, y float64) float64 {
	fx, fy := math.Floor(x), math.Floor(y)
	xi, yi := int(fx)&255, int(fy)&255
	x, y = x-fx, y-fy
	a, b := int(f.perm[xi]), int(f.perm[xi+1])
	i00, i10 := f.perm[a+yi], f.perm[b+yi]
	i01, i11 := f.perm[a+yi+1], f.perm[b+yi+1]
	u := x * x * x * (x*(x*6-15) + 10)
	v := y * y * y * (y*(y*6-15) + 10)
	n00 := f.gx[i00]*x + f.gy[i00]*y
	n10 := f.gx[i10]*(x-1) + f.gy[i10]*y
	n01 := f.gx[i01]*x + f.gy[i01]*(y-1)
	n11 := f.gx[i11]*(x-1) + f.gy[i11]*(y-1)
	n0 := n00 + u*(n10-n00)
	n1 := n01 + u*(n11-n01)
	return n0 + v*(n1-n0)
}

// fbm adds octaves of noise, each half as high and about twice as fine, and
// gives mostly -1..1 (Mandelbrot & van Ness 1968).
func (f *field) fbm(x, y float64, octaves int) float64 {
	sum, amp := 0.0, 0.5
	for range octaves {
		sum += amp * f.at(x, y)
		// The turn keeps the lattices of the octaves from lining up.
		x, y = 1.62*x-1.21*y+17.3, 1.21*x+1.62*y+5.7
		amp *= 0.5
	}
	return sum
}

// ridged gives sharp crests on smooth ground, 0..1 (Musgrave 1994).
func (f *field) ridged(x, y float64, octaves int) float64 {
	sum, amp, weight := 0.0, 0.55, 1.0
	for range octaves {
		n := 1 - math.Abs(f.at(x, y))
		n *= n * weight
		sum += n * amp
		weight = clamp(n * 1.6)
		x, y = 1.62*x-1.21*y+9.1, 1.21*x+1.62*y+3.3
		amp *= 0.5
	}
	return sum
}

// warped bends fbm by fbm, which makes it flow like cloud and stone
// (Quilez 2002).
func (f *field) warped(x, y, strength float64, octaves int) float64 {
	wx := f.fbm(x+3.1, y+1.7, 2)
	wy := f.fbm(x-8.2, y+2.8, 2)
	return f.fbm(x+strength*wx, y+strength*wy, octaves)
}

// hash gives a fixed random number, 0..1, for a cell.
func (f *field) hash(x, y int) float64 {
	i := f.perm[int(f.perm[x&255])+y&255]
	j := f.perm[int(f.perm[(y+91)&255])+int(i)]
	return (float64(i)*256 + float64(j)) / 65535
}

// profile is a function of one variable, kept as a table: skylines and crests
// that are asked for once a pixel.
type profile struct {
	from, perUnit float64
	ys            []float64
}

func newProfile(from, to float64, n int, fn func(x float64) float64) *profile {
	p := &profile{from: from, perUnit: float64(n-1) / (to - from), ys: make([]float64, n)}
	for i := range p.ys {
		p.ys[i] = fn(from + float64(i)/p.perUnit)
	}
	return p
}

// at interpolates; beyond the table its ends go on.
func (p *profile) at(x float64) float64 {
	t := (x - p.from) * p.perUnit
	if t <= 0 {
		return p.ys[0]
	}
	i := int(t)
	if i >= len(p.ys)-1 {
		return p.ys[len(p.ys)-1]
	}
	t -= float64(i)
	return p.ys[i] + t*(p.ys[i+1]-p.ys[i])
}
