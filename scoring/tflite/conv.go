package tflite

// conv is a convolution with all that was made one step with it: a depthwise one
// before it, and an addition and an activation after it.
type conv struct {
	ports
	from, to picture
	window   window
	weights  []float32 // in blocks, see convJob
	bias     []float32
	slopes   []float32
	act      activation
	plus     int // tensor that is added, -1 where none is
	plusN    int // its channels
	first    *depthwise
}

// tile is how many numbers of a depthwise convolution are kept for the one behind it:
// they are still in the first cache when they are read.
const tile = 1 << 13

func (s *conv) inputs() []int {
	if s.plus < 0 {
		return s.in
	}
	return append([]int{s.plus}, s.in...)
}

// pads is true where the window goes beyond the picture.
func (s *conv) pads() bool {
	w, h := s.reach()
	return w != s.from.width || h != s.from.height
}

// reach gives the size of the picture with what is read beyond its edges.
func (s *conv) reach() (width, height int) {
	return max(s.from.width+s.window.before, (s.to.width-1)*s.window.strideAcross+s.window.width),
		max(s.from.height+s.window.above, (s.to.height-1)*s.window.strideDown+s.window.height)
}

// atOnce gives how many rows of the depthwise convolution before it are kept.
func (s *conv) atOnce() int { return max(1, min(s.to.height, tile/(s.to.width*s.from.channels))) }

func (s *conv) spare() int {
	switch {
	case s.first != nil:
		return s.atOnce() * s.to.width * s.from.channels
	case s.pads():
		w, h := s.reach()
		return w * h * s.from.channels
	}
	return 0
}

func (s *conv) run(r *Runner) {
	x, y, plus := r.values[s.in[0]], r.values[s.out], []float32(nil)
	if s.plus >= 0 {
		plus = r.values[s.plus]
	}
	job := convJob{
		apart: s.from.channels, rows: 1, run: s.from.channels,
		weights: s.weights, bias: s.bias, n: s.to.channels,
		plusN: s.plusN, act: s.act, slopes: s.slopes,
	}
	if s.first != nil {
		rows := s.atOnce()
		for row := 0; row < s.to.height; row += rows {
			some := min(rows, s.to.height-row)
			s.first.rows(r, x, r.scratch, row, some)
			job.pixels(r, r.scratch, y, plus, row*s.to.width, some*s.to.width)
		}
		return
	}
	if s.window.height == 1 && s.window.width == 1 && s.window.strideAcross == 1 && s.window.strideDown == 1 {
		job.pixels(r, x, y, plus, 0, s.to.width*s.to.height)
		return
	}
	width := s.from.width
	if s.pads() {
		width, _ = s.reach()
		x = s.pad(x, r.scratch)
	}
	job.apart = s.window.strideAcross * s.from.channels
	job.rows, job.run, job.step = s.window.height, s.window.width*s.from.channels, width*s.from.channels
	for row := range s.to.height {
		job.pixels(r, x[row*s.window.strideDown*job.step:], y, plus, row*s.to.width, s.to.width)
	}
}

// pixels convolves the pixels from one of the output's on.
func (c *convJob) pixels(r *Runner, x, y, plus []float32, from, n int) {
	c.x, c.m = x, n
	c.y, c.plus = y[from*c.n:], nil
	if c.plusN > 0 {
		c.plus = plus[from*c.plusN:]
	}
	r.kernels.conv(c)
}

// pad copies a picture into one with zeros around it.
func (s *conv) pad(x, into []float32) []float32 {
	width, height := s.reach()
	n := s.from.channels
	into = into[:width*height*n]
	clear(into[:s.window.above*width*n])
	for row := range s.from.height {
		line := into[(row+s.window.above)*width*n:][:width*n]
		clear(line[:s.window.before*n])
		copied := copy(line[s.window.before*n:], x[row*s.from.width*n:][:s.from.width*n])
		clear(line[s.window.before*n+copied:])
	}
	clear(into[(s.from.height+s.window.above)*width*n:])
	return into
}

// depthwise is a convolution in which every channel stays on its own.
type depthwise struct {
	ports
	from, to picture
	window   window
	weights  []float32
	bias     []float32
	slopes   []float32
	act      activation
}

func (s *depthwise) run(r *Runner) {
	s.rows(r, r.values[s.in[0]], r.values[s.out], 0, s.to.height)
}

// rows computes some rows of the output.
func (s *depthwise) rows(r *Runner, x, y []float32, row, some int) {
	n := s.from.channels
	job := depthwiseJob{
		width: s.from.width, n: n, columns: s.window.width,
		stride: s.window.strideAcross, before: s.window.before,
		bias: s.bias, slopes: s.slopes, m: s.to.width, act: s.act,
	}
	for i := range some {
		at := (row+i)*s.window.strideDown - s.window.above
		from, to := within(row+i, s.window.strideDown, s.window.above, s.window.height, s.from.height)
		job.rows = to - from
		job.x = x[(at+from)*s.from.width*n:]
		job.weights = s.weights[from*s.window.width*n:]
		job.y = y[i*s.to.width*n:][:s.to.width*n]
		r.kernels.depthwise(&job)
	}
}
