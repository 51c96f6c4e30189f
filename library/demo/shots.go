package demo

import (
	"fmt"
	"time"
)

// take is one press of the shutter in a session.
type take struct {
	faults   []Fault
	tilt     float64
	framing  framing
	frame    int
	portrait bool
	sideways bool // stored with EXIF orientation 6
}

// session is what was photographed at one place in one go.
type session struct {
	scene string
	start time.Time
	gap   time.Duration // between two pictures
	burst bool
	kit   kit
	takes []take
}

// kit is the camera, the lens and how they were set.
type kit struct {
	camera, lens string
	shutter      time.Duration
	fNumber      float64
	iso          int
	focal        float64
}

const (
	cameraOne = "Keeplight Demo One"
	cameraTwo = "Keeplight Demo Two"
	wideLens  = "Demo 18-35mm F4"
	midLens   = "Demo 35mm F1.8"
	longLens  = "Demo 100-300mm F5.6"
)

// Shots gives the whole demo shoot in the order in which it was taken. It is
// the same list every time.
func Shots() []Shot {
	var out []Shot
	bursts := 0
	for _, s := range sessions() {
		burst := 0
		if s.burst {
			bursts++
			burst = bursts
		}
		for i, t := range s.takes {
			out = append(out, s.shot(t, i, burst, len(out)+1))
		}
	}
	return out
}

func (s *session) shot(t take, i, burst, number int) Shot {
	out := Shot{
		Name: fmt.Sprintf("IMG_%04d.jpg", number), Scene: s.scene, Faults: t.faults, Burst: burst,
		Taken: s.start.Add(time.Duration(i) * s.gap), Camera: s.kit.camera, Lens: s.kit.lens,
		ExposureTime: s.kit.shutter, FNumber: s.kit.fNumber, ISO: s.kit.iso, FocalLength: s.kit.focal,
		Tilt: t.tilt, Portrait: t.portrait, Orientation: 1, framing: t.framing, frame: t.frame,
	}
	if t.sideways {
		out.Orientation = 6
	}
	for _, f := range t.faults {
		switch f { // the camera's settings tell what went wrong
		case Dark:
			out.ExposureTime /= 8
		case Bright:
			out.ExposureTime *= 4
		case Shaken:
			out.ExposureTime = max(out.ExposureTime, time.Second/8)
		case Noisy:
			out.ISO = 25600
		}
	}
	return out
}

// sessions is the story: three days at the coast.
func sessions() []session {
	return append(append(firstDay(), secondDay()...), thirdDay()...)
}

// at is a time of the shoot: day 1..3, on a clock two hours east of UTC.
func at(day, hour, minute int) time.Time {
	zone := time.FixedZone("", 2*60*60)
	return time.Date(2025, time.September, 11+day, hour, minute, 7, 0, zone)
}

func bad(f ...Fault) take { return take{faults: f} }

func tilted(degrees float64, f ...Fault) take {
	return take{faults: append([]Fault{Tilted}, f...), tilt: degrees}
}

func (t take) framed(dx, dy, zoom float64) take {
	t.framing = framing{dx, dy, zoom}
	return t
}

func (t take) upright() take { t.portrait = true; return t }

func (t take) turned() take { t.portrait, t.sideways = true, true; return t }

func (t take) at(frame int) take { t.frame = frame; return t }
