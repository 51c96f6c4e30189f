package measure

import "image"

// workSide is the long side in pixels at which nearly all measures are taken,
// so that they mean the same for photos of all sizes. Smaller photos are
// measured at their own size, never enlarged.
const workSide = 512

// plane is one channel, rows without gaps.
type plane struct {
	w, h int
	pix  []float32
}

func newPlane(w, h int) plane { return plane{w: w, h: h, pix: make([]float32, w*h)} }

// row gives row y.
func (p plane) row(y int) []float32 { return p.pix[y*p.w : (y+1)*p.w] }

// planes is a picture taken apart: gamma-coded sRGB and its luma, all 0..255.
type planes struct {
	r, g, b, y plane
}

// newPlanes shrinks a picture to workSide by area average and takes it apart.
// Luma is Rec. 601: 0.299 R + 0.587 G + 0.114 B.
func newPlanes(src *image.RGBA) planes {
	w, h := fitted(src.Rect.Dx(), src.Rect.Dy(), workSide)
	p := planes{newPlane(w, h), newPlane(w, h), newPlane(w, h), newPlane(w, h)}
	shrinkRGBA(src, p)
	for i := range p.y.pix {
		p.y.pix[i] = 0.299*p.r.pix[i] + 0.587*p.g.pix[i] + 0.114*p.b.pix[i]
	}
	return p
}

// fitted gives the size of a w x h picture whose long side is at most side.
func fitted(w, h, side int) (int, int) {
	long := max(w, h)
	if long <= side {
		return w, h
	}
	return max(1, (w*side+long/2)/long), max(1, (h*side+long/2)/long)
}

// span is the run of source samples below one result sample, and the share of
// the first and last of them that counts.
type span struct {
	from, to    int // to is the last one
	first, last float32
}

// spans cuts n samples into m equal runs, m <= n.
func spans(n, m int) []span {
	s := make([]span, m)
	for i := range s {
		// In units of 1/m sample the run is [i*n, (i+1)*n): exact integers.
		lo, hi := i*n, (i+1)*n
		from, to := lo/m, (hi-1)/m
		s[i] = span{
			from: from, to: to,
			first: float32(min((from+1)*m, hi)-lo) / float32(m),
			last:  float32(hi-max(to*m, lo)) / float32(m),
		}
	}
	return s
}

// shrinkRGBA fills the colour planes of dst with the area average of src.
func shrinkRGBA(src *image.RGBA, dst planes) {
	w, h := dst.r.w, dst.r.h
	sw, sh := src.Rect.Dx(), src.Rect.Dy()
	cols, rows := spans(sw, w), spans(sh, h)
	sums := make([]float32, 3*w)
	norm := float32(w) * float32(h) / (float32(sw) * float32(sh))
	for y, r := range rows {
		clear(sums)
		for sy := r.from; sy <= r.to; sy++ {
			weight := float32(1)
			switch sy {
			case r.from:
				weight = r.first
			case r.to:
				weight = r.last
			}
			addRow(sums, src.Pix[sy*src.Stride:sy*src.Stride+4*sw], cols, weight)
		}
		dr, dg, db := dst.r.row(y), dst.g.row(y), dst.b.row(y)
		for x := range dr {
			dr[x], dg[x], db[x] = sums[3*x]*norm, sums[3*x+1]*norm, sums[3*x+2]*norm
		}
	}
}

// addRow adds one source row, weighted, to the sums of a result row.
func addRow(sums []float32, pix []uint8, cols []span, weight float32) {
	for x, c := range cols {
		p := pix[4*c.from : 4*c.to+4]
		r, g, b := float32(p[0])*c.first, float32(p[1])*c.first, float32(p[2])*c.first
		if c.to > c.from {
			n := len(p) - 4
			for i := 4; i < n; i += 4 {
				r += float32(p[i])
				g += float32(p[i+1])
				b += float32(p[i+2])
			}
			r += float32(p[n]) * c.last
			g += float32(p[n+1]) * c.last
			b += float32(p[n+2]) * c.last
		}
		s := sums[3*x : 3*x+3]
		s[0] += r * weight
		s[1] += g * weight
		s[2] += b * weight
	}
}

// onGrid gives the average of p in each cell of a gridSide x gridSide grid
// stretched over it. A picture narrower than the grid repeats its samples.
func onGrid(p plane) grid {
	var g grid
	var count [gridSide * gridSide]float64
	if p.w < gridSide || p.h < gridSide {
		for i := range g {
			x, y := (i%gridSide)*p.w/gridSide, (i/gridSide)*p.h/gridSide
			g[i] = float64(p.pix[y*p.w+x])
		}
		return g
	}
	cellX := cells(p.w)
	for y := range p.h {
		base := y * gridSide / p.h * gridSide
		for x, v := range p.row(y) {
			g[base+cellX[x]] += float64(v)
			count[base+cellX[x]]++
		}
	}
	for i := range g {
		g[i] /= count[i]
	}
	return g
}

// cells says for each of n samples in which column of the grid it lies.
func cells(n int) []int {
	c := make([]int, n)
	for i := range c {
		c[i] = i * gridSide / n
	}
	return c
}
