package measure

import "math"

// Skyline is a horizon: one line across the picture at which what is above meets
// what is below, such as sky and sea. It may be soft, or rough as the top of a
// meadow is, so it is read from boxes and not from the gradients of pixels.
type Skyline struct {
	Tilt     float64 // degrees, clockwise positive
	Length   float64 // how much of the picture's width lies on it, 0..1; 0 without one
	Residual float64 // root mean square distance of that from the line, measuring pixels
	Step     float64 // mean difference of what it parts, levels

	Parted float64 // how much of the picture lies on the side of its tone, 0.5..1
	SD     float64 // how far the tilt may be off, degrees
	Trust  float64 // how likely it is the horizon, 0..1

	at float64 // as line.at
}

const (
	stripWidth   = 8 // pixels: columns that are read together
	binRows      = 2 // and rows
	skyBox       = 6 // bins above and below a place that are compared
	skyLeans     = 2*int(maxTilt) + 1
	skyLeastGap  = 14   // levels by which the top quarter differs from the bottom quarter
	skyLeastHold = 0.5  // mean response, of its cap, of a line that is looked at closer
	skyLeast     = 0.6  // share of the width that must lie on the line
	skyNear      = 3.0  // pixels: as far from it a strip still lies on the line
	skyRim       = 0.04 // of the height: nearer to the border it is a frame around the photo
	skyParts     = 0.75 // Parted from which the line is a horizon
	skySoft      = 1.7  // pixels, as skyRough, for a horizon that is out of focus
	skyRough     = 1.2  // pixels, of all strips on it: a rougher line is not straight
	skyPartsAll  = 0.85 // Parted from which even a rough line is the skyline
	skySD        = 0.35 // degrees, of a straight horizon from side to side
	skyRoughSD   = 4.0  // degrees, of one that no strip lies on
	trustSky     = 0.95
	trustRough   = 0.6
)

// measureSkyline looks along the colour by which the top of the picture differs
// from its bottom.
func (k *workspace) measureSkyline() Skyline {
	n, bins := k.w/stripWidth, k.h/binRows
	if n < 16 || bins < 4*skyBox {
		return Skyline{}
	}
	direction, gap := k.topToBottom()
	if gap < skyLeastGap {
		return Skyline{}
	}
	k.skySteps(direction, n, bins)
	most := max(8, gap/3)
	lean, row, hold := k.skyCandidate(n, bins, most)
	if hold < skyLeastHold*most {
		return Skyline{}
	}
	return k.skyFit(n, bins, lean, row, most)
}

// topToBottom gives the unit colour from the mean of the top quarter to that of
// the bottom quarter, and how far they are apart in levels.
func (k *workspace) topToBottom() (direction [3]float64, gap float64) {
	quarter := k.h / 4
	var sums [2][3]int
	samples := 0
	for y := 0; y < quarter; y += 2 {
		top, bottom := k.colours(y), k.colours(k.h-1-y)
		for x := 0; x < k.w; x += 4 {
			r, g, b := top[x].channels()
			sums[0][0], sums[0][1], sums[0][2] = sums[0][0]+int(r), sums[0][1]+int(g), sums[0][2]+int(b)
			r, g, b = bottom[x].channels()
			sums[1][0], sums[1][1], sums[1][2] = sums[1][0]+int(r), sums[1][1]+int(g), sums[1][2]+int(b)
			samples++
		}
	}
	for c := range direction {
		direction[c] = float64(sums[1][c]-sums[0][c]) / float64(samples)
		gap += direction[c] * direction[c]
	}
	gap = math.Sqrt(gap)
	for c := range direction {
		direction[c] /= max(gap, 1e-9)
	}
	return direction, gap
}

// skySteps fills in, strip by strip, by how much the box below each bin exceeds
// the one above along the direction, in levels.
func (k *workspace) skySteps(direction [3]float64, n, bins int) {
	k.sky, k.skyTone = sized(k.sky, n*bins), sized(k.skyTone, n*bins)
	k.skySums = sized(k.skySums, bins+1)
	dr, dg, db := float32(direction[0]), float32(direction[1]), float32(direction[2])
	const samples = skyBox * binRows * stripWidth / 2
	for b := range bins {
		even, odd := k.colours(b*binRows), k.colours(b*binRows+1)
		for s := range n {
			red, green, blue := stripColour(even, odd, s*stripWidth)
			k.skyTone[s*bins+b] = dr*float32(red) + dg*float32(green) + db*float32(blue)
		}
	}
	for s := range n {
		for b, v := range k.skyTone[s*bins : (s+1)*bins] {
			k.skySums[b+1] = k.skySums[b] + v
		}
		to := k.sky[s*bins : (s+1)*bins]
		clear(to)
		for b := skyBox; b <= bins-skyBox; b++ {
			to[min(b, bins-1)] = (k.skySums[b+skyBox] - 2*k.skySums[b] + k.skySums[b-skyBox]) / samples
		}
	}
}

