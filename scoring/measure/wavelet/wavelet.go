// Package wavelet is the CDF 9/7 wavelet (Daubechies & Sweldens 1998) by which
// the scorer reads bands of detail and by which JPEG2000 loses them. It is scaled
// so that white noise has about the same variance in every band.
//
// Flows in: samples. Flows out: the same memory, transformed. Does not belong
// here: what the bands mean.
package wavelet

// Field is a picture of one channel; rows are Stride samples apart.
type Field struct {
	Pix    []float32
	Stride int
}

const (
	liftA = -1.586134342
	liftB = -0.05298011854
	liftC = 0.8829110762
	liftD = 0.4435068522
	scale = 1.149604398
)

func (f Field) row(y, w int) []float32 { return f.Pix[y*f.Stride : y*f.Stride+w : y*f.Stride+w] }

// Forward transforms the top left w x h samples in place; both are even. The low
// band comes first along each axis, the high band after it. spare holds at least
// w*h samples and is overwritten.
func (f Field) Forward(w, h int, spare []float32) {
	bands := Field{Pix: spare, Stride: w}
	bands.Split(w, h, func(y int) []float32 { return f.row(y, w) }, make([]float32, SplitLines*w))
	for y := range h {
		copy(f.row(y, w), bands.row(y, w))
	}
}

// Inverse undoes Forward.
func (f Field) Inverse(w, h int, spare []float32) {
	for y := range h {
		from, by := y/2, 1/float32(scale)
		if y%2 == 1 {
			from, by = h/2+y/2, float32(scale)
		}
		out := spare[y*w : y*w+w]
		for x, v := range f.row(from, w) {
			out[x] = v * by
		}
	}
	for y := range h {
		copy(f.row(y, w), spare[y*w:(y+1)*w])
	}
	f.columns(h, w, -liftD, true)
	f.columns(h, w, -liftC, false)
	f.columns(h, w, -liftB, true)
	f.columns(h, w, -liftA, false)
	for y := range h {
		row := f.row(y, w)
		zip(row, spare[:w])
		step(row, -liftD, true)
		step(row, -liftC, false)
		step(row, -liftB, true)
		step(row, -liftA, false)
	}
}

// columns adds to the even or to the odd rows their neighbours.
func (f Field) columns(h, w int, by float32, even bool) {
	first := 1
	if even {
		first = 0
	}
	for y := first; y < h; y += 2 {
		above, below := max(y-1, 1-first), y+1
		if below == h {
			below = h - 2
		}
		to := f.row(y, w)
		a, b := f.row(above, w)[:len(to)], f.row(below, w)[:len(to)]
		for x := range to {
			to[x] += by * (a[x] + b[x])
		}
	}
}

// step adds to the even or to the odd samples their neighbours, mirrored at the
// ends.
func step(a []float32, by float32, even bool) {
	n := len(a)
	if even {
		a[0] += 2 * by * a[1]
		left := a[1]
		for i := 2; i+1 < n; i += 2 {
			right := a[i+1]
			a[i] += by * (left + right)
			left = right
		}
		return
	}
	left := a[0]
	for i := 1; i+1 < n; i += 2 {
		right := a[i+1]
		a[i] += by * (left + right)
		left = right
	}
	a[n-1] += 2 * by * a[n-2]
}

// zip puts the low band's samples before those of the high one, pair by pair.
func zip(a, spare []float32) {
	half := len(a) / 2
	copy(spare, a)
	for i := range half {
		a[2*i], a[2*i+1] = spare[i]*(1/float32(scale)), spare[half+i]*scale
	}
}
