package measure

// edges are the pixels on the ridges of edges that lean little off one axis: u
// runs along that axis, v across it.
type edges struct {
	pixels []edgePixel
	index  []uint16 // by u and v, one more than the place in pixels; 0 where there is none
	sorted []edgePixel
	from   []int32 // see sort
	along  int     // how far u runs
	across int     // and v
}

// edgePixel is a pixel whose gradient is the largest across its edge.
type edgePixel struct {
	at    float32 // v, between pixels
	slope float32 // tangent of its lean by its own gradient, v per u
	u, v  int16
	steep float32 // gradient across, as the Sobel sums; negative where darker towards larger v
}

// sobelUnit is how much of a Sobel sum is a level per pixel.
const sobelUnit = 8 * fine

const (
	ridgeSlope = 640       // 1024ths, of the axis: what leans more is on no line to level by
	mostRidge  = 1<<16 - 1 // pixels of one axis that are looked at
)

// findRidge thins edges to the pixels where the gradient peaks (Canny 1986), and
// tells where between the pixels it does. The gradient is at least least there,
// in units of the Sobel sums.
func (k *workspace) findRidge(least int) {
	level, upright := &k.level, &k.upright
	level.reset(k.w, k.h)
	upright.reset(k.h, k.w)
	w := k.w
	for y := 1; y < k.h-1; y++ {
		gxs := k.gx[y*w : (y+1)*w]
		gys := k.gy[y*w : (y+1)*w][:len(gxs)]
		for x, v := range gxs {
			gx, gy := int(v), int(gys[x])
			if uint(gx+least) <= 2*uint(least) && uint(gy+least) <= 2*uint(least) {
				continue
			}
			ax, ay := abs(gx), abs(gy)
			if max(ax, ay)*ridgeSlope < min(ax, ay)*1024 {
				continue
			}
			i := y*w + x
			if ay > ax {
				if towers(ay, k.gy[i-w], k.gy[i+w]) {
					level.add(k.gy, k.gx, i, w, 1, x, y)
				}
			} else if towers(ax, gxs[x-1], gxs[x+1]) {
				upright.add(k.gx, k.gy, i, 1, w, y, x)
			}
		}
	}
	level.sort()
	upright.list()
}

// towers spares most pixels the closer look: none that is a ridge is much lower than
// its neighbours.
func towers(here int, before, after int16) bool {
	here += here / 4
	return abs(int(before)) <= here && abs(int(after)) <= here
}

func (e *edges) reset(along, across int) {
	e.along, e.across = along, across
	e.pixels, e.index = e.pixels[:0], sized(e.index, along*across)
	clear(e.index)
}

// add takes pixel i where the gradient across the axis is larger than at its
// neighbours across, which lie step apart. Those along it, which lie run apart,
// smooth out noise without moving the edge.
func (e *edges) add(across, along []int16, i, step, run, u, v int) {
	here := smooth(across, i, run)
	before, after := smooth(across, i-step, run), smooth(across, i+step, run)
	signed := here
	if here < 0 {
		before, here, after = -before, -here, -after
	}
	if here < before || here <= after || len(e.pixels) == mostRidge {
		return
	}
	e.pixels = append(e.pixels, edgePixel{
		at:    float32(v) + 0.5*float32(before-after)/float32(before-2*here+after),
		slope: -float32(smooth(along, i, run)) / float32(signed), steep: float32(signed) / 4, u: int16(u), v: int16(v),
	})
}

// sort puts pixels that were added by rows in order of columns, in which segments
// go.
func (e *edges) sort() {
	e.from = sized(e.from, e.along+1)
	clear(e.from)
	for i := range e.pixels {
		e.from[e.pixels[i].u+1]++
	}
	for u := range e.along {
		e.from[u+1] += e.from[u]
	}
	e.sorted = sized(e.sorted, len(e.pixels))
	for _, p := range e.pixels {
		e.sorted[e.from[p.u]] = p
		e.from[p.u]++
	}
	e.pixels, e.sorted = e.sorted, e.pixels
	e.list()
}

// list fills in the index.
func (e *edges) list() {
	for i := range e.pixels {
		p := &e.pixels[i]
		e.index[int(p.u)*e.across+int(p.v)] = uint16(i + 1)
	}
}

func smooth(gradient []int16, i, run int) int {
	return int(gradient[i-run]) + 2*int(gradient[i]) + int(gradient[i+run])
}
