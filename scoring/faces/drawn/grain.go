package drawn

import (
	"math"
	"math/rand/v2"
)

const grainSide = 64

// grain is smooth random texture that repeats every grainSide.
type grain struct {
	v [grainSide * grainSide]float64
}

func newGrain(r *rand.Rand) *grain {
	g := &grain{}
	for i := range g.v {
		g.v[i] = r.Float64() - 0.5
	}
	return g
}

// at gives the texture at a point, -0.5..0.5.
func (g *grain) at(x, y float64) float64 {
	x0, y0 := math.Floor(x), math.Floor(y)
	tx, ty := smooth(x-x0), smooth(y-y0)
	pick := func(i, j int) float64 {
		const mask = grainSide - 1
		return g.v[(int(y0)+j)&mask*grainSide+(int(x0)+i)&mask]
	}
	upper := pick(0, 0)*(1-tx) + pick(1, 0)*tx
	lower := pick(0, 1)*(1-tx) + pick(1, 1)*tx
	return upper*(1-ty) + lower*ty
}
