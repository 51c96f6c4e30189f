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
		k.mean[i], k.square[i] = sized(k.mean[i], w), sized(k.square[i], w)
	}
	k.natural[0], k.natural[1] = sized(k.natural[0], w), sized(k.natural[1], w)
	var t naturalSums
	for from := reach; from+naturalBand+reach <= h || from == reach; from += period {
		to := min(from+naturalBand, h-reach)
		for y := from - reach; y < to+reach; y++ {
			filterRow(luma[y*w:(y+1)*w], k.mean[y%naturalTaps], k.square[y%naturalTaps])
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

// filterRow weighs each sample and its square with its neighbours, 1 6 15 20 15 6
// 1 in 64ths, along a row.
func filterRow(row []int16, mean, square []int32) {
	a, b, c, d, e, f := int32(row[0]), int32(row[1]), int32(row[2]), int32(row[3]), int32(row[4]), int32(row[5])
	aa, bb, cc, dd, ee, ff := a*a, b*b, c*c, d*d, e*e, f*f
	mean, square = mean[3:len(row)-3], square[3:len(row)-3]
	row = row[6:]
	row = row[:len(mean)]
	square = square[:len(mean)]
	for x := range row {
		g := int32(row[x])
		gg := g * g
		mean[x] = a + g + 6*(b+f) + 15*(c+e) + 20*d
		square[x] = aa + gg + 6*(bb+ff) + 15*(cc+ee) + 20*dd
		a, b, c, d, e, f = b, c, d, e, f, g
		aa, bb, cc, dd, ee, ff = bb, cc, dd, ee, ff, gg
	}
}

// normalise gives luma less its local mean over its local deviation plus one
// level (Mittal 2012), and adds it up.
func (k *workspace) normalise(t *naturalSums, luma []int16, y int, out []float32) {
	const reach = naturalTaps / 2
	ring := func(rows *[naturalTaps][]int32, off int) []int32 {
		return rows[(y+off+naturalTaps)%naturalTaps][:len(luma)]
	}
	m0, m1, m2, m3 := ring(&k.mean, -3), ring(&k.mean, -2), ring(&k.mean, -1), ring(&k.mean, 0)
	m4, m5, m6 := ring(&k.mean, 1), ring(&k.mean, 2), ring(&k.mean, 3)
	s0, s1, s2, s3 := ring(&k.square, -3), ring(&k.square, -2), ring(&k.square, -1), ring(&k.square, 0)
	s4, s5, s6 := ring(&k.square, 1), ring(&k.square, 2), ring(&k.square, 3)
	const weight = 1.0 / 4096 // 64 along each axis
	out = out[:len(luma)]
	var magnitude, squares, local, localSquares float64
	for x := reach; x < len(luma)-reach; x++ {
		mean := float64(m0[x]+m6[x]+6*(m1[x]+m5[x])+15*(m2[x]+m4[x])+20*m3[x]) * weight
		square := float64(int(s0[x])+int(s6[x])+6*(int(s1[x])+int(s5[x]))+15*(int(s2[x])+int(s4[x]))+20*int(s3[x])) * weight
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

// halve gives the luma at half size.
func (k *workspace) halve() (luma []int16, w, h int) {
	w, h = k.w/2, k.h/2
	k.coarse = sized(k.coarse, w*h)
	for y := range h {
		up, down, to := k.row(2*y), k.row(2*y+1), k.coarse[y*w:(y+1)*w]
		for x := range to {
			to[x] = int16((int(up[2*x]) + int(up[2*x+1]) + int(down[2*x]) + int(down[2*x+1]) + 2) >> 2)
		}
	}
	return k.coarse, w, h
}
