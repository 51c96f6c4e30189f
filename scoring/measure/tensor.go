package measure

import (
	"math"
	"slices"
)

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

// readSmearCells fills in the amplitudes at all scales from the gradients and the
// luma; noiseSD is the noise in levels, which is taken off. measureDetail must
// have run.
func (k *workspace) readSmearCells(noiseSD float64) {
	cols, rows := k.w/smearCell, k.h/smearCell
	c := &k.smear
	c.tensors = sized(c.tensors, cols*rows)
	table := directionTable()
	luma, w, h := k.luma, k.w, k.h
	for scale := range smearScales {
		clear(c.tensors)
		side := smearCell >> scale
		if scale == 0 {
			for y := range rows * side {
				addTensors(c.tensors[y/side*cols:][:cols], k.gx[y*w:], k.gy[y*w:], side)
			}
		} else {
			luma, w, h = k.halfOf(scale, luma, w, h)
			k.coarseTensors(luma, w, h, cols, rows, side)
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

// halfOf gives a picture at half its size, kept as that of the scale.
func (k *workspace) halfOf(scale int, from []int16, w, h int) (to []int16, hw, hh int) {
	hw, hh = w/2, h/2
	k.halves[scale] = sized(k.halves[scale], hw*hh)
	for y := range hh {
		up, down, to := from[2*y*w:][:2*hw], from[(2*y+1)*w:][:2*hw], k.halves[scale][y*hw:][:hw]
		for x := range to {
			to[x] = int16((int(up[2*x]) + int(up[2*x+1]) + int(down[2*x]) + int(down[2*x+1]) + 2) >> 2)
		}
	}
	return k.halves[scale], hw, hh
}

// coarseTensors sums up the gradients of a halved picture.
func (k *workspace) coarseTensors(luma []int16, w, h, cols, rows, side int) {
	k.slopes[0], k.slopes[1] = sized(k.slopes[0], w), sized(k.slopes[1], w)
	gx, gy := k.slopes[0], k.slopes[1]
	for y := 1; y < min(h-1, rows*side); y++ {
		gx[0], gy[0], gx[w-1], gy[w-1] = 0, 0, 0, 0
		sobelRow(luma[(y-1)*w:y*w], luma[y*w:(y+1)*w], luma[(y+1)*w:(y+2)*w], gx, gy, k.squares)
		addTensors(k.smear.tensors[y/side*cols:][:cols], gx, gy, side)
	}
}

// addTensors adds a row of gradients to the cells that it crosses.
func addTensors(cells []tensor, gx, gy []int16, side int) {
	for i := range cells {
		xs, ys := gx[i*side:][:side], gy[i*side:][:side]
		var xx, yy, xy int
		for j, x := range xs {
			x, y := int(x), int(ys[j])
			xx += x * x
			yy += y * y
			xy += x * y
		}
		cells[i].xx += xx
		cells[i].yy += yy
		cells[i].xy += xy
	}
}

// strongest adds up the amplitudes in a direction over the tenth of cells where it
// is strongest at a scale, at that scale and at the next coarser one.
func (c *smearCells) strongest(scale, direction int) (sum, coarser float64) {
	all := c.amplitude[scale]
	n := max(1, len(all)/10)
	c.keys = c.keys[:0]
	for i := range all {
		c.keys = append(c.keys, all[i][direction])
	}
	slices.Sort(c.keys)
	least := c.keys[len(c.keys)-n]
	next := c.amplitude[min(scale+1, smearScales-1)]
	count := 0
	for i := range all {
		if v := all[i][direction]; v >= least && count < n {
			sum += float64(v)
			coarser += float64(next[i][direction])
			count++
		}
	}
	return sum, coarser
}

// weaker adds up the amplitudes in a direction over the cells of the weaker half
// that still have some contrast, at the measuring size and at half of it. known is
// false where hardly any have.
func (c *smearCells) weaker(direction int) (sum, coarser float64, known bool) {
	const contrast, leastShare = 1.5, 0.15
	all, next := c.amplitude[0], c.amplitude[1]
	c.keys = c.keys[:0]
	for i := range all {
		c.keys = append(c.keys, all[i][direction])
	}
	slices.Sort(c.keys)
	most := c.keys[len(c.keys)*6/10]
	count := 0
	for i := range all {
		if v := all[i][direction]; v <= most && next[i][direction] >= contrast {
			sum += float64(v)
			coarser += float64(next[i][direction])
			count++
		}
	}
	if float64(count) < leastShare*float64(len(all)) {
		return 1, 1, false
	}
	return sum, coarser, true
}
