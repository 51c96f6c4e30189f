package series

import (
	"fmt"
	"image"
	"math"
	"math/rand/v2"
	"time"

	"keeplight.app/keeplight/library"
)

// Kind is what a drawn group is.
type Kind string

// The kinds of drawn groups.
const (
	Single   Kind = "single"
	Burst    Kind = "burst"
	Exposure Kind = "exposure bracket"
	Focus    Kind = "focus bracket"
	Panorama Kind = "panorama"
)

// Frame is one drawn photo.
type Frame struct {
	Photo library.Photo // ID, Path, Hash and Capture
	Image *image.RGBA
	Group int // frames of equal numbers belong together
	Kind  Kind
	Scene int // frames of equal numbers show the same scene, also those of two groups
}

// Options say how a shoot is drawn.
type Options struct {
	Seed   uint64
	Groups int
	// Clock is what the camera's clock counts in: milliseconds, a hundredth or a
	// whole second.
	Clock time.Duration
	// Real are photographs to draw from in place of landscapes; nil for none.
	Real []*image.RGBA
	// NoSerial leaves out the cameras' serial numbers.
	NoSerial bool
}

// Draw draws a shoot, in the order in which it was taken. Equal options give equal
// frames.
func Draw(o Options) []Frame {
	d := &drawing{Options: o, r: rand.New(rand.NewPCG(o.Seed, 0x5e71e5))}
	d.now = time.Date(2026, time.May, 30, 14, 0, 0, int(time.Duration(d.r.IntN(1e9))), time.UTC)
	for range o.Groups {
		switch n := d.r.IntN(100); {
		case n < 28:
			d.single()
		case n < 52:
			d.burst(d.camera(0))
		case n < 62:
			d.again()
		case n < 76:
			d.exposureBracket()
		case n < 83:
			d.focusBracket()
		case n < 93:
			d.panorama()
		default:
			d.twoCameras()
		}
		d.pause()
	}
	return d.frames
}

// drawing is a shoot while it is drawn.
type drawing struct {
	Options
	r      *rand.Rand
	now    time.Time
	groups int // so far
	scenes int // worlds so far
	frames []Frame
}

// setup is a camera with its settings.
type setup struct {
	name, serial string
	capture      library.Capture
}

func (d *drawing) camera(n int) setup {
	s := setup{name: "Canon EOS R5", serial: fmt.Sprintf("01202200%04d", n)}
	if n == 1 && d.r.IntN(2) == 0 {
		s.name = "Nikon Z 8"
	}
	if d.NoSerial {
		s.serial = ""
	}
	s.capture = library.Capture{
		Camera: s.name, Serial: s.serial,
		ExposureTime: time.Duration(float64(time.Second) / math.Exp2(4+6*d.r.Float64())),
		FNumber:      []float64{1.8, 2.8, 4, 5.6, 8}[d.r.IntN(5)],
		ISO:          100 << d.r.IntN(6), FocalLength: []float64{24, 35, 50, 85, 200}[d.r.IntN(5)],
	}
	return s
}

func (d *drawing) world(frames float64) world {
	var real *image.RGBA
	d.scenes++
	scene := d.scenes
	if len(d.Real) > 0 {
		scene = d.r.IntN(len(d.Real))
		real = d.Real[scene]
	}
	w := newWorld(d.r, frames, real)
	w.scene = scene
	return w
}

// start is a frame's place in a world with some room around it for the hand.
func (d *drawing) start(w *world) view {
	width, height := float64(w.picture.Rect.Dx()), float64(w.picture.Rect.Dy())
	v := view{side: min(width, height*1.5) / 1.15, upright: d.r.IntN(4) == 0, noise: d.r.Uint64()}
	if v.upright {
		v.side = min(width*1.5, height) / 1.15
	}
	v.x, v.y = v.side*0.06, v.side*0.045
	return v
}

// hand moves a view as a hand does, by parts of the frame.
func (d *drawing) hand(v view, by float64) view {
	v.x += d.r.NormFloat64() * by * v.side
	v.y += d.r.NormFloat64() * by * v.side
	v.noise = d.r.Uint64()
	return v
}

// take adds a frame at this moment.
func (d *drawing) take(s *setup, w *world, v view, group int, kind Kind) {
	n := len(d.frames) + 1
	capture := s.capture
	capture.Time = d.now.Truncate(d.Clock)
	d.frames = append(d.frames, Frame{
		Photo: library.Photo{
			ID: library.ID(n), Path: fmt.Sprintf("/shoot/IMG_%04d.JPG", n), Hash: library.Hash(fmt.Sprintf("drawn-%d-%d", d.Seed, n)), Capture: capture,
		},
		Image: w.frame(v), Group: group, Kind: kind, Scene: w.scene,
	})
}

func (d *drawing) wait(t time.Duration) { d.now = d.now.Add(t) }

// pause is what lies between two groups: from a quick turn to a walk.
func (d *drawing) pause() {
	if d.r.IntN(4) == 0 {
		d.wait(time.Duration(1200+d.r.IntN(2500)) * time.Millisecond)
		return
	}
	d.wait(time.Duration(4+d.r.IntN(90)) * time.Second)
}

// number gives the next group's.
func (d *drawing) number() int {
	d.groups++
	return d.groups
}
