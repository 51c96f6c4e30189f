package measure

import "math"

// Colour is how colourful the picture is.
type Colour struct {
	// Colourfulness is sqrt(s_rg^2 + s_yb^2) + 0.3 sqrt(m_rg^2 + m_yb^2) of the
	// opponent channels in 0..255 (Hasler & Süsstrunk 2003): about 15 slightly,
	// 33 averagely, 59 quite, 109 extremely colourful.
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

func (l *light) measureColour() Colour {
	n := float64(l.n)
	rg, yb := 0, 0
	for _, c := range l.cells {
		rg += c.red - c.green
		yb += c.red + c.green - 2*c.blue
	}
	rgMean, ybMean := float64(rg)/n, float64(yb)/2/n
	variance := max(0, float64(l.rgSquares)/n-rgMean*rgMean) + max(0, float64(l.ybSquares)/4/n-ybMean*ybMean)
	return Colour{
		Colourfulness: math.Sqrt(variance) + 0.3*math.Hypot(rgMean, ybMean),
		Garish:        float64(l.garish) / (255 - garishFoot) / n,
		Chroma:        percentile(&l.spread, 0.99),
	}
}

// A colour counts as garish when its brightest channel is above garishTop, by a
// part that grows as its darkest falls further than garishFoot below that.
const (
	garishTop  = 210
	garishFoot = 200
)
