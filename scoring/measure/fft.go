package measure

import (
	"math"
	"math/bits"
	"math/cmplx"
)

// fourier transforms gridSide x gridSide grids (Cooley & Tukey 1965, radix 2).
type fourier struct {
	roots [gridSide / 2]complex128
}

func newFourier() *fourier {
	f := &fourier{}
	for i := range f.roots {
		f.roots[i] = cmplx.Rect(1, -2*math.Pi*float64(i)/gridSide)
	}
	return f
}

// line transforms one row in place.
func (f *fourier) line(a *[gridSide]complex128) {
	const shift = 64 - 6 // gridSide is 2^6
	for i := range a {
		if j := int(bits.Reverse64(uint64(i)) >> shift); j > i {
			a[i], a[j] = a[j], a[i]
		}
	}
	for size := 2; size <= gridSide; size *= 2 {
		half, step := size/2, gridSide/size
		for start := 0; start < gridSide; start += size {
			for k := range half {
				t := a[start+k+half] * f.roots[k*step]
				a[start+k+half] = a[start+k] - t
				a[start+k] += t
			}
		}
	}
}

// plane transforms a whole grid in place. The inverse is the conjugate of the
// transform of the conjugate, up to scale.
func (f *fourier) plane(a []complex128) {
	var line [gridSide]complex128
	for y := range gridSide {
		copy(line[:], a[y*gridSide:])
		f.line(&line)
		copy(a[y*gridSide:], line[:])
	}
	for x := range gridSide {
		for y := range line {
			line[y] = a[y*gridSide+x]
		}
		f.line(&line)
		for y := range line {
			a[y*gridSide+x] = line[y]
		}
	}
}