// stripColour sums up every other pixel of one strip in the two rows of a bin, red
// and blue in one word.
func stripColour(even, odd []rgb, x int) (red, green, blue uint32) {
	const redBlue, onlyGreen = 0xff00ff, 0xff00
	e, o := even[x:x+stripWidth:x+stripWidth], odd[x:x+stripWidth:x+stripWidth]
	both := e[0]&redBlue + e[2]&redBlue + e[4]&redBlue + e[6]&redBlue +
		o[1]&redBlue + o[3]&redBlue + o[5]&redBlue + o[7]&redBlue
	greens := e[0]&onlyGreen + e[2]&onlyGreen + e[4]&onlyGreen + e[6]&onlyGreen +
		o[1]&onlyGreen + o[3]&onlyGreen + o[5]&onlyGreen + o[7]&onlyGreen
	return uint32(both & 0xffff), uint32(greens >> 8), uint32(both >> 16)
}

// skyCandidate gives the whole lean in degrees and the bin in the middle of the
// picture of the line with the largest mean response, every strip's being cut off
// at most. It adds up four bins at once.
func (k *workspace) skyCandidate(n, bins int, most float64) (lean, row int, hold float64) {
	// As large as it may be for the sum of all strips to fit a lane.
	half := (1<<16 - 1) / (2 * n)
	rim, stride := k.skyHold(n, bins, half, float32(most))
	k.skyLanes = sized(k.skyLanes, (bins+laneCount-1)/laneCount)
	best := n * half
	for i := range skyLeans {
		slope := math.Tan(float64(i-int(maxTilt)) * math.Pi / 180)
		sums := k.skyLanes
		clear(sums)
		for s := range n {
			off := int(math.Round(slope * (stripMiddle(s) - float64(k.w)/2) / binRows))
			held := k.skyHeld[s*stride+rim+off:][:laneCount*len(sums)]
			for j := range sums {
				sums[j] += lanesAt(held, laneCount*j)
			}
		}
		for j, four := range sums {
			for b := laneCount * j; four != 0; b, four = b+1, four>>16 {
				if v := int(four & 0xffff); v > best && b < bins {
					best, lean, row = v, i-int(maxTilt), b
				}
			}
		}
	}
	return lean, row, most * float64(best-n*half) / float64(n*half)
}

// skyHold cuts off the responses at most, maps them to 0..2*half, and puts a rim of
// none around each strip as wide as lines may lean out of the picture.
func (k *workspace) skyHold(n, bins, half int, most float32) (rim, stride int) {
	rim = int(float64(k.w)*math.Tan(maxTilt*math.Pi/180)/(2*binRows)) + 2
	stride = 2*rim + bins + laneCount
	k.skyHeld = sized(k.skyHeld, n*stride)
	for i := range k.skyHeld {
		k.skyHeld[i] = int16(half)
	}
	unit := float32(half) / most
	for s := range n {
		to := k.skyHeld[s*stride+rim:][:bins]
		for b, v := range k.sky[s*bins : (s+1)*bins] {
			to[b] = int16(float32(half) + 0.5 + min(float32(half), max(-float32(half), v*unit)))
		}
	}
	return rim, stride
}

func stripMiddle(s int) float64 { return (float64(s)+0.5)*stripWidth - 0.5 }

