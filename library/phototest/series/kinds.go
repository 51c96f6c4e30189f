package series

import (
	"math"
	"slices"
	"time"

	"keeplight.app/keeplight/library"
)

func (d *drawing) single() {
	s, w := d.camera(0), d.world(1)
	if d.r.IntN(8) == 0 { // a phone's picture, or one that lost its facts
		s.capture.Camera, s.capture.Serial = "", ""
	}
	d.take(&s, &w, d.start(&w), d.number(), Single)
}

// burst is frames at the drive's or the finger's pace, with a person who moves and
// light that changes, which automatic exposure follows.
func (d *drawing) burst(s setup) {
	w := d.world(1)
	d.series(&s, &w, d.start(&w), d.number())
}

// again is two bursts of one scene, with a pause that belongs to neither.
func (d *drawing) again() {
	s, w := d.camera(0), d.world(1)
	v := d.start(&w)
	pace := d.series(&s, &w, v, d.number())
	d.wait(max(10*time.Second, 12*pace) + time.Duration(d.r.IntN(40))*time.Second)
	d.series(&s, &w, d.hand(v, 0.01), d.number())
}

func (d *drawing) series(s *setup, w *world, v view, group int) (pace time.Duration) {
	pace = time.Duration(40*math.Exp2(5*d.r.Float64())) * time.Millisecond // 40 ms to 1.3 s
	shake := 0.004 + 0.012*d.r.Float64()
	walk := (d.r.Float64() - 0.5) * 0.3
	n := 2 + d.r.IntN(11)
	drift := 0.0
	for i := range n {
		if d.r.IntN(3) == 0 {
			// A cloud: the exposure changes, the picture does not.
			drift += float64(d.r.IntN(3)-1) / 3
		}
		now := *s
		now.capture.ExposureTime = time.Duration(float64(s.capture.ExposureTime) * math.Exp2(drift))
		f := d.hand(v, shake)
		f.walked, f.stops = walk*float64(i)/float64(n), 0.2*(d.r.Float64()-0.5)
		d.take(&now, w, f, group, Burst)
		d.wait(time.Duration(float64(pace) * (0.8 + 0.5*d.r.Float64())))
	}
	return pace
}

// exposureBracket is one to three series of three to nine frames, told by bias, by
// the camera's word or by the exposures alone.
func (d *drawing) exposureBracket() {
	s, w := d.camera(0), d.world(1)
	v := d.start(&w)
	n := []int{3, 3, 3, 5, 5, 7, 9}[d.r.IntN(7)]
	step := []float64{1. / 3, 0.5, 2. / 3, 1, 1, 1.5, 2, 2}[d.r.IntN(8)]
	step = min(step, 6/float64(n-1))
	step = max(math.Floor(step*3+0.01)/3, 1./3)
	var order []float64
	for k := range n {
		order = append(order, float64(k-n/2)*step)
	}
	switch d.r.IntN(3) {
	case 0: // 0, -, +, as Canon does
		slices.SortStableFunc(order, func(a, b float64) int { return int(math.Round(3 * (math.Abs(a) - math.Abs(b)))) })
	case 1:
		slices.Reverse(order)
	}
	told := d.r.IntN(3)
	for range 1 + d.r.IntN(6)/4 {
		group := d.number()
		for _, stops := range order {
			now := s
			now.capture.ExposureTime = nominal(float64(s.capture.ExposureTime) / float64(time.Second) * math.Exp2(stops))
			switch told {
			case 0:
				now.capture.ExposureBias = math.Round(stops*100) / 100
			case 1:
				now.capture.Bracketing = library.ExposureBracketing
			}
			f := d.hand(v, 0.004)
			f.stops = stops
			d.take(&now, &w, f, group, Exposure)
			d.wait(time.Duration(80+d.r.IntN(500))*time.Millisecond + now.capture.ExposureTime)
		}
		d.wait(time.Second)
	}
}

// nominal rounds a shutter time as cameras write it, to two digits.
func nominal(seconds float64) time.Duration {
	if seconds < 0.3 {
		digits := math.Pow(10, math.Floor(math.Log10(1/seconds))-1)
		seconds = 1 / (math.Round(1/seconds/digits) * digits)
	}
	return time.Duration(seconds * float64(time.Second))
}

// focusBracket is a series whose focus goes outwards, told by distances or by the
// camera's word.
func (d *drawing) focusBracket() {
	s, w := d.camera(0), d.world(1)
	v := d.start(&w)
	group, n := d.number(), 5+d.r.IntN(12)
	distance, marked := 0.3+d.r.Float64(), d.r.IntN(2) == 0
	pace := time.Duration(100+d.r.IntN(900)) * time.Millisecond
	for i := range n {
		now := s
		now.capture.FocusDistance = distance
		if marked {
			now.capture.Bracketing, now.capture.FocusDistance = library.FocusBracketing, 0
		}
		f := d.hand(v, 0.002)
		f.blur = 1 + 2*math.Abs(float64(i)/float64(n)-0.5)
		d.take(&now, &w, f, group, Focus)
		d.wait(pace)
		distance *= 1.06 + 0.1*d.r.Float64()
	}
}

// panorama is frames that overlap by a quarter to six tenths, sideways.
func (d *drawing) panorama() {
	n := 3 + d.r.IntN(5)
	overlap := 0.25 + 0.35*d.r.Float64()
	s, w := d.camera(0), d.panoramaWorld(n, overlap)
	w.size = 0
	v := d.start(&w)
	v.upright = v.upright && len(d.Real) == 0
	height := float64(w.picture.Rect.Dy())
	frameWidth := min(height*1.5/1.15, float64(w.picture.Rect.Dx())/(1.1+float64(n-1)*(1-overlap)))
	v.side = frameWidth
	if v.upright {
		v.side, frameWidth = height/1.15, height/1.15*2/3
	}
	back := d.r.IntN(2) == 0
	group := d.number()
	pace := time.Duration(700+d.r.IntN(3000)) * time.Millisecond
	for i := range n {
		at := i
		if back {
			at = n - 1 - i
		}
		f := v
		f.x = 0.03*frameWidth + float64(at)*frameWidth*(1-overlap)
		f = d.hand(f, 0.008)
		f.stops = 0.2 * (d.r.Float64() - 0.5)
		d.take(&s, &w, f, group, Panorama)
		d.wait(time.Duration(float64(pace) * (0.7 + 0.6*d.r.Float64())))
	}
}

func (d *drawing) panoramaWorld(n int, overlap float64) world {
	return d.world(1 + float64(n-1)*(1-overlap))
}

// twoCameras is two bursts at the same time.
func (d *drawing) twoCameras() {
	begin := d.now
	d.burst(d.camera(0))
	first := len(d.frames)
	d.now = begin.Add(time.Duration(d.r.IntN(400)) * time.Millisecond)
	d.burst(d.camera(1))
	for _, f := range d.frames[first-1:] {
		if f.Photo.Capture.Time.After(d.now) {
			d.now = f.Photo.Capture.Time
		}
	}
}
