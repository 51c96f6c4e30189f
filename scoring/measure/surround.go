package measure

// rimStep is how many places lie from one that is read along the rim to the next.
const rimStep = 2

// surroundContrast says how unlike the rim of the picture each place is, 0..1,
// because what a photographer shows rarely fills the rim, and what fills the rim
// is background (Wei 2012).
func (p *places) surroundContrast() grid {
	var rim [4 * coarseSide / rimStep][3]float64
	const last = coarseSide - 1
	for i := range coarseSide / rimStep {
		at := i * rimStep
		rim[4*i], rim[4*i+1] = p[at], p[last*coarseSide+at]
		rim[4*i+2], rim[4*i+3] = p[at*coarseSide], p[at*coarseSide+last]
	}
	var g grid
	for i := range p {
		c, sum := &p[i], 0.0
		for j := 0; j < len(rim); j += 2 {
			// One division for two of them.
			first, second := unlike(c, &rim[j]), unlike(c, &rim[j+1])
			sum += (first + second) / (first * second)
		}
		contrast := 1 - sum/float64(len(rim))
		at := i/coarseSide*2*gridSide + i%coarseSide*2
		g[at], g[at+1], g[at+gridSide], g[at+gridSide+1] = contrast, contrast, contrast, contrast
	}
	return g.smoothed(1)
}
