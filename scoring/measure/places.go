package measure

// A coarser grid serves to compare places with each other.
const (
	coarseSide = gridSide / 2
	coarseArea = coarseSide * coarseSide
	likeness   = 10.0 // Lab distance at which two colours are half alike
)

// places is the colours of the coarser grid at normal exposure, in likenesses.
type places [coarseArea][3]float64

// read averages the Lab channels over two by two cells.
func (p *places) read(lab *[3]grid) {
	const part = 1 / (4 * likeness)
	for c := range lab {
		for i := range p {
			at := i/coarseSide*2*gridSide + i%coarseSide*2
			up, down := lab[c][at:at+2:at+2], lab[c][at+gridSide:at+gridSide+2:at+gridSide+2]
			p[i][c] = part * (up[0] + up[1] + down[0] + down[1])
		}
	}
}

// unlike is 1 and the square of how many likenesses two colours lie apart; they are
// alike by its reciprocal.
func unlike(p, q *[3]float64) float64 {
	l, a, b := p[0]-q[0], p[1]-q[1], p[2]-q[2]
	return 1 + l*l + a*a + b*b
}

// weights averages the region's weights over the places.
func (r *Region) weights() *[coarseArea]float64 {
	const part = 1.0 / (4 * wholly)
	w := &[coarseArea]float64{}
	for i := range w {
		at := i/coarseSide*2*gridSide + i%coarseSide*2
		w[i] = part * float64(int(r.weight[at])+int(r.weight[at+1])+int(r.weight[at+gridSide])+int(r.weight[at+gridSide+1]))
	}
	return w
}
