package demo

// defocus blurs with a disc of the given radius in pixels, as a lens does whose
// focus lies elsewhere: edges turn into ramps, bright points into discs.
func (c *canvas) defocus(radius float64) {
	const most = 8 // beyond it a smaller picture gives the same blur
	if radius > most {
		k := int(radius/most) + 1
		small := c.shrunk(k)
		small.average(radius / float64(k))
		small.grownOnto(c, k)
		return
	}
	c.average(radius)
}

// average gives each pixel the mean of a disc round it.
func (c *canvas) average(radius float64) {
	if radius < 0.5 {
		return
	}
	r := int(radius + 0.5)
	half := make([]int, 2*r+1) // half-width of each row of the disc
	area := 0
	for i := range half {
		dy := float64(i - r)
		for x := 0; float64(x*x)+dy*dy <= (radius+0.3)*(radius+0.3); x++ {
			half[i] = x
		}
		area += 2*half[i] + 1
	}
	sums := c.rowSums(r + 1)
	stride := c.w + 2*(r+1) + 1
	inv := 1 / float64(area)
	for y := range c.h {
		for x := range c.w {
			var acc rgb
			for i, hw := range half {
				row := max(0, min(c.h-1, y+i-r)) * stride
				a, b := sums[row+x+r+1-hw], sums[row+x+r+2+hw]
				acc = rgb{acc.r + b.r - a.r, acc.g + b.g - a.g, acc.b + b.b - a.b}
			}
			c.pix[y*c.w+x] = acc.times(inv)
		}
	}
}

// rowSums gives running sums along each row, the border repeated pad times.
func (c *canvas) rowSums(pad int) []rgb {
	stride := c.w + 2*pad + 1
	sums := make([]rgb, stride*c.h)
	for y := range c.h {
		var acc rgb
		for x := range stride - 1 {
			acc = acc.plus(c.pix[y*c.w+max(0, min(c.w-1, x-pad))])
			sums[y*stride+x+1] = acc
		}
	}
	return sums
}

// smear averages the picture along a path of pixel offsets: what a moving
// camera does while the shutter is open.
func (c *canvas) smear(path []pt) {
	src := append([]rgb(nil), c.pix...)
	inv := 1 / float64(len(path))
	for y := range c.h {
		for x := range c.w {
			var acc rgb
			for _, o := range path {
				sx := max(0, min(c.w-1, x+int(o.x)))
				sy := max(0, min(c.h-1, y+int(o.y)))
				acc = acc.plus(src[sy*c.w+sx])
			}
			c.pix[y*c.w+x] = acc.times(inv)
		}
	}
}