// skyFit finds in each strip the step nearest to the candidate and fits a line to
// those, closer and closer: what stands on the horizon may be a larger step.
func (k *workspace) skyFit(n, bins, lean, row int, most float64) Skyline {
	slope := math.Tan(float64(lean) * math.Pi / 180)
	at := float64(row)*binRows - 0.5
	var on, squares, step float64
	for _, within := range [...]float64{9, 6, 4, skyNear, skyNear} {
		var su, sv, suu, suv float64
		on, squares, step = 0, 0, 0
		for s := range n {
			u := stripMiddle(s) - float64(k.w)/2
			v, size := nearestStep(k.sky[s*bins:(s+1)*bins], at+slope*u, within, float32(most/2))
			if size == 0 {
				continue
			}
			d := v - at - slope*u
			on, squares, step = on+1, squares+d*d, step+size
			su, sv, suu, suv = su+u, sv+v, suu+u*u, suv+u*v
		}
		if det := on*suu - su*su; on >= 8 && det > 0 {
			slope = (on*suv - su*sv) / det
			at = (sv - slope*su) / on
		}
	}
	t := math.Atan(slope)
	sky := Skyline{
		Tilt: t * 180 / math.Pi, Length: on / float64(n), Residual: math.Sqrt(squares / max(1, on)), Step: step / max(1, on),
		Parted: k.skyParted(n, bins, at, slope), at: at - float64(k.h-1)/2,
	}
	if at < skyRim*float64(k.h) || at > (1-skyRim)*float64(k.h) || !sky.judge() {
		return Skyline{}
	}
	return sky
}

// judge says how much the line is to be trusted, and is false where it is none. A
// rough one that parts nearly all of the picture by its tone is the top of trees,
// roofs or hills, which may climb.
func (s *Skyline) judge() bool {
	s.SD = math.Hypot(skySD, skyRoughSD*(1-s.Length))
	switch {
	case s.straight():
		s.Trust = trustSky
	case s.Parted >= skyPartsAll:
		s.Trust = trustRough
	}
	return s.Trust > 0
}

// straight says whether the line is one to level by: straight over most of the
// width, and either what parts the picture in two, or so wide and so little out of
// level that it cannot be the edge of something near. A horizon out of focus wavers;
// it may where it reaches from side to side and parts all of the picture.
func (s *Skyline) straight() bool {
	if s.Length >= 0.95 && s.Parted >= 0.9 {
		return s.Residual <= skySoft
	}
	if s.Residual > skyRough || s.Length < skyLeast {
		return false
	}
	return s.Parted >= skyParts || s.Length >= 0.85 && s.Residual <= 1.1 && math.Abs(s.Tilt) <= 5
}

// nearestStep gives the row, within a distance of another, of the nearest of a
// strip's largest steps, and its size, at least least; 0 where there is none. It
// is refined between bins by a parabola.
func nearestStep(steps []float32, row, within float64, least float32) (at, size float64) {
	// At the ends of what is compared a step looks like the largest and is not.
	from := max(skyBox+1, int((row+0.5-within)/binRows))
	to := min(len(steps)-skyBox-1, int((row+0.5+within)/binRows)+1)
	for b := from; b <= to; b++ {
		here, before, after := steps[b], steps[b-1], steps[b+1]
		if here < least || here < before || here <= after {
			continue
		}
		off := 0.5 * float64(before-after) / float64(before-2*here+after)
		v := (float64(b)+off)*binRows - 0.5
		if d := math.Abs(v - row); d <= within && (size == 0 || d < math.Abs(at-row)) {
			at, size = v, float64(here)
		}
	}
	return at, size
}

// skyParted gives how much of the picture is on the right side of the line by its
// tone alone: nearly all where sky meets sea, hardly more than half where a line is
// the edge of some thing.
func (k *workspace) skyParted(n, bins int, at, slope float64) float64 {
	border := func(s int) int {
		u := stripMiddle(s) - float64(k.w)/2
		return min(bins, max(0, int(math.Round((at+slope*u+0.5)/binRows))))
	}
	var sums, counts [2]float64
	for s := range n {
		edge := border(s)
		for b, v := range k.skyTone[s*bins : (s+1)*bins] {
			side := 0
			if b >= edge {
				side = 1
			}
			sums[side] += float64(v)
			counts[side]++
		}
	}
	if counts[0] == 0 || counts[1] == 0 {
		return 0
	}
	middle := float32((sums[0]/counts[0] + sums[1]/counts[1]) / 2)
	var right [2]float64
	for s := range n {
		edge := border(s)
		for b, v := range k.skyTone[s*bins : (s+1)*bins] {
			switch {
			case b < edge && v < middle:
				right[0]++
			case b >= edge && v >= middle:
				right[1]++
			}
		}
	}
	return (right[0]/counts[0] + right[1]/counts[1]) / 2
}
