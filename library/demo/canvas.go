package demo

// canvas is a picture in linear light.
type canvas struct {
	w, h int
	pix  []rgb
}

func newCanvas(w, h int) *canvas {
	return &canvas{w: w, h: h, pix: make([]rgb, w*h)}
}

// bilinear reads between pixel centres; beyond the border the border goes on.
func (c *canvas) bilinear(x, y float64) rgb {
	x = max(0, min(float64(c.w-1), x))
	y = max(0, min(float64(c.h-1), y))
	xi, yi := min(int(x), max(c.w-2, 0)), min(int(y), max(c.h-2, 0))
	fx, fy := float32(x-float64(xi)), float32(y-float64(yi))
	right, down := min(1, c.w-1), min(1, c.h-1)*c.w
	i := yi*c.w + xi
	a, b, d, e := c.pix[i], c.pix[i+right], c.pix[i+down], c.pix[i+down+right]
	top := rgb{a.r + (b.r-a.r)*fx, a.g + (b.g-a.g)*fx, a.b + (b.b-a.b)*fx}
	bot := rgb{d.r + (e.r-d.r)*fx, d.g + (e.g-d.g)*fx, d.b + (e.b-d.b)*fx}
	return rgb{top.r + (bot.r-top.r)*fy, top.g + (bot.g-top.g)*fy, top.b + (bot.b-top.b)*fy}
}

// shrunk averages k by k blocks.
func (c *canvas) shrunk(k int) *canvas {
	out := newCanvas((c.w+k-1)/k, (c.h+k-1)/k)
	for y := range out.h {
		y1 := min((y+1)*k, c.h)
		for x := range out.w {
			x1 := min((x+1)*k, c.w)
			var sum rgb
			for yy := y * k; yy < y1; yy++ {
				for _, p := range c.pix[yy*c.w+x*k : yy*c.w+x1] {
					sum = sum.plus(p)
				}
			}
			out.pix[y*out.w+x] = sum.times(1 / float64((y1-y*k)*(x1-x*k)))
		}
	}
	return out
}

// grownOnto enlarges c over the pixels of out, which was shrunk by k.
func (c *canvas) grownOnto(out *canvas, k int) {
	inv := 1 / float64(k)
	for y := range out.h {
		sy := (float64(y)+0.5)*inv - 0.5
		row := out.pix[y*out.w : (y+1)*out.w]
		for x := range row {
			row[x] = c.bilinear((float64(x)+0.5)*inv-0.5, sy)
		}
	}
}

// sheet is a layer that is computed on a coarse lattice over a part of the
// scene and read in between: clouds, haze and whatever else has no fine detail.
type sheet struct {
	*canvas
	x0, y0, perUnit float64
}

func newSheet(b box, perUnit float64, fn func(x, y float64) rgb) *sheet {
	w, h := int((b.x1-b.x0)*perUnit)+2, int((b.y1-b.y0)*perUnit)+2
	s := &sheet{canvas: newCanvas(w, h), x0: b.x0, y0: b.y0, perUnit: perUnit}
	for j := range h {
		for i := range w {
			s.pix[j*w+i] = fn(b.x0+float64(i)/perUnit, b.y0+float64(j)/perUnit)
		}
	}
	return s
}

func (s *sheet) at(x, y float64) rgb {
	return s.bilinear((x-s.x0)*s.perUnit, (y-s.y0)*s.perUnit)
}
