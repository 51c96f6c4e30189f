package damage

// gammaSteps is into how many parts the curve is cut that gives a pixel's value
// for its light. It bends most near black, where a part is a third of a level.
const gammaSteps = 1 << 12

// gamma is the curve of sRGB with straight lines between its parts.
type gamma [gammaSteps + 2]float64

func newGamma() *gamma {
	var g gamma
	for i := range g {
		g[i] = toGamma(float64(i) / gammaSteps)
	}
	return &g
}

// level gives the value, 0..255, for a linear light of 0..1; beyond it clips.
func (g *gamma) level(light float64) float64 {
	at := min(1, max(0, light)) * gammaSteps
	i := int(at)
	return 255 * (g[i] + (at-float64(i))*(g[i+1]-g[i]))
}

// lights gives the linear light, 0..1, of each level.
func lights() (light [256]float64) {
	for v := range light {
		light[v] = toLinear(float64(v) / 255)
	}
	return light
}
