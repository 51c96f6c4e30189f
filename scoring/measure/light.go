package measure

// light is what the pass that shrinks a picture counts of its light and colour.
type light struct {
	luma, top, spread  [256]int // histograms of luma, largest channel and difference of channels
	colours            [4096]int
	n                  int
	rg, rgSquares      int // R - G
	yb, ybSquares      int // R + G - 2 B, twice the opponent channel
	garish             int // of 255 - garishFoot for a full pixel
	gridR, gridG       [gridSide * gridSide]int
	gridB, gridSamples [gridSide * gridSide]int
}

func (l *light) reset() { *l = light{} }

// readRow counts one row of the shrunk picture.
func (k *workspace) readRow(y int, luma []int16, colours []uint8) {
	l := &k.light
	l.n += len(luma)
	base := y * gridSide / k.h * gridSide
	cellX := k.cellX[:len(luma)]
	var rgSum, rgSquares, ybSum, ybSquares int
	for x, v := range luma {
		c := colours[3*x : 3*x+3 : 3*x+3]
		r, g, b := int(c[0]), int(c[1]), int(c[2])
		l.luma[uint8(min((int(v)+fine/2)/fine, 255))]++
		top := max(r, g, b)
		spread := top - min(r, g, b)
		l.top[uint8(top)]++
		l.spread[uint8(spread)]++
		if spread > garishFoot && top > garishTop {
			l.garish += spread - garishFoot
		}
		rg, yb := r-g, r+g-2*b
		rgSum += rg
		rgSquares += rg * rg
		ybSum += yb
		ybSquares += yb * yb
		l.colours[(r>>4<<8|g>>4<<4|b>>4)&4095]++
		cell := (base + cellX[x]) & (gridSide*gridSide - 1)
		l.gridR[cell] += r
		l.gridG[cell] += g
		l.gridB[cell] += b
		l.gridSamples[cell]++
	}
	l.rg += rgSum
	l.rgSquares += rgSquares
	l.yb += ybSum
	l.ybSquares += ybSquares
}

// grids gives the mean colour of each cell, 0..255. A picture narrower than the
// grid repeats its samples.
func (k *workspace) grids(r, g, b *grid) {
	l := &k.light
	for i := range r {
		n := l.gridSamples[i]
		if n == 0 {
			x, y := (i%gridSide)*k.w/gridSide, (i/gridSide)*k.h/gridSide
			c := k.rgb[3*(y*k.w+x):]
			r[i], g[i], b[i] = float64(c[0]), float64(c[1]), float64(c[2])
			continue
		}
		r[i], g[i], b[i] = float64(l.gridR[i])/float64(n), float64(l.gridG[i])/float64(n), float64(l.gridB[i])/float64(n)
	}
}
