package measure

// rgb is one pixel: red in the lowest eight bits, then green, then blue.
type rgb uint32

func (c rgb) channels() (red, green, blue int) {
	return int(c & 0xff), int(c >> 8 & 0xff), int(c >> 16 & 0xff)
}

// bin gives the bin of a histogram of 16 x 16 x 16 colours.
func (c rgb) bin() uint {
	const apart = 1 | 1<<12 | 1<<24 // puts the three nibbles side by side at bit 16
	return uint(uint64(c>>4&0x0f0f0f)*apart>>16) & 4095
}

// light is what the pass that shrinks a picture counts of its light and colour.
type light struct {
	luma, top, spread [256]int32 // histograms of luma, largest channel and difference of channels
	colours           [4096]int32
	n                 int
	garish            int // of 255 - garishFoot for a full pixel
	cells             [gridSide * gridSide]cellSums
	clippedPart       *[256]uint16 // see clippedParts
}

// cellSums sums up the colours of one cell of the coarse grid.
type cellSums struct {
	red, green, blue, n int
	high, blown         int // of clippedPart of luma and of the largest channel, in 255ths
}

func (l *light) reset(clippedPart *[256]uint16) { *l = light{clippedPart: clippedPart} }

// readRow counts one row of the shrunk picture.
func (k *workspace) readRow(y int, luma []int16, colours []rgb) {
	l := &k.light
	l.n += len(luma)
	cells := l.cells[y*gridSide/k.h*gridSide:][:gridSide]
	for i := range cells {
		if from, to := k.cellFrom[i], k.cellFrom[i+1]; from < to {
			l.count(&cells[i], luma[from:to], colours[from:to])
		}
	}
}

// count counts the part of a row that lies in a cell, which is at most
// workSide/gridSide long. It has no branch that depends on colour but a rare one,
// because that cannot be foreseen.
func (l *light) count(cell *cellSums, luma []int16, colours []rgb) {
	colours = colours[:len(luma)]
	var sum uint64 // of all channels, in lanes
	high, blown, clippedPart := 0, 0, l.clippedPart
	for x, v := range luma {
		c := colours[x]
		sum += uint64(c&0xff00ff) | uint64(c&0xff00)<<24
		r, g, b := c.channels()
		least, most := min(r, g, b), max(r, g, b)
		spread := most - least
		level := uint8(min((uint(v)+fine/2)/fine, 255))
		high += int(clippedPart[level])
		l.luma[level]++
		l.top[uint8(most)]++
		blown += int(clippedPart[uint8(most)])
		l.spread[uint8(spread)]++
		l.colours[c.bin()]++
		if spread > garishFoot && most > garishTop {
			l.garish += spread - garishFoot
		}
	}
	cell.red += int(sum & 0xffff)
	cell.blue += int(sum >> 16 & 0xffff)
	cell.green += int(sum >> 32)
	cell.n += len(colours)
	cell.high += high
	cell.blown += blown
}

// grids gives the mean colour of each cell, 0..255. A picture narrower than the
// grid repeats its samples.
func (k *workspace) grids(r, g, b *grid) {
	for i, c := range k.light.cells {
		if c.n == 0 {
			x, y := (i%gridSide)*k.w/gridSide, (i/gridSide)*k.h/gridSide
			red, green, blue := k.rgb[y*k.w+x].channels()
			c = cellSums{red: red, green: green, blue: blue, n: 1}
		}
		n := float64(c.n)
		r[i], g[i], b[i] = float64(c.red)/n, float64(c.green)/n, float64(c.blue)/n
	}
}
