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
	var best [1]candidate // where nothing agrees, none stays, which is no shift
	search(a, b, handShift, handShift, best[:])
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
	// refined is how many shifts are looked at closely.
	refined = 8
)

// Overlap finds where the second of two frames lies beside, above or below the
// first. A Fit above 0.5 is nearly always right, one below 0.4 nearly always chance.
func Overlap(a, b *Print) Shift {
	if !comparable(a, b) || a.IsFlat() {
		return Shift{}
	}
	far := side - leastOverlap
	var best [refined]candidate
	search(a, b, far, stray, best[:])
	search(a, b, stray, far, best[:])
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

// search finds the shifts of b against a, within so many cells across and down, at
// which most bits agree beyond chance, and keeps as many as best holds, the best
// first. Counting bits is a hundred times as fast as correlating.
func search(a, b *Print, across, down int, best []candidate) {
	for dy := -down; dy <= down; dy++ {
		top, bottom := max(0, dy), min(side, side+dy)
		for dx := -across; dx <= across; dx++ {
			left, right := max(0, dx), min(side, side+dx)
			mask := uint32(1)<<right - uint32(1)<<left
			differ := 0
			for y := top; y < bottom; y++ {
				moved := b.bright[y-dy]
				if dx >= 0 {
					moved <<= dx
				} else {
					moved >>= -dx
				}
				differ += bits.OnesCount32((a.bright[y] ^ moved) & mask)
			}
			n := (right - left) * (bottom - top)
			keep(best, candidate{dx, dy, float64(n-2*differ) / math.Sqrt(float64(n))})
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
