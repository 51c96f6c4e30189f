package phototest

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
)

// Scene draws a landscape of w x h pixels: a sky with a gradient, hills, a
// textured ground whose detail has about the 1/f spectrum of natural pictures
// (Field, 1987), and a few houses and trees with hard edges. The same seed gives
// the same picture.
func Scene(w, h int, seed uint64) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	s := newScene(w, h, seed)
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, s.background(x, y))
		}
	}
	for range 3 {
		s.house(img)
	}
	for range 5 {
		s.tree(img)
	}
	return img
}

// latticeSide is a power of two, so that wrapping around is one instruction.
const latticeSide = 256

type scene struct {
	w, h    int
	random  *rand.Rand
	grid    []float32 // random numbers of latticeSide x latticeSide points
	horizon float64   // pixels from the top
	waves   [3][2]float64
	sky     [2]color.RGBA // at the top and at the horizon
	ground  color.RGBA
}

func newScene(w, h int, seed uint64) *scene {
	r := rand.New(rand.NewPCG(seed, 0x5ce9e))
	s := &scene{w: w, h: h, random: r, horizon: float64(h) * (0.35 + 0.2*r.Float64())}
	s.grid = make([]float32, latticeSide*latticeSide)
	for i := range s.grid {
		s.grid[i] = r.Float32() - 0.5
	}
	for i := range s.waves {
		s.waves[i] = [2]float64{(2 + 6*r.Float64()) / float64(w) * float64(i+1), 2 * math.Pi * r.Float64()}
	}
	warm := uint8(r.IntN(60))
	s.sky = [2]color.RGBA{{60 + warm/2, 110, 190 - warm, 255}, {190 + warm, 205, 225 - warm, 255}}
	s.ground = color.RGBA{uint8(70 + r.IntN(70)), uint8(90 + r.IntN(60)), uint8(40 + r.IntN(30)), 255}
	return s
}

// ridge is the height of the hills' line at x, in pixels from the top.
func (s *scene) ridge(x int) float64 {
	y := s.horizon
	for i, wave := range s.waves {
		y += float64(s.h) * 0.04 / float64(i+1) * math.Sin(wave[0]*float64(x)+wave[1])
	}
	return y
}

func (s *scene) background(x, y int) color.RGBA {
	fx, fy := float64(x)/float64(s.h), float64(y)/float64(s.h)
	ridge := s.ridge(x)
	if float64(y) < ridge {
		t := float64(y) / ridge
		cloud := 25 * max(0, s.noise(fx*3, fy*6, 4)-0.1)
		return blend(s.sky[0], s.sky[1], t, cloud)
	}
	depth := (float64(y) - ridge) / (float64(s.h) - ridge + 1)
	grain := 55 * s.noise(fx*12, fy*12/(0.3+depth), 6)
	return blend(s.ground, color.RGBA{s.ground.R / 2, s.ground.G / 2, s.ground.B / 2, 255}, 0.7*depth, grain)
}

// noise is a sum of octaves of value noise, each twice as fine and half as
// strong, about -1..1.
func (s *scene) noise(x, y float64, octaves int) float64 {
	sum, strength := 0.0, 0.5
	for o := range octaves {
		sum += strength * s.valueNoise(x, y, o)
		x, y, strength = x*2, y*2, strength/2
	}
	return sum * 2
}

func (s *scene) valueNoise(x, y float64, octave int) float64 {
	x0, y0 := math.Floor(x), math.Floor(y)
	tx, ty := smooth(x-x0), smooth(y-y0)
	ix, iy := int(x0), int(y0)
	top := mix(s.lattice(ix, iy, octave), s.lattice(ix+1, iy, octave), tx)
	bottom := mix(s.lattice(ix, iy+1, octave), s.lattice(ix+1, iy+1, octave), tx)
	return mix(top, bottom, ty)
}

// lattice is the random number of a grid point, -0.5..0.5. The grid repeats,
// but each octave starts elsewhere in it, so that no repetition is seen.
func (s *scene) lattice(x, y int, octave int) float64 {
	const mask = latticeSide - 1
	return float64(s.grid[((y+101*octave)&mask)*latticeSide+(x+37*octave)&mask])
}

// house draws a wall with a darker roof and windows, standing on the ground.
func (s *scene) house(img *image.RGBA) {
	size := s.h/14 + s.random.IntN(s.h/10+1)
	x0 := s.random.IntN(max(1, s.w-size))
	foot := int(s.ridge(x0)) + size/2 + s.random.IntN(s.h/8+1)
	wall := color.RGBA{uint8(180 + s.random.IntN(60)), uint8(150 + s.random.IntN(60)), uint8(120 + s.random.IntN(60)), 255}
	roof := color.RGBA{uint8(110 + s.random.IntN(80)), 45, 40, 255}
	for y := range size {
		for x := range size {
			c := wall
			if y%(size/3+1) > size/6 && x%(size/3+1) > size/6 {
				c = color.RGBA{40, 45, 60, 255}
			}
			s.paint(img, x0+x, foot-size+y, c)
		}
	}
	for y := range size / 2 {
		for x := -y; x <= y; x++ {
			s.paint(img, x0+size/2+x, foot-size-size/2+y, roof)
		}
	}
}

// tree draws a trunk under a leafy disc with a ragged edge.
func (s *scene) tree(img *image.RGBA) {
	radius := float64(s.h)/40 + s.random.Float64()*float64(s.h)/16
	cx := float64(s.random.IntN(s.w))
	cy := s.ridge(int(cx)) + s.random.Float64()*float64(s.h)/6
	for y := cy; y < cy+2.2*radius; y++ {
		for x := cx - radius/8; x < cx+radius/8; x++ {
			s.paint(img, int(x), int(y), color.RGBA{80, 55, 35, 255})
		}
	}
	for y := cy - 1.3*radius; y < cy+1.3*radius; y++ {
		for x := cx - 1.3*radius; x < cx+1.3*radius; x++ {
			leaf := s.noise(x/radius*4, y/radius*4, 3)
			if math.Hypot(x-cx, y-cy) < radius*(1+0.25*leaf) {
				s.paint(img, int(x), int(y), blend(color.RGBA{45, 95, 40, 255}, color.RGBA{20, 50, 20, 255}, (y-cy)/radius/2+0.5, 40*leaf))
			}
		}
	}
}

func (s *scene) paint(img *image.RGBA, x, y int, c color.RGBA) {
	if image.Pt(x, y).In(img.Rect) {
		img.SetRGBA(x, y, c)
	}
}

func smooth(t float64) float64    { return t * t * (3 - 2*t) }
func mix(a, b, t float64) float64 { return a + (b-a)*t }

// blend mixes two colours and brightens the result by light, 0..255.
func blend(a, b color.RGBA, t, light float64) color.RGBA {
	t = min(max(t, 0), 1)
	channel := func(a, b uint8) uint8 {
		return uint8(min(max(mix(float64(a), float64(b), t)+light, 0), 255))
	}
	return color.RGBA{channel(a.R, b.R), channel(a.G, b.G), channel(a.B, b.B), 255}
}
