package measure

import (
	"math"
	"math/cmplx"
)

// fourier transforms gridSide x gridSide grids (Cooley & Tukey 1965, in Stockham's
// order, radix 4: gridSide is a power of it).
type fourier struct {
	roots [gridSide]complex128
}

func newFourier() *fourier {
	f := &fourier{}
	for i := range f.roots {
		f.roots[i] = cmplx.Rect(1, -2*math.Pi*float64(i)/gridSide)
	}
	return f
}

// plane transforms the grid a into b, with rows and columns exchanged; a is
// overwritten. The inverse is the conjugate of the transform of the conjugate, up
// to scale.
func (f *fourier) plane(a, b []complex128) {
	f.columns(a, b)
	for y := range gridSide {
		row := b[y*gridSide : (y+1)*gridSide]
		for x, v := range row {
			a[x*gridSide+y] = v
		}
	}
	f.columns(a, b)
}

// columns transforms all columns of a into b; a is overwritten. Each round joins
// four parts of every column at once and leaves them in order, so that its inner
// loop runs along whole rows.
func (f *fourier) columns(a, b []complex128) {
	run := gridSide
	for parts := gridSide; parts > 1; parts /= 4 {
		quarter := parts / 4 * run
		for p := range parts / 4 {
			at := p * gridSide / parts
			if p == 0 {
				joinFirst(a, b, run, quarter)
				continue
			}
			f.join(a[p*run:], b[4*p*run:], run, quarter, f.roots[at], f.roots[2*at], f.roots[3*at])
		}
		a, b = b, a
		run *= 4
	}
}

// join takes runs of samples that lie quarter apart and puts their transform side
// by side.
func (f *fourier) join(from, to []complex128, run, quarter int, root, square, cube complex128) {
	a, b, c, d := from[:run], from[quarter:][:run], from[2*quarter:][:run], from[3*quarter:][:run]
	t0, t1, t2, t3 := to[:run], to[run:][:run], to[2*run:][:run], to[3*run:][:run]
	for i := range a {
		even, odd := a[i]+c[i], a[i]-c[i]
		sum, difference := b[i]+d[i], b[i]-d[i]
		turned := complex(imag(difference), -real(difference))
		t0[i] = even + sum
		t1[i] = (odd + turned) * root
		t2[i] = (even - sum) * square
		t3[i] = (odd - turned) * cube
	}
}

// joinFirst does the same where all roots are 1.
func joinFirst(from, to []complex128, run, quarter int) {
	a, b, c, d := from[:run], from[quarter:][:run], from[2*quarter:][:run], from[3*quarter:][:run]
	t0, t1, t2, t3 := to[:run], to[run:][:run], to[2*run:][:run], to[3*run:][:run]
	for i := range a {
		even, odd := a[i]+c[i], a[i]-c[i]
		sum, difference := b[i]+d[i], b[i]-d[i]
		turned := complex(imag(difference), -real(difference))
		t0[i], t1[i], t2[i], t3[i] = even+sum, odd+turned, even-sum, odd-turned
	}
}
