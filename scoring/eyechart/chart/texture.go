package chart

import (
	"math"
	"math/rand/v2"
)

// latticeSide is a power of two, so that wrapping around costs nothing.
const latticeSide = 64

// texture is smooth noise of several octaves: about the spectrum of natural
// pictures (Field 1987) where each octave has half of the one before.
type texture struct {
	grid    [latticeSide * latticeSide]float32
	gain    float64 // of an octave over the one before
	cell    float64 // pixels of the coarsest
	octaves int
}

func newTexture(r *rand.Rand, cell, gain float64, octaves int) *texture {
	t := &texture{gain: gain, cell: cell, octaves: octaves}
	for i := range t.grid {
		t.grid[i] = r.Float32()*2 - 1
	}
	return t
}

// at gives -1..1, mostly near 0.
func (t *texture) at(x, y float64) float64 {
	sum, amplitude, total := 0.0, 1.0, 0.0
	scale := 1 / t.cell
	for o := range t.octaves {
		sum += amplitude * t.smooth(x*scale+float64(17*o), y*scale+float64(31*o))
		total += amplitude
		amplitude *= t.gain
		scale *= 2
	}
	return sum / total
}

func (t *texture) smooth(x, y float64) float64 {
	fx, fy := math.Floor(x), math.Floor(y)
	i, j := int(fx), int(fy)
	u, v := ease(x-fx), ease(y-fy)
	a, b := t.lattice(i, j), t.lattice(i+1, j)
	c, d := t.lattice(i, j+1), t.lattice(i+1, j+1)
	return (a+(b-a)*u)*(1-v) + (c+(d-c)*u)*v
}

func (t *texture) lattice(i, j int) float64 {
	return float64(t.grid[(j&(latticeSide-1))*latticeSide+i&(latticeSide-1)])
}

func ease(t float64) float64 { return t * t * (3 - 2*t) }
