package measure

import "math"

const (
	naturalTaps   = 7  // length of the window, of binomial weights: a Gaussian of 1.22 pixels
	naturalBand   = 16 // rows that are read together
	naturalPeriod = 64 // and from one such band to the next at full size; half at half size
)

// Natural is how the picture's local contrast is distributed at one scale. In
// photos of nature luma less its local mean over its local deviation follows a
// bell; damage changes its shape (Ruderman 1994; BRISQUE, Mittal 2012). Shapes
// are given as the ratio of moments (mean |v|)^2 / mean v^2 from which the
// exponent of a generalised Gaussian is read: 0.64 for a bell, less for peaks.
type Natural struct {
	Shape, Power  float64 // of the values; Power is log10 of their mean square
	Local, Spread float64 // mean and sd of log2(1 + local deviation in levels)
	BesideShape   float64 // of products with the neighbour beside or below
	BesideLeft    float64 // root mean square of the negative products
	BesideRight   float64 // and of the positive ones
	DiagonalShape float64 // the same with the two diagonal neighbours
	DiagonalLeft  float64
	DiagonalRight float64
}

// products sums up products of neighbours.
type products struct {
	n, negative                     int
	magnitude, squares, signSquares float64
}

// shape gives the ratio of moments and the root mean squares of both sides.
func (p *products) shape() (ratio, left, right float64) {
	if p.n == 0 || p.squares <= 0 {
		return 0, 0, 0
	}
	n := float64(p.n)
	mean := p.magnitude / n
	leftSquares, rightSquares := max(0, p.squares-p.signSquares)/2, (p.squares+p.signSquares)/2
	return mean * mean / (p.squares / n),
		math.Sqrt(leftSquares / float64(max(1, p.negative))),
		math.Sqrt(rightSquares / float64(max(1, p.n-p.negative)))
}

// measureNatural reads bands of rows of a w x h luma, period rows apart: a quarter
// of the picture says as much as all of it.
func (k *workspace) measureNatural(luma []int16, w, h, period int) Natural {
	const reach = naturalTaps / 2
	if w < 4*naturalTaps || h < 4*naturalTaps {
		return Natural{}
	}
	for i := range naturalTaps {
		k.moments[i] = sized(k.moments[i], w)
	}
	k.natural[0], k.natural[1] = sized(k.natural[0], w), sized(k.natural[1], w)
	var t naturalSums
	for from := reach; from+naturalBand+reach <= h || from == reach; from += period {
		to := min(from+naturalBand, h-reach)
		for y := from - reach; y < to+reach; y++ {
			filterRow(luma[y*w:(y+1)*w], k.moments[y%naturalTaps])
			if y < from+reach {
				continue
			}
			middle := y - reach
			now, before := k.natural[middle&1], k.natural[1-middle&1]
			k.normalise(&t, luma[middle*w:(middle+1)*w], middle, now)
			if middle > from {
				t.pair(now[reach:w-reach], before[reach:w-reach])
			}
		}
	}
	return t.result()
}

// momentLane is the bit of a word from which it holds the square of the sample in
// its lowest bits, so that one sum filters both. Samples have 12 bits, and weights
// add up to 12 more.
const momentLane = 26

// filterRow weighs each sample and its square with its neighbours, 1 6 15 20 15 6
// 1 in 64ths, along a row.
func filterRow(row []int16, moments []uint64) {
	both := func(v int16) uint64 { return uint64(v) + uint64(v)*uint64(v)<<momentLane }
	a, b, c, d, e, f := both(row[0]), both(row[1]), both(row[2]), both(row[3]), both(row[4]), both(row[5])
	moments = moments[3 : len(row)-3]
	row = row[6:]
	row = row[:len(moments)]
	for x, v := range row {
		g := both(v)
		moments[x] = a + g + 6*(b+f) + 15*(c+e) + 20*d
		a, b, c, d, e, f = b, c, d, e, f, g
	}
}

// normalise gives luma less its local mean over its local deviation plus one
// level (Mittal 2012), and adds it up.
func (k *workspace) normalise(t *naturalSums, luma []int16, y int, out []float32) {
	const reach = naturalTaps / 2
	ring := func(off int) []uint64 { return k.moments[(y+off+naturalTaps)%naturalTaps][:len(luma)] }
	m0, m1, m2, m3, m4, m5, m6 := ring(-3), ring(-2), ring(-1), ring(0), ring(1), ring(2), ring(3)
	const weight = 1.0 / 4096 // 64 along each axis
	out = out[:len(luma)]
	var magnitude, squares, local, localSquares float64
	for x := reach; x < len(luma)-reach; x++ {
		moments := m0[x] + m6[x] + 6*(m1[x]+m5[x]) + 15*(m2[x]+m4[x]) + 20*m3[x]
		mean := float64(int(moments&(1<<momentLane-1))) * weight
		square := float64(int(moments>>momentLane)) * weight
		deviation := 0.0
		if variance := square - mean*mean; variance > 0 {
			deviation = math.Sqrt(variance)
		}
		v := (float64(luma[x]) - mean) / (deviation + fine)
		out[x] = float32(v)
		squares += v * v
		magnitude += math.Abs(v)
		if x&3 == 0 {
			l := float64(k.octaves[min(int(4*deviation), len(k.octaves)-1)])
			local += l
			localSquares += l * l
			t.locals++
		}
	}
	t.magnitude, t.squares = t.magnitude+magnitude, t.squares+squares
	t.local, t.localSquares = t.local+local, t.localSquares+localSquares
	t.n += len(luma) - 2*reach
}

type naturalSums struct {
	n, locals           int
	magnitude, squares  float64
	local, localSquares float64
	beside, diagonal    products
}

// pair adds up the products of a row with itself and with the row above.
func (t *naturalSums) pair(now, before []float32) {
	n := len(now)
	t.beside.add(now[1:n-1], now[:n-2], before[1:n-1])
	t.diagonal.add(now[1:n-1], before[:n-2], before[2:n])
}

// add takes the products of each value with one of each of two other rows. It has
// no branch, because signs cannot be foreseen.
func (p *products) add(values, one, other []float32) {
	one, other = one[:len(values)], other[:len(values)]
	var negative uint32
	var magnitude, squares, signSquares float64
	for x, v := range values {
		a, b := v*one[x], v*other[x]
		negative += math.Float32bits(a)>>31 + math.Float32bits(b)>>31
		signedA, signedB := float64(a), float64(b)
		sizeA, sizeB := math.Abs(signedA), math.Abs(signedB)
		magnitude += sizeA + sizeB
		squares += signedA*signedA + signedB*signedB
		signSquares += signedA*sizeA + signedB*sizeB
	}
	p.n, p.negative = p.n+2*len(values), p.negative+int(negative)
	p.magnitude, p.squares, p.signSquares = p.magnitude+magnitude, p.squares+squares, p.signSquares+signSquares
}

func (t *naturalSums) result() Natural {
	if t.n == 0 || t.squares <= 0 {
		return Natural{}
	}
	n, locals := float64(t.n), float64(max(1, t.locals))
	mean, local := t.magnitude/n, t.local/locals
	r := Natural{
		Shape: mean * mean / (t.squares / n),
		Power: math.Log10(t.squares/n + 1e-3),
		Local: local, Spread: math.Sqrt(max(0, t.localSquares/locals-local*local)),
	}
	r.BesideShape, r.BesideLeft, r.BesideRight = t.beside.shape()
	r.DiagonalShape, r.DiagonalLeft, r.DiagonalRight = t.diagonal.shape()
	return r
}
