package measure

import "math"

// Colour is how colourful the picture is.
type Colour struct {
	// Colourfulness is sqrt(s_rg^2 + s_yb^2) + 0.3 sqrt(m_rg^2 + m_yb^2) of the
	// opponent channels in 0..255 (Hasler & Süsstrunk 2003): about 15 slightly,
	// 33 averagely, 59 quite, 109 extremely colourful. Of a dark picture it is what
	// normal light would show.
	Colourfulness float64
	// Garish is the share of the picture, 0..1, whose colour is at the edge of
	// what a screen can show.
	Garish float64
	// Chroma is the largest difference of channels, 0..1, that 1 % of the
	// picture reaches.
	Chroma float64
}

// monochromeChroma is the Chroma below which a picture is black and white; JPEG
// leaves a level or two of colour in a grey picture.
const monochromeChroma = 0.02

// Monochrome is true for a black and white picture.
func (c Colour) Monochrome() bool { return c.Chroma < monochromeChroma }

// measureColour reads colourfulness from the mean colours of the cells, in which
// noise is averaged out and colour that a JPEG keeps at half the size is whole. gain
// is that of normalGain.
func (l *light) measureColour(r, g, b *grid, gain float64) Colour {
	return Colour{
		Colourfulness: colourfulness(r, g, b) * brightened(gain),
		Garish:        float64(l.garish) / (255 - garishFoot) / float64(l.n),
		Chroma:        percentile(&l.spread, 0.99),
	}
}

// brightened is how much stronger colours would be if a dark picture were given the
// light that it lacks: half the light takes as much off the differences of channels
// as off the channels. A bright picture is taken as it is.
func brightened(gain float64) float64 {
	const most, gamma = 2.6, 2.2
	return min(most, max(1, math.Pow(gain, 1/gamma)))
}

// colourfulness is that of Hasler & Süsstrunk over cells.
func colourfulness(r, g, b *grid) float64 {
	var rg, yb, rgSquares, ybSquares float64
	for i := range r {
		u, v := r[i]-g[i], (r[i]+g[i])/2-b[i]
		rg, rgSquares = rg+u, rgSquares+u*u
		yb, ybSquares = yb+v, ybSquares+v*v
	}
	n := float64(len(r))
	rg, yb = rg/n, yb/n
	variance := max(0, rgSquares/n-rg*rg) + max(0, ybSquares/n-yb*yb)
	return math.Sqrt(variance) + 0.3*math.Hypot(rg, yb)
}

// A colour counts as garish when its brightest channel is above garishTop, by a
// part that grows as its darkest falls further than garishFoot below that.
const (
	garishTop  = 210
	garishFoot = 200
)
