package measure

import "math/bits"

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

// mostRidge is how many pixels of one axis are looked at.
const mostRidge = 1<<16 - 1

// findRidge thins edges to the pixels where the gradient peaks (Canny 1986), and
// tells where between the pixels it does. The gradient is above least there, in
// units of the Sobel sums. It takes four pixels at once; the last four of a row may
// overlap those before and then count in part.
func (k *workspace) findRidge(least int) {
	level, upright := &k.level, &k.upright
	level.reset(k.w, k.h)
	upright.reset(k.h, k.w)
	w, right := k.w, k.w-1
	for y := 1; y < k.h-1 && right > laneCount; y++ {
		keep := allLanes
		for x := 1; x < right; x += laneCount {
			if over := x + laneCount - right; over > 0 {
				x, keep = x-over, keep<<(16*over)
			}
			i := y*w + x
			flat, steep := nearAxes(biasedAt(k.gx, i), biasedAt(k.gy, i), least)
			if flat &= keep; flat != 0 {
				for on := flat & peaks(k.gy, i, w, 1); on != 0; on &= on - 1 {
					lane := bits.TrailingZeros64(uint64(on)) / 16
					level.add(k.gy, k.gx, i+lane, w, 1, x+lane, y)
				}
			}
			if steep &= keep; steep != 0 {
				for on := steep & peaks(k.gx, i, 1, w); on != 0; on &= on - 1 {
					lane := bits.TrailingZeros64(uint64(on)) / 16
					upright.add(k.gx, k.gy, i+lane, 1, w, y, x+lane)
				}
			}
		}
	}
	level.sort()
	upright.list()
}

// nearAxes marks, by their highest bits, the lanes in which the gradient exceeds
// least and lies near enough to the vertical, so that its edge is level, and those
// in which it lies near the horizontal. Both parts of the gradient are biased by
// laneHalf.
func nearAxes(gx, gy lanes, least int) (flat, steep lanes) {
	const eighths = 0x1fff * inLanes
	ax, ay := gx.magnitude(), gy.magnitude()
	low := ax.least(ay)
	high := ax + ay - low
	on := (high + lanes(laneHalf-1-least)*inLanes) & laneHalfs
	if on == 0 {
		return 0, 0
	}
	// The tangent is at most a half and an eighth.
	on &= (high>>1&lowBits + high>>3&eighths) | laneHalfs - low
	steep = ((ax | laneHalfs) - ay) & on
	return on &^ steep, steep
}

// peaks marks the lanes in which the smoothed gradient may be the largest across
// its edge, and no neighbour's own is much larger: it spares most pixels the closer
// look that add takes.
func peaks(across []int16, i, step, run int) lanes {
	const quarters = 0x3fff * inLanes
	own := biasedAt(across, i).magnitude()
	own = own + own>>2&quarters | laneHalfs
	on := (own - biasedAt(across, i-step).magnitude()) & (own - biasedAt(across, i+step).magnitude()) & laneHalfs
	if on == 0 {
		return 0
	}
	here := smoothLanes(across, i, run)
	under := ^here & laneHalfs
	flip := under<<1 - under>>15
	half := func(a lanes) lanes { return (a ^ flip) >> 1 & lowBits }
	least := half(here) | laneHalfs
	return on & (least - half(smoothLanes(across, i-step, run))) & (least - half(smoothLanes(across, i+step, run)))
}

const lowBits = 0x7fff * inLanes // all but the highest

// biasedAt gives four of p from x on, biased by laneHalf.
func biasedAt(p []int16, x int) lanes { return lanesAt(p, x) ^ laneHalfs }

// smoothLanes gives half of smooth for four pixels, biased by laneHalf.
func smoothLanes(gradient []int16, i, run int) lanes {
	at := func(i int) lanes { return biasedAt(gradient, i) - laneHalfs/2 }
	return at(i) + (at(i-run)+at(i+run))>>1&lowBits
}

func (e *edges) reset(along, across int) {
	e.along, e.across = along, across
	// Following the segments took all out of the index that was in it.
	e.pixels, e.index = e.pixels[:0], sized(e.index, along*across)
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
