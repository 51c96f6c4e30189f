package measure

import "math"

// Region is the area that most likely holds the subject.
type Region struct {
	Area     float64 // share of the picture, 0..1
	Strength float64 // salience inside minus outside, 0..1: how surely there is one
	CentreX  float64 // centroid, 0..1 from the left
	CentreY  float64 // and from the top
	PeakX    float64 // the most salient point
	PeakY    float64
	Border   float64 // share of its salience on the outermost ring of the picture
	Spread   float64 // mean distance of salience from the centroid, in sides: large when scattered

	inside [gridSide * gridSide]bool
}

// Known is true when a region stands out enough to speak of a subject.
func (r *Region) Known() bool { return r.Area > 0 }

const (
	regionOverMean = 1.7  // Achanta 2009 cuts at twice the mean; the map here is flatter
	regionLeast    = 0.01 // of the picture
	regionMost     = 0.6
	regionStrength = 0.16 // below this nothing stands out
	regionSpread   = 0.3  // sides: what is scattered wider is a pattern, not a subject
	borderRing     = 4    // cells
)

// findRegion cuts the salience map and keeps its heaviest connected part, with
// those at least a third as heavy.
func findRegion(salience *grid) Region {
	cut := max(regionOverMean*salience.mean(), 0.4)
	parts, label := connected(salience, cut)
	heaviest := 0.0
	for _, mass := range parts {
		heaviest = max(heaviest, mass)
	}
	var r Region
	var in, out, inCells float64
	for i, v := range salience {
		if label[i] >= 0 && parts[label[i]] >= heaviest/3 {
			r.inside[i] = true
			in += v
			inCells++
		} else {
			out += v
		}
	}
	cells := float64(len(salience))
	if inCells == 0 || inCells == cells {
		return Region{}
	}
	r.Area = inCells / cells
	r.Strength = in/inCells - out/(cells-inCells)
	if r.Area < regionLeast || r.Area > regionMost || r.Strength < regionStrength {
		return Region{}
	}
	r.place(salience, in)
	if r.Spread > regionSpread {
		return Region{}
	}
	return r
}

// place fills in where the region lies; mass is the salience inside it.
func (r *Region) place(salience *grid, mass float64) {
	peak := 0.0
	for i, v := range salience {
		if !r.inside[i] {
			continue
		}
		x, y := cellCentre(i)
		r.CentreX += v * x / mass
		r.CentreY += v * y / mass
		if v > peak {
			peak, r.PeakX, r.PeakY = v, x, y
		}
		if d := ringDistance(i); d < borderRing {
			// The nearer to the edge the more: a region that grows by a
			// cell must not leap.
			r.Border += v / mass * float64(borderRing-d) / borderRing
		}
	}
	for i, v := range salience {
		if r.inside[i] {
			x, y := cellCentre(i)
			r.Spread += v * math.Hypot(x-r.CentreX, y-r.CentreY) / mass
		}
	}
}

func cellCentre(i int) (x, y float64) {
	return (float64(i%gridSide) + 0.5) / gridSide, (float64(i/gridSide) + 0.5) / gridSide
}

// ringDistance is how many cells lie between a cell and the border.
func ringDistance(i int) int {
	x, y := i%gridSide, i/gridSide
	return min(x, y, gridSide-1-x, gridSide-1-y)
}

// connected labels the 4-connected parts of the cells above cut, -1 elsewhere,
// and gives the salience of each part.
func connected(salience *grid, cut float64) (mass []float64, label []int) {
	label = make([]int, len(salience))
	for i := range label {
		label[i] = -1
	}
	var stack []int
	for start, v := range salience {
		if v < cut || label[start] >= 0 {
			continue
		}
		id := len(mass)
		mass = append(mass, 0)
		label[start] = id
		stack = append(stack[:0], start)
		for len(stack) > 0 {
			i := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			mass[id] += salience[i]
			x := i % gridSide
			for _, n := range [4]struct {
				at int
				ok bool
			}{{i - 1, x > 0}, {i + 1, x < gridSide-1}, {i - gridSide, i >= gridSide}, {i + gridSide, i < gridSide*(gridSide-1)}} {
				if n.ok && label[n.at] < 0 && salience[n.at] >= cut {
					label[n.at] = id
					stack = append(stack, n.at)
				}
			}
		}
	}
	return mass, label
}
