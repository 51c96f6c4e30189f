package tflite

// kernels are the two loops in which nearly all time is spent. They exist in C and in
// Go, and give the same bits.
type kernels struct {
	conv      func(*convJob)
	depthwise func(*depthwiseJob)
}

// Weights lie in blocks of this many outputs, of which the last may have half as many:
// as many as fit into two registers of the C loop.
const lanes = 16

// padded gives the number of outputs with those that fill the last block.
func padded(n int) int {
	const half = lanes / 2
	return (n + half - 1) / half * half
}

// block gives the outputs of the block that begins at output j.
func block(j, n int) int { return min(lanes, padded(n)-j) }

// convJob is a convolution of m pixels, which make a row or a whole picture. A pixel's
// inputs are rows runs of numbers, step numbers apart.
type convJob struct {
	x               []float32
	apart           int // numbers of x from one pixel to the next
	rows, run, step int
	weights         []float32 // block after block: rows*run times the block's outputs
	bias            []float32 // padded
	m, n            int       // pixels and outputs
	y               []float32 // m times n
	plus            []float32 // added before the activation: m times plusN
	plusN           int       // 0 where nothing is added, else at most n
	act             activation
	slopes          []float32 // padded, of actPrelu
}

// depthwiseJob is one row of a convolution in which every channel stays on its own.
type depthwiseJob struct {
	x              []float32 // from the window's first row that is in the picture
	width, n       int       // pixels and channels of a row of x
	rows, columns  int       // of the window; rows only those in the picture
	stride, before int       // across, and columns that are left of the picture
	weights        []float32 // rows times columns times n
	bias, slopes   []float32
	m              int // pixels of y
	y              []float32
	act            activation
}

// plainKernels are the loops in Go: what the others are held against, and what runs
// where there is no C compiler. A product is rounded before it is added, which Go only
// does everywhere when it is told so by a conversion.
func plainKernels() kernels { return kernels{convPlain, depthwisePlain} }

func convPlain(c *convJob) {
	k := c.rows * c.run
	for j := 0; j < c.n; j += lanes {
		wide := block(j, c.n)
		w := c.weights[j*k : (j+wide)*k]
		for q := 0; q < wide; q += 4 {
			if j+q >= c.n {
				break
			}
			for i := 0; i < c.m; i += 2 {
				two := min(i+1, c.m-1)
				a, b := c.bias[j+q:j+q+4], c.bias[j+q:j+q+4]
				s, t := [4]float32(a), [4]float32(b)
				for r := range c.rows {
					from := r * c.step
					dot4(c.x[i*c.apart+from:][:c.run], c.x[two*c.apart+from:][:c.run], w[r*c.run*wide+q:], wide, &s, &t)
				}
				c.put(i, j+q, &s)
				c.put(two, j+q, &t)
			}
		}
	}
}

// dot4 adds the products of two pixels' inputs with the weights of four outputs.
func dot4(x, z, w []float32, wide int, s, t *[4]float32) {
	s0, s1, s2, s3 := s[0], s[1], s[2], s[3]
	t0, t1, t2, t3 := t[0], t[1], t[2], t[3]
	z = z[:len(x)]
	for i, a := range x {
		u := (*[4]float32)(w[i*wide:])
		b := z[i]
		s0 += float32(a * u[0])
		s1 += float32(a * u[1])
		s2 += float32(a * u[2])
		s3 += float32(a * u[3])
		t0 += float32(b * u[0])
		t1 += float32(b * u[1])
		t2 += float32(b * u[2])
		t3 += float32(b * u[3])
	}
	*s, *t = [4]float32{s0, s1, s2, s3}, [4]float32{t0, t1, t2, t3}
}

// put finishes four outputs of a pixel.
func (c *convJob) put(i, j int, s *[4]float32) {
	for q := range min(4, c.n-j) {
		v := s[q]
		switch {
		case j+q < c.plusN:
			v += c.plus[i*c.plusN+j+q]
		case c.plusN > 0:
			v += 0 // as a padded picture would: -0 becomes 0
		}
		slope := float32(0)
		if c.act == actPrelu {
			slope = c.slopes[j+q]
		}
		c.y[i*c.n+j+q] = c.act.apply(v, slope)
	}
}

func depthwisePlain(d *depthwiseJob) {
	for i := range d.m {
		y := d.y[i*d.n:][:d.n]
		copy(y, d.bias)
		from, to := within(i, d.stride, d.before, d.columns, d.width)
		for r := range d.rows {
			for c := from; c < to; c++ {
				x := d.x[(r*d.width+i*d.stride-d.before+c)*d.n:][:d.n]
				w := d.weights[(r*d.columns+c)*d.n:][:d.n]
				for j, v := range x {
					y[j] += float32(v * w[j])
				}
			}
		}
	}
	d.act.applyAll(d.y[:d.m*d.n], d.slopes)
}
