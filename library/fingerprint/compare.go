package fingerprint

import (
	"math"
	"math/bits"
)

const (
	// handShift is how many cells a hand may move between two frames of a burst: a
	// twelfth of the frame.
	handShift = 2

	// shapeTolerance is how far two shapes may differ, in steps of shapeSteps: a
	// camera's preview may be cropped a little.
	shapeTolerance = 6

	// flatLight is how many stops the mean light of two flat pictures may differ.
	flatLight = 1
)

// Likeness says how alike two pictures look, 0..1, whatever their exposure, and
// where the frame moved by up to a twelfth. Frames of one burst are nearly always
// above 0.4, other scenes nearly never above 0.35. It is 0 with the zero value.
func Likeness(a, b *Print) float64 {
	if !comparable(a, b) {
		return 0
	}
	if a.IsFlat() && b.IsFlat() {
		if math.Abs(a.Light()-b.Light()) <= flatLight {
			return 1
		}
		return 0
	}
	still := inPlace(a, b)
	if still >= obvious {
		return still
	}
	var best [1]candidate // where nothing agrees, none stays, which is no shift
	search(a, b, every(handShift, 1), every(handShift, 1), best[:])
	if best[0].dx == 0 && best[0].dy == 0 {
		return max(still, 0)
	}
	return max(correlation(a, b, best[0].dx, best[0].dy), 0)
}

func comparable(a, b *Print) bool {
	d := int(a.shape) - int(b.shape)
	return a.made && b.made && a.IsFlat() == b.IsFlat() && max(d, -d) <= shapeTolerance
}

// Shift is how one frame overlaps another.
type Shift struct {
	X, Y float64 // how far the second frame was moved to the right and down, in parts of the frame
	Fit  float64 // how well what both show agrees, 0..1
}

// Far is the part of the frame by which it was moved along its longer way, 0..1.
func (s Shift) Far() float64 { return max(math.Abs(s.X), math.Abs(s.Y)) }

const (
	// leastOverlap is how many cells two frames of a panorama must share across.
	leastOverlap = side / 5
	// stray is how many cells the frame may move beside its way.
	stray = 3
	// strayStep is in which steps that is looked through at first.
	strayStep = 3
	// refined is how many shifts are looked at closely.
	refined = 6
	// obvious is the correlation of two frames that need not be moved to be compared.
	obvious = 0.75
)

// Overlap finds where the second of two frames lies beside, above or below the
// first. A Fit above 0.5 is nearly always right, one below 0.4 nearly always chance.
func Overlap(a, b *Print) Shift {
	if !comparable(a, b) || a.IsFlat() {
		return Shift{}
	}
	far := side - leastOverlap
	var rough, best [refined]candidate
	search(a, b, every(far, 1), every(stray, strayStep), rough[:])
	search(a, b, every(stray, strayStep), every(far, 1), rough[:])
	for _, c := range rough {
		search(a, b, around(c.dx, far), around(c.dy, far), best[:])
	}
	var found Shift
	most := 0.0
	for _, c := range best {
		fit := correlation(a, b, c.dx, c.dy)
		// By how many deviations a correlation stands out (Fisher 1915).
		worth := math.Atanh(min(max(fit, 0), 0.999)) * math.Sqrt(float64((side-max(c.dx, -c.dx))*(side-max(c.dy, -c.dy))))
		if worth > most {
			most, found = worth, Shift{X: float64(c.dx) / side, Y: float64(c.dy) / side, Fit: fit}
		}
	}
	return found
}

// candidate is a shift in cells with its agreement.
type candidate struct {
	dx, dy int
	worth  float64 // deviations by which more cells agree than by chance
}

// shifts are those that are tried in one direction, in cells.
type shifts struct{ from, to, step int }

func every(far, step int) shifts { return shifts{-far, far, step} }

func around(at, far int) shifts { return shifts{max(at-1, -far), min(at+1, far), 1} }

// search finds the shifts of b against a at which most bits agree beyond chance, and
// keeps as many as best holds, the best first. Counting bits is a hundred times as fast
// as correlating.
func search(a, b *Print, across, down shifts, best []candidate) {
	for dy := down.from; dy <= down.to; dy += down.step {
		for dx := across.from; dx <= across.to; dx += across.step {
			differ, n := differing(a, b, dx, dy)
			c := candidate{dx, dy, float64(n-2*differ) / math.Sqrt(float64(n))}
			if c.worth > best[len(best)-1].worth {
				keep(best, c)
			}
		}
	}
}

// keep puts a candidate among the best ones; empty places have no worth.
func keep(best []candidate, c candidate) {
	for i := range best {
		if c == best[i] {
			return
		}
		if c.worth > best[i].worth {
			c, best[i] = best[i], c
		}
	}
}

// differing counts the cells, of the n that both frames show, that are bright in one
// and not in the other. Two rows are compared at once.
func differing(a, b *Print, dx, dy int) (differ, n int) {
	top, bottom := max(0, dy), min(side, side+dy)
	left, right := max(0, dx), min(side, side+dx)
	lane := uint64(1)<<(right&31) - uint64(1)<<(left&31)
	mask := lane | lane<<32
	rowsA, rowsB := a.bright[top:bottom], b.bright[top-dy:bottom-dy]
	// What a shift carries from one row's lane into the other's lies outside the mask.
	up, downwards := uint(max(dx, 0))&31, uint(max(-dx, 0))&31
	for len(rowsA) >= 2 && len(rowsB) >= 2 {
		differ += bits.OnesCount64((rowsA[0] ^ rowsB[0]<<up>>downwards) & mask)
		rowsA, rowsB = rowsA[2:], rowsB[2:]
	}
	if len(rowsA) == 1 && len(rowsB) == 1 {
		differ += bits.OnesCount64((rowsA[0] ^ rowsB[0]<<up>>downwards) & lane)
	}
	return differ, (right - left) * (bottom - top)
}

// inPlace is the correlation of two whole patterns.
func inPlace(a, b *Print) float64 {
	variances := float64(cells*a.squares-a.sum*a.sum) * float64(cells*b.squares-b.sum*b.sum)
	if variances <= 0 {
		return 0
	}
	return float64(cells*products(&a.pattern, &b.pattern)-a.sum*b.sum) / math.Sqrt(variances)
}

// correlation is that of what both frames show when the second was moved by so many
// cells, -1..1.
func correlation(a, b *Print, dx, dy int) float64 {
	left, right := max(0, dx), min(side, side+dx)
	n, sumA, sumB, squaresA, squaresB, products := 0, 0, 0, 0, 0, 0
	for y := max(0, dy); y < min(side, side+dy); y++ {
		rowA := a.pattern[y*side+left : y*side+right]
		rowB := b.pattern[(y-dy)*side+left-dx:][:len(rowA)]
		for i, v := range rowA {
			va, vb := int(v), int(rowB[i])
			sumA, sumB = sumA+va, sumB+vb
			squaresA, squaresB, products = squaresA+va*va, squaresB+vb*vb, products+va*vb
		}
		n += len(rowA)
	}
	if n == 0 {
		return 0
	}
	varianceA := float64(n*squaresA - sumA*sumA)
	varianceB := float64(n*squaresB - sumB*sumB)
	if varianceA <= 0 || varianceB <= 0 {
		return 0
	}
	return float64(n*products-sumA*sumB) / math.Sqrt(varianceA*varianceB)
}
