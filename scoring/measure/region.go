package measure

import "math"

// Region is where the subject is likely to be: a soft map of evidence, from which
// every number about the subject is read as an expectation.
type Region struct {
	Area     float64 // share of the picture, 0..1; 0 where there is nothing to see
	Strength float64 // salience inside minus outside, 0..1: how surely there is one
	CentreX  float64 // centroid, 0..1 from the left
	CentreY  float64 // and from the top
	FocalX   float64 // where salience lies, the higher the more: the point that the eye goes to
	FocalY   float64
	PeakX    float64 // the most salient point
	PeakY    float64
	Cut      float64 // share of its outline that runs along the frame's edge, 0..1
	Spread   float64 // mean distance from the centroid, in sides: large when scattered

	weight [gridSide * gridSide]uint8 // how much each cell belongs to it, 255 for wholly
}

// Known is false for a picture in which nothing can be seen.
func (r *Region) Known() bool { return r.Area > 0 }

// at says how much cell i belongs to the region, 0..1.
func (r *Region) at(i int) float64 { return float64(r.weight[i]) / wholly }

const (
	wholly      = 255
	regionSlope = 0.25 // of the range of salience, over which a cell comes to belong
	regionHigh  = 0.65 // of the way from what is low to what is high lies the middle of that
)

// findRegion weighs each cell by how far it rises above the level that parts what
// is low in the salience map from what is high.
func findRegion(salience *grid) Region {
	var r Region
	level := parting(salience)
	var in, out, inside float64
	for i, v := range salience {
		r.weight[i] = uint8(wholly*belongs(v, level) + 0.5)
		m := r.at(i)
		inside += m
		in += m * v
		out += (1 - m) * v
	}
	cells := float64(len(salience))
	if inside < 1 || inside > cells-1 {
		return Region{}
	}
	r.Area = inside / cells
	r.Strength = in/inside - out/(cells-inside)
	r.place(salience, level)
	r.Cut = r.cutShare()
	return r
}

func belongs(v, level float64) float64 { return min(1, max(0, (v-level)/regionSlope+0.5)) }

// parting finds the level between low and high at which the means of both stand in
// the same proportion to it (Ridler & Calvard 1978 take the middle between them).
func parting(salience *grid) float64 {
	level := salience.mean()
	for range 8 {
		var in, out, inside float64
		for _, v := range salience {
			m := belongs(v, level)
			inside += m
			in += m * v
			out += (1 - m) * v
		}
		rest := float64(len(salience)) - inside
		if inside < 1 || rest < 1 {
			return level
		}
		level = (1-regionHigh)*out/rest + regionHigh*in/inside
	}
	return level
}

// place fills in where the region lies.
func (r *Region) place(salience *grid, level float64) {
	peak, pull, mass := 0.0, 0.0, r.Area*gridSide*gridSide
	for i, v := range salience {
		x, y := cellCentre(i)
		m := r.at(i)
		r.CentreX += m * x / mass
		r.CentreY += m * y / mass
		above := max(0, v-level+regionSlope/2)
		r.FocalX += above * above * x
		r.FocalY += above * above * y
		pull += above * above
		if v > peak {
			peak, r.PeakX, r.PeakY = v, x, y
		}
	}
	r.FocalX, r.FocalY = r.FocalX/pull, r.FocalY/pull
	for i := range salience {
		x, y := cellCentre(i)
		r.Spread += r.at(i) * math.Hypot(x-r.CentreX, y-r.CentreY) / mass
	}
}

// cutShare adds up the steps of weight between neighbours, which are the outline,
// and those to the nothing beyond the frame.
func (r *Region) cutShare() float64 {
	var cut, open float64
	for i := range r.weight {
		m := r.at(i)
		x, y := i%gridSide, i/gridSide
		if x < gridSide-1 {
			open += math.Abs(m - r.at(i+1))
		}
		if y < gridSide-1 {
			open += math.Abs(m - r.at(i+gridSide))
		}
		if x == 0 || x == gridSide-1 {
			cut += m
		}
		if y == 0 || y == gridSide-1 {
			cut += m
		}
	}
	return cut / max(cut+open, 1e-9)
}

func cellCentre(i int) (x, y float64) {
	return (float64(i%gridSide) + 0.5) / gridSide, (float64(i/gridSide) + 0.5) / gridSide
}
