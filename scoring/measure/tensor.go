package measure

import "math"

const (
	smearScales     = 4  // the measuring size, and three times half of it
	smearCell       = 32 // pixels of the measuring size along the side of a cell
	smearDirections = 16 // that are compared, over half a turn
)

// tensor sums up the directions of gradients (Bigün & Granlund 1987).
type tensor struct{ xx, yy, xy int }

// smearCells is how strong the gradients are in each cell of the picture, at each
// scale and in each direction: what one cell has in all of them lies together.
type smearCells struct {
	tensors   []tensor
	amplitude [smearScales][][smearDirections]float32 // root mean square, levels per pixel of that scale
	keys      []float32
}

// directionTable gives the squares and products by which a tensor is read along
// each direction.
func directionTable() (table [smearDirections][3]float64) {
	for i := range table {
		sin, cos := math.Sincos(float64(i) * math.Pi / smearDirections)
		table[i] = [3]float64{cos * cos, sin * sin, 2 * sin * cos}
	}
	return table
}

// readSmearCells fills in the amplitudes from the gradients and the luma, at the
// finest, the second and the coarsest scale, which are all that is asked for;
// noiseSD is the noise in levels, which is taken off. measureDetail and halve
// must have run.
func (k *workspace) readSmearCells(noiseSD float64) {
	cols, rows := k.w/smearCell, k.h/smearCell
	c := &k.smear
	c.tensors = sized(c.tensors, cols*rows)
	table := directionTable()
	luma, w, h := k.luma, k.w, k.h
	for scale := range smearScales {
		side := smearCell >> scale
		switch scale {
		case 0:
			clear(c.tensors)
			for y := range rows * side {
				addTensors(c.tensors[y/side*cols:][:cols], k.gx[y*w:], k.gy[y*w:], side)
			}
		case 1:
			luma, w, h = k.halves[1], w/2, h/2
			k.coarseTensors(luma, w, h, cols, rows, side)
		case smearScales - 1:
			luma, w, h = k.halfOf(scale, luma, w, h)
			k.coarseTensors(luma, w, h, cols, rows, side)
		default:
			luma, w, h = k.halfOf(scale, luma, w, h)
			continue
		}
		// The gradient along one direction has half of gradientGain.
		noise := gradientGain / 2 * noiseSD * noiseSD / float64(int(1)<<(2*scale))
		c.amplitude[scale] = sized(c.amplitude[scale], cols*rows)
		for i, t := range c.tensors {
			c.amplitude[scale][i] = t.amplitudes(&table, side*side, noise)
		}
	}
}

// leastGradient, in levels per pixel, stands for whatever is weaker.
const leastGradient = 0.01

// amplitudes reads the root mean square of the gradient along each direction, less
// the noise's mean square.
func (t tensor) amplitudes(table *[smearDirections][3]float64, n int, noise float64) (a [smearDirections]float32) {
	scale := 1 / (float64(n) * (8 * fine) * (8 * fine)) // Sobel's sums are eightfold
	xx, yy, xy := float64(t.xx)*scale, float64(t.yy)*scale, float64(t.xy)*scale
	for i, d := range table {
		a[i] = float32(math.Sqrt(max(xx*d[0]+yy*d[1]+xy*d[2]-noise, leastGradient*leastGradient)))
	}
	return a
}

// coarseTensors sums up the gradients of a halved picture.
func (k *workspace) coarseTensors(luma []int16, w, h, cols, rows, side int) {
	clear(k.smear.tensors)
	k.slopes[0], k.slopes[1] = sized(k.slopes[0], w), sized(k.slopes[1], w)
	gx, gy := k.slopes[0], k.slopes[1]
	for y := 1; y < min(h-1, rows*side); y++ {
		gx[0], gy[0], gx[w-1], gy[w-1] = 0, 0, 0, 0
		sobelRow(luma[(y-1)*w:y*w], luma[y*w:(y+1)*w], luma[(y+1)*w:(y+2)*w], gx, gy, k.squares)
		addTensors(k.smear.tensors[y/side*cols:][:cols], gx, gy, side)
	}
}

// addTensors adds a row of gradients to the cells that it crosses, whose side is a
// multiple of four.
func addTensors(cells []tensor, gx, gy []int16, side int) {
	for i := range cells {
		xs := gx[i*side:][:side]
		ys := gy[i*side:][:len(xs)]
		var xx, yy, xy int
		for j := 0; j < len(xs); j += 4 {
			p, q := xs[j:j+4:j+4], ys[j:j+4:j+4]
			a, b, c, d := int(q[0]), int(q[1]), int(q[2]), int(q[3])
			both := squaredBoth(int(p[0]), a) + squaredBoth(int(p[1]), b) + squaredBoth(int(p[2]), c) + squaredBoth(int(p[3]), d)
			xx += both & (1<<32 - 1)
			xy += both >> 32
			yy += a*a + b*b + c*c + d*d
		}
		cells[i].xx += xx
		cells[i].yy += yy
		cells[i].xy += xy / 2
	}
}

// squaredBoth gives the square of x in its lower half and twice x times y in its
// upper one. Gradients are below 1<<14, so four of them may be added up.
func squaredBoth(x, y int) int {
	both := x + y<<32
	return both * both
}
