package measure

// A coarser grid serves to compare every place with the rim of the picture.
const (
	coarseSide = gridSide / 2
	rimStep    = 2 // every so many coarse cells along the rim
)

// surroundContrast says how unlike the rim of the picture each place is, 0..1,
// because what a photographer shows rarely fills the rim, and what fills the rim
// is background (Wei 2012). See alike.
func surroundContrast(lab *[3]grid) grid {
	coarse := coarsened(lab)
	var rim [][3]float64
	for i := 0; i < coarseSide; i += rimStep {
		last := coarseSide - 1
		for _, at := range [4]int{i, last*coarseSide + i, i * coarseSide, i*coarseSide + last} {
			rim = append(rim, coarse[at])
		}
	}
	var unlike [coarseSide * coarseSide]float64
	for i, c := range coarse {
		var sum float64
		for _, r := range rim {
			sum += alike(c, r)
		}
		unlike[i] = 1 - sum/float64(len(rim))
	}
	var g grid
	for i := range g {
		g[i] = unlike[i/gridSide/2*coarseSide+i%gridSide/2]
	}
	return g.smoothed(1)
}

// coarsened averages the channels over two by two cells.
func coarsened(lab *[3]grid) [][3]float64 {
	coarse := make([][3]float64, coarseSide*coarseSide)
	for c := range lab {
		for i, v := range lab[c] {
			coarse[i/gridSide/2*coarseSide+i%gridSide/2][c] += v / 4
		}
	}
	return coarse
}
