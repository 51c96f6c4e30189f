package measure

import "math"

// edges are the pixels on the ridges of edges that lean little off one axis.
type edges struct {
	pixels []edgePixel
	places []edgePlace // the same in order of lean, so that those near one are a run
	from   [edgeLeans + 1]int
}

// edgePixel is a pixel whose gradient is the largest across its edge: u along the
// axis, v across.
type edgePixel struct {
	u, v int16
	lean uint8 // bin of its own direction, of edgeLeans
}

type edgePlace struct{ u, v float64 }

// edgeLeans is how many bins of tiltStep edges are told apart by: those of lines
// and, on both sides, those from which a pixel still votes for one.
const edgeLeans = tiltBins + 2*voteReach

// findRidge thins edges to the pixels where the gradient peaks (Canny 1986).
func (k *workspace) findRidge() {
	level, upright := &k.level, &k.upright
	level.pixels, upright.pixels = level.pixels[:0], upright.pixels[:0]
	w := k.w
	square := func(i int) int { return int(k.gx[i])*int(k.gx[i]) + int(k.gy[i])*int(k.gy[i]) }
	const foot = ridgeFoot * 8 * fine
	for y := 1; y < k.h-1; y++ {
		gxs := k.gx[y*w : (y+1)*w]
		gys := k.gy[y*w : (y+1)*w][:len(gxs)]
		for x, v := range gxs {
			gx, gy := int(v), int(gys[x])
			if uint(gx+foot) <= 2*foot && uint(gy+foot) <= 2*foot {
				continue
			}
			// Only directions within maxTilt of an axis count: tan 16° is 294/1024.
			ax, ay := abs(gx), abs(gy)
			if min(ax, ay)*1024 > max(ax, ay)*294 {
				continue
			}
			across := 1
			if ay > ax {
				across = w
			}
			i := y*w + x
			if s := square(i); s < square(i-across) || s <= square(i+across) {
				continue
			}
			if ay > ax {
				level.pixels = append(level.pixels, edgePixel{int16(x), int16(y), k.leans.bin(gx, gy)})
			} else {
				upright.pixels = append(upright.pixels, edgePixel{int16(y), int16(x), k.leans.bin(gy, gx)})
			}
		}
	}
	level.sort(float64(k.w) / 2)
	upright.sort(float64(k.h) / 2)
}

// sort puts the pixels in order of lean; u is counted from the middle.
func (e *edges) sort(middle float64) {
	var next [edgeLeans + 1]int
	for _, p := range e.pixels {
		next[p.lean+1]++
	}
	for i := range edgeLeans {
		next[i+1] += next[i]
	}
	e.from = next
	e.places = sized(e.places, len(e.pixels))
	for _, p := range e.pixels {
		e.places[next[p.lean]] = edgePlace{float64(p.u) - middle, float64(p.v)}
		next[p.lean]++
	}
}

// near gives the pixels that vote for a lean.
func (e *edges) near(lean int) []edgePlace {
	return e.places[e.from[lean]:e.from[lean+2*voteReach+1]]
}

// leanCells is into how many cells the slopes -1..1 are cut to find their lean;
// none holds the borders of two.
const leanCells = 1024

// leans turns slopes into leans and back by tables.
type leans struct {
	sin, cos [tiltBins]float64 // of each lean that is voted for
	first    [leanCells + 1]uint8
	border   [edgeLeans + 1]float64 // slope at which each bin of edgeLeans begins
}

func newLeans() *leans {
	l := &leans{}
	for b := range tiltBins {
		l.sin[b], l.cos[b] = math.Sincos((float64(b)*tiltStep - maxTilt) * math.Pi / 180)
	}
	for b := range l.border {
		degrees := (float64(b-voteReach)-0.5)*tiltStep - maxTilt
		l.border[b] = math.Tan(degrees * math.Pi / 180)
	}
	for cell, b := 0, 0; cell <= leanCells; cell++ {
		for b < edgeLeans-1 && slopeOf(cell) >= l.border[b+1] {
			b++
		}
		l.first[cell] = uint8(b)
	}
	return l
}

// slopeOf gives the slope at which a cell begins.
func slopeOf(cell int) float64 { return float64(cell)*2/leanCells - 1 }

// bin gives the lean of an edge from the parts of its gradient along and across
// the axis, the second being the larger.
func (l *leans) bin(along, across int) uint8 {
	slope := -float64(along) / float64(across)
	b := l.first[int((slope+1)*(leanCells/2))]
	if slope >= l.border[b+1] {
		b++
	}
	return b
}
