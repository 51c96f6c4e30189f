package demo

import (
	"slices"
	"time"
)

// Fault is one thing that is wrong with a picture, on purpose.
type Fault string

// The faults. None is the zero value and is the same as no fault.
const (
	None      Fault = ""
	Soft      Fault = "soft"      // the lens is focused elsewhere
	Shaken    Fault = "shaken"    // the camera moved while the shutter was open
	Tilted    Fault = "tilted"    // the camera was not level; Shot.Tilt says by how much
	Dark      Fault = "dark"      // under-exposed
	Bright    Fault = "bright"    // over-exposed, highlights clipped
	Noisy     Fault = "noisy"     // high ISO
	Dull      Fault = "dull"      // flat, colourless
	Garish    Fault = "garish"    // colours driven too far
	Cut       Fault = "cut"       // the border cuts the subject
	Cluttered Fault = "cluttered" // things in the way, a restless background
)

// Shot is one picture of the demo shoot: what it shows, what is wrong with it
// and what the invented camera wrote down.
type Shot struct {
	Name         string // file name, such as "IMG_0001.jpg"
	Scene        string // what it shows, such as "lighthouse"
	Faults       []Fault
	Burst        int // pictures with the same number belong to one burst; 0 is none
	Taken        time.Time
	Camera       string
	Lens         string
	ExposureTime time.Duration
	FNumber      float64
	ISO          int
	FocalLength  float64 // millimetres
	Tilt         float64 // degrees that the camera leans clockwise, so the horizon falls to the left; 0 is level
	Portrait     bool    // upright format
	Orientation  int     // EXIF orientation of the file: 1, or 6 where the pixels are stored sideways

	framing framing
	frame   int // place within the burst, from 0
}

// Has says whether the shot has a fault.
func (s *Shot) Has(f Fault) bool { return slices.Contains(s.Faults, f) }

// Clean gives the same picture without any fault: its twin for comparison.
func (s Shot) Clean() Shot {
	s.Faults = nil
	s.Tilt = 0
	return s
}

// framing is how the photographer stood: a shift in scene units and a zoom.
// The zero value is the scene's own framing.
type framing struct {
	dx, dy float64
	zoom   float64 // 0 is 1
}
