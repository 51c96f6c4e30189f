package faces

// between is two neighbours of a plane's row or column, and how near to the second one a
// place lies, in fractions. outside is true where the plane is black.
type between struct {
	first, second, share int
	outside              bool
}

// betweenPixels gives the neighbours of a place among so many pixels.
func betweenPixels(at, n int) between {
	if at < -fraction/2 || at > n*fraction-fraction/2 {
		return between{outside: true}
	}
	at = max(at, 0)
	first := min(at>>fractionBits, n-1)
	return between{first, min(first+1, n-1), at & (fraction - 1), false}
}

// readLevel reads what read does, in a square that is not turned, as those are in which
// faces are looked for: what is the same for a column is worked out once.
func (p plane) readLevel(x, y walk, step float64, n int, to []float32, scale, black float32) {
	columns := make([]between, n)
	for i := range columns {
		c := betweenPixels(x.at(float64(i)*step), p.w)
		c.first, c.second = 4*c.first, 4*c.second
		columns[i] = c
	}
	for j := range n {
		row := to[3*j*n:][: 3*n : 3*n]
		r := betweenPixels(y.at(float64(j)*step), p.h)
		upper, lower := p.pix[r.first*p.stride:][:4*p.w], p.pix[r.second*p.stride:][:4*p.w]
		down, up := r.share, fraction-r.share
		for i := range columns {
			c, rgb := &columns[i], row[3*i:3*i+3:3*i+3]
			if r.outside || c.outside {
				rgb[0], rgb[1], rgb[2] = black, black, black
				continue
			}
			a, b := upper[c.first:c.first+3:c.first+3], upper[c.second:c.second+3:c.second+3]
			d, e := lower[c.first:c.first+3:c.first+3], lower[c.second:c.second+3:c.second+3]
			right, left := c.share, fraction-c.share
			for k := range rgb {
				v := up*(left*int(a[k])+right*int(b[k])) + down*(left*int(d[k])+right*int(e[k]))
				rgb[k] = black + scale*float32(v)
			}
		}
	}
}
