package wavelet

// SplitLines is how many rows of memory Split works in.
const SplitLines = 7

// Split transforms w x h samples, both even, into the top left of f: the low band
// first along each axis, the high band after it. source gives row y of the
// samples; it must not lie in f, is read before the next is asked for, and is
// asked for again near the borders. lines holds at least SplitLines*w samples and
// is overwritten.
//
// The steps of lifting follow each other down the picture, each a row behind the
// one before, so that every sample is in the cache when it is needed.
func (f Field) Split(w, h int, source func(y int) []float32, lines []float32) {
	line := func(i int) []float32 { return lines[i*w : (i+1)*w : (i+1)*w] }
	even, odd, next, dropped := line(0), line(1), line(2), line(3)
	before := lifted{line(4), line(5), line(6)}
	clear(lines[:SplitLines*w])
	splitRow(source(mirrored(-2*lead, h)), even)
	for pair := -lead; pair <= h/2; pair++ {
		splitRow(source(mirrored(2*pair+1, h)), odd)
		splitRow(source(mirrored(2*pair+2, h)), next)
		low, high := dropped, dropped
		if pair > 0 {
			low, high = f.row(pair-1, w), f.row(h/2+pair-1, w)
		}
		before.advance(even, odd, next, low, high)
		even, next = next, even
	}
}

// lead is how many pairs of mirrored samples fill the steps of lifting before the
// first result comes out.
const lead = 2

// mirrored gives the place in 0..n-1 of sample i of a line that goes on mirrored
// at both ends; n is at least 2.
func mirrored(i, n int) int {
	period := 2 * (n - 1)
	i = (i%period + period) % period
	return min(i, period-i)
}

// lifted is what a line of columns remembers of the pair of rows before: the odd
// row after the first step, the even one after the second, and the odd row of
// yet one pair before after the third.
type lifted struct{ first, second, third []float32 }

// advance takes in an even row, the odd one below and the even one below that. It
// gives both bands of the pair above.
func (l *lifted) advance(even, odd, next, low, high []float32) {
	n := len(even)
	odd, next, low, high = odd[:n], next[:n], low[:n], high[:n]
	first, second, third := l.first[:n], l.second[:n], l.third[:n]
	for x, e := range even {
		a := odd[x] + liftA*(e+next[x])
		b := e + liftB*(first[x]+a)
		c := first[x] + liftC*(second[x]+b)
		low[x] = (second[x] + liftD*(third[x]+c)) * scale
		high[x] = c * (1 / float32(scale))
		first[x], second[x], third[x] = a, b, c
	}
}

// splitRow does the same along one row, the low band before the high one.
func splitRow(row, to []float32) {
	n, half := len(row), len(row)/2
	low, high := to[:half], to[half:n]
	var l liftedSample
	for pair := -lead; pair <= 0; pair++ {
		l, _, _ = l.advance(row[mirrored(2*pair, n)], row[mirrored(2*pair+1, n)], row[mirrored(2*pair+2, n)])
	}
	// Most of the row needs no mirror.
	plain := max(0, half-2)
	lows, highs, even := low[:plain], high[:plain], row[min(2, n-1)]
	for i := range lows {
		from := row[2*i+3 : 2*i+5 : 2*i+5]
		l, lows[i], highs[i] = l.advance(even, from[0], from[1])
		even = from[1]
	}
	for pair := plain + 1; pair <= half; pair++ {
		l, low[pair-1], high[pair-1] = l.advance(row[mirrored(2*pair, n)], row[mirrored(2*pair+1, n)], row[mirrored(2*pair+2, n)])
	}
}

// liftedSample is lifted of one sample.
type liftedSample struct{ first, second, third float32 }

func (l liftedSample) advance(even, odd, next float32) (after liftedSample, low, high float32) {
	a := odd + liftA*(even+next)
	b := even + liftB*(l.first+a)
	c := l.first + liftC*(l.second+b)
	return liftedSample{a, b, c}, (l.second + liftD*(l.third+c)) * scale, c * (1 / float32(scale))
}
