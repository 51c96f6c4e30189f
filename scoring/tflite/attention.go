package tflite

import "math"

// The three operators of the face mesh with attention (Grishchenko et al., 2020),
// which looks at eyes and lips a second time: a transform that takes a level square
// around some of the landmarks, the square's values, and landmarks in the square taken
// back into the picture. Their makers' source is not public in this form; the tests
// hold what is computed here against numbers of their own program.

func (b *builder) custom(o *operator) (step, error) {
	switch o.custom {
	case "Landmarks2TransformMatrix":
		return b.matrix(o)
	case "TransformTensorBilinear":
		return b.sample(o)
	case "TransformLandmarks":
		return b.landmarks(o)
	}
	return nil, errOptions
}

// matrix makes the transform from a square's pixels to the picture's.
type matrix struct {
	ports
	left, right    int // landmarks that are level in the square
	subset         []int
	width, height  int // of the square in pixels
	scaleX, scaleY float64
}

// numbersOfMatrix are those of a transform: four rows of four.
const numbersOfMatrix = 16

func (b *builder) matrix(o *operator) (step, error) {
	x, y := &b.tensors[o.in[0]], &b.tensors[o.out[0]]
	if x.size()%3 != 0 || y.size() != numbersOfMatrix {
		return nil, errShape
	}
	options, err := readFlexMap(o.raw)
	if err != nil {
		return nil, err
	}
	s := &matrix{ports: o.ports()}
	for name, to := range map[string]*int{
		"left_rotation_idx": &s.left, "right_rotation_idx": &s.right,
		"output_width": &s.width, "output_height": &s.height,
	} {
		v, err := options.one(name)
		if err != nil || !(v >= 0 && v < mostFloats) {
			return nil, errFlex
		}
		*to = int(v)
	}
	for name, to := range map[string]*float64{"scale_x": &s.scaleX, "scale_y": &s.scaleY} {
		v, err := options.one(name)
		if err != nil || v-v != 0 {
			return nil, errFlex
		}
		*to = v
	}
	points := x.size() / 3
	for _, v := range options["subset_idxs"] {
		if !(v >= 0 && v < float64(points)) {
			return nil, errFlex
		}
		s.subset = append(s.subset, int(v))
	}
	if len(s.subset) == 0 || s.left >= points || s.right >= points || s.width == 0 || s.height == 0 {
		return nil, errFlex
	}
	return s, b.left.time(len(s.subset))
}

func (s *matrix) run(r *Runner) {
	x, y := r.values[s.in[0]], r.values[s.out]
	at := func(i int) (float64, float64) { return float64(x[3*i]), float64(x[3*i+1]) }
	lx, ly := at(s.left)
	rx, ry := at(s.right)
	sin, cos := math.Sincos(-math.Atan2(ry-ly, rx-lx))
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, i := range s.subset {
		px, py := at(i)
		qx, qy := float64(cos*px)-float64(sin*py), float64(sin*px)+float64(cos*py)
		x0, x1 = min(x0, qx), max(x1, qx)
		y0, y1 = min(y0, qy), max(y1, qy)
	}
	mx, my := (x0+x1)/2, (y0+y1)/2
	cx, cy := float64(cos*mx)+float64(sin*my), float64(cos*my)-float64(sin*mx)
	sx, sy := s.scaleX*(x1-x0)/float64(s.width), s.scaleY*(y1-y0)/float64(s.height)
	// The square's middle goes to the landmarks' middle, turned and scaled.
	a, b, d, e := cos*sx, sin*sy, -sin*sx, cos*sy
	hw, hh := float64(s.width)/2, float64(s.height)/2
	clear(y)
	y[0], y[1], y[3] = float32(a), float32(b), float32(cx-float64(a*hw)-float64(b*hh))
	y[4], y[5], y[7] = float32(d), float32(e), float32(cy-float64(d*hw)-float64(e*hh))
	y[10], y[15] = 1, 1
}

// transform takes a point through a transform's first two rows.
func transform(t []float32, x, y float32) (float32, float32) {
	return float32(t[0]*x) + float32(t[1]*y) + t[3], float32(t[4]*x) + float32(t[5]*y) + t[7]
}

// sample reads the square out of a picture of values: zero where it is outside.
type sample struct {
	ports
	from, to picture
}

// transformed checks the second input of an operator, a transform.
func (b *builder) transformed(o *operator) error {
	if len(o.in) < 2 || o.in[1] < 0 || b.tensors[o.in[1]].weight || b.tensors[o.in[1]].size() != numbersOfMatrix {
		return errShape
	}
	return nil
}

func (b *builder) sample(o *operator) (step, error) {
	from, to, err := b.pictures(o)
	if err != nil {
		return nil, err
	}
	if from.channels != to.channels {
		return nil, errShape
	}
	return &sample{ports{in: o.in[:min(2, len(o.in))], out: o.out[0]}, from, to}, b.transformed(o)
}

func (s *sample) run(r *Runner) {
	x, t, y, n := r.values[s.in[0]], r.values[s.in[1]], r.values[s.out], s.to.channels
	w, h := s.from.width, s.from.height
	for row := range s.to.height {
		for column := range s.to.width {
			to := y[(row*s.to.width+column)*n:][:n]
			px, py := transform(t, float32(column)+.5, float32(row)+.5)
			px, py = px-.5, py-.5
			if !(px >= 0 && py >= 0 && px <= float32(w-1) && py <= float32(h-1)) {
				clear(to)
				continue
			}
			c, l := int(px), int(py)
			c1, l1 := min(c+1, w-1), min(l+1, h-1)
			blend(to, x[(l*w+c)*n:], x[(l*w+c1)*n:], x[(l1*w+c)*n:], x[(l1*w+c1)*n:], px-float32(c), py-float32(l))
		}
	}
}

// landmarks takes points of the square back into the picture.
type landmarks struct{ ports }

func (b *builder) landmarks(o *operator) (step, error) {
	if n := b.tensors[o.in[0]].size(); n%2 != 0 || n != b.tensors[o.out[0]].size() {
		return nil, errShape
	}
	return &landmarks{ports{in: o.in[:min(2, len(o.in))], out: o.out[0]}}, b.transformed(o)
}

func (s *landmarks) run(r *Runner) {
	x, t, y := r.values[s.in[0]], r.values[s.in[1]], r.values[s.out]
	for i := 0; i < len(x); i += 2 {
		y[i], y[i+1] = transform(t, x[i], x[i+1])
	}
}
