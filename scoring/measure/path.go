package measure

import "math"

const (
	longestPath = 44  // pixels of the measuring size that are looked for
	pathRows    = 4   // every so many rows are read
	roughRows   = 12  // and so many at first
	pathTries   = 4   // distances that are looked at well
	pathClip    = 3   // times the mean, above which a difference counts no more
	pathBias    = 1.7 // pixels by which the gradient's own mask puts off the dip
	pathSpread  = 0.7 // octaves by which a length may differ from what the loss says
	leastDip    = 0.02
)

// pathOctaves is the usual length of a path, as the base-2 logarithm of pixels of
// the measuring size, by what it leaves: medians of Smear.Along of photos that
// were moved by known lengths.
func pathOctaves() curve {
	return curve{{-1.2, 4.6}, {-1.09, 3.94}, {-1.03, 3.35}, {-0.98, 2.94}, {-0.88, 2.36}, {-0.69, 1.62}, {-0.5, 0.62}}
}

// measurePath gives the length in pixels of the path that s found, 0 where there
// is none. Along it every edge comes once more at the path's other end with its
// sign turned, so that differences are unlike those a path's length away
// (Yitzhaky & Kopeika 1997); of several such distances the one nearest to the
// usual length for the loss is taken.
func (k *workspace) measurePath(s *Path) float64 {
	if !s.oneWay() {
		return 0
	}
	sin, cos := math.Sincos(-s.Degrees * math.Pi / 180)
	k.alongPath(cos, sin)
	usual := pathOctaves().at(s.Along)
	own := k.likeness(0, 0, pathRows)
	if own <= 0 {
		return math.Exp2(usual)
	}
	dip := func(lag, rows int) float64 {
		far := (math.Log2(float64(lag)-pathBias) - usual) / pathSpread
		if math.Abs(far) > 2 {
			return 0
		}
		dx, dy := int(math.Round(cos*float64(lag))), int(math.Round(sin*float64(lag)))
		return k.likeness(dx, dy, rows) / own * math.Exp(-far*far/2)
	}
	// A few rows tell which distances to look at well.
	var rough [longestPath]float64
	for lag := 2; lag < longestPath; lag++ {
		rough[lag] = dip(lag, roughRows)
	}
	length, deepest := math.Exp2(usual), -leastDip
	for range pathTries {
		lag := 0
		for i, v := range rough {
			if v < rough[lag] {
				lag = i
			}
		}
		if rough[lag] = 0; lag == 0 {
			break
		}
		if d := dip(lag, pathRows); d < deepest {
			length, deepest = float64(lag)-pathBias, d
		}
	}
	return length
}

// pathOne is one in the fixed point of a path's direction.
const pathOne = 1 << 10

// along is the gradient along a path, clipped so that one strong edge does not
// outvote the rest. Rows are worked out when they are asked for: along a path that
// is all but level most never are.
type along struct {
	cos, sin, most int
	rows           []int16
	known          []bool
}

// alongPath begins to read the gradient along a direction. What clips it is taken
// from the rows that are sure to be read.
func (k *workspace) alongPath(cos, sin float64) {
	a := &k.along
	a.cos, a.sin = int(math.Round(cos*pathOne)), int(math.Round(sin*pathOne))
	a.rows, a.known = sized(a.rows, len(k.luma)), sized(a.known, k.h)
	clear(a.known)
	sum, n := 0, 0
	for y := 0; y < k.h; y += pathRows {
		gys := k.gy[y*k.w:][:k.w]
		for x, gx := range k.gx[y*k.w:][:len(gys)] {
			sum += abs(int(gx)*a.cos + int(gys[x])*a.sin)
		}
		n += len(gys)
	}
	a.most = pathClip * sum / (n * pathOne)
}

// alongRow gives row y of the gradient along the path.
func (k *workspace) alongRow(y int) []int16 {
	a := &k.along
	row := a.rows[y*k.w:][:k.w]
	if a.known[y] {
		return row
	}
	a.known[y] = true
	gxs, gys := k.gx[y*k.w:][:len(row)], k.gy[y*k.w:][:len(row)]
	for x := range row {
		v := (int(gxs[x])*a.cos + int(gys[x])*a.sin) / pathOne
		row[x] = int16(min(a.most, max(-a.most, v)))
	}
	return row
}

// likeness gives the mean product of differences that lie dx, dy apart, of every so
// many rows.
func (k *workspace) likeness(dx, dy, rows int) float64 {
	left, right := max(0, -dx), min(k.w, k.w-dx)
	top, bottom := max(0, -dy), min(k.h, k.h-dy)
	if left >= right || top >= bottom {
		return 0
	}
	sum, n := 0, 0
	for y := top; y < bottom; y += rows {
		here := k.alongRow(y)[left:right]
		there := k.alongRow(y + dy)[left+dx:][:len(here)]
		for i, v := range here {
			sum += int(v) * int(there[i])
		}
		n += len(here)
	}
	return float64(sum) / float64(n)
}
