package main

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"math"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/agreement"
	"keeplight.app/keeplight/scoring/faces/drawn"
	"keeplight.app/keeplight/scoring/measure/damage"
)

// condition is what makes eyes harder to judge.
type condition struct {
	name    string
	width   float64 // of an eye, pixels; 0 is 24
	tilt    float64 // degrees, one way and the other
	skin    color.RGBA
	glasses bool
	dark    bool                          // the glasses: nothing can be told then
	spoil   func(*image.RGBA) *image.RGBA // nil leaves the picture as it is
}

func conditions() []condition {
	dark := color.RGBA{74, 48, 36, 255}
	all := []condition{{name: "as drawn"}, {name: "dark skin", skin: dark}, {name: "glasses", glasses: true}, {name: "dark glasses", glasses: true, dark: true}}
	for _, width := range []float64{10, 14, 20, 40, 60} {
		all = append(all, condition{name: fmt.Sprintf("eyes of %.0f px", width), width: width})
	}
	for _, tilt := range []float64{10, 20, 30} {
		all = append(all, condition{name: fmt.Sprintf("tilted by %.0f degrees", tilt), tilt: tilt})
	}
	for _, stops := range []float64{-2, -1, 1, 1.5} {
		all = append(all,
			condition{name: fmt.Sprintf("%+.1f stops", stops), spoil: func(img *image.RGBA) *image.RGBA { return damage.Expose(img, stops) }},
			condition{name: fmt.Sprintf("dark skin, %+.1f stops", stops), skin: dark, spoil: func(img *image.RGBA) *image.RGBA { return damage.Expose(img, stops) }})
	}
	for _, sd := range []float64{6, 12, 20} {
		all = append(all, condition{name: fmt.Sprintf("noise of %.0f levels", sd), spoil: func(img *image.RGBA) *image.RGBA { return damage.Noise(img, sd) }})
	}
	for _, quality := range []float64{95, 80, 60} {
		all = append(all, condition{name: fmt.Sprintf("JPEG of quality %.0f", quality), spoil: func(img *image.RGBA) *image.RGBA {
			if packed, err := damage.JPEG(img, quality); err == nil {
				return packed
			}
			return img
		}})
	}
	return append(all,
		condition{name: "a third of the contrast", spoil: func(img *image.RGBA) *image.RGBA { return damage.Flatten(img, 0.33) }},
		condition{name: "blur of a tenth of the eye", spoil: func(img *image.RGBA) *image.RGBA { return damage.Blur(img, 2.4) }})
}

// Of the faces of a condition half are closed, half open.
const facesAcross, facesDown = 4, 4

// draw gives the picture, and where the closed eyes and the open ones are.
func (c *condition) draw() (img *image.RGBA, closed, open []image.Point) {
	width := c.width
	if width == 0 {
		width = 24
	}
	cell := 10 * width
	img = image.NewRGBA(image.Rect(0, 0, int(facesAcross*cell), int(facesDown*cell)))
	for i := range img.Pix {
		img.Pix[i] = 150 | uint8(i%4/3*105)
	}
	for i := range facesAcross * facesDown {
		shut := i%2 == 0
		gap := 0.2 + 0.01*float64(i%5)
		if shut {
			gap = 0.01 * float64(i%3)
		}
		f := drawn.Face{
			X: (float64(i%facesAcross) + 0.5) * cell, Y: (float64(i/facesAcross) + 0.42) * cell, EyeWidth: width,
			Gap: [2]float64{gap, gap}, Seed: uint64(i), Skin: c.skin, Tilt: c.tilt * math.Pi / 180 * float64(1-2*(i/2%2)),
		}
		f.Draw(img)
		if c.glasses {
			frames(img, &f, c.dark)
		}
		if at := image.Pt(int(f.X), int(f.Y)); shut {
			closed = append(closed, at)
		} else {
			open = append(open, at)
		}
	}
	if c.spoil != nil {
		img = c.spoil(img)
	}
	return img, closed, open
}

// frames draws glasses: a dark ring around each eye, and what joins them; dark ones let
// nothing of the eye be seen.
func frames(img *image.RGBA, f *drawn.Face, dark bool) {
	const apart, radius, thick = 1.03, 0.78, 0.09 // eye widths
	reach := int(3 * f.EyeWidth)
	for y := int(f.Y) - reach; y < int(f.Y)+reach; y++ {
		for x := int(f.X) - reach; x < int(f.X)+reach; x++ {
			dx, dy := math.Abs(float64(x)-f.X)/f.EyeWidth, (float64(y)-f.Y)/f.EyeWidth
			from := math.Hypot(dx-apart, 1.15*dy)
			ring := math.Abs(from-radius) < thick || dark && from < radius
			if bridge := dx < apart-radius && math.Abs(dy+0.1) < thick; ring || bridge {
				img.SetRGBA(x, y, color.RGBA{38, 34, 36, 255})
			}
		}
	}
}

// lidShares are what was said of lids.
type lidShares struct{ found, right, wrong agreement.Share }

func (s *lidShares) add(found []library.Face, at []image.Point, size image.Point, is library.EyeState) {
	for _, p := range at {
		f := faceAt(found, p, size)
		s.found.Add(f != nil)
		if f != nil {
			state := f.State()
			s.right.Add(state == is)
			s.wrong.Add(state != is && state != library.EyeUnknown)
		}
	}
}

// conditions says of drawn faces that are hard to see how often lids are judged right
// and wrong. It is no figure for people: what fails here would fail there too.
func (e *evaluation) conditions(ctx context.Context) error {
	fmt.Fprintf(e.out, "Drawn eyes under conditions, %d closed and as many open: found; closed right, wrong; open right, wrong\n", facesAcross*facesDown/2)
	for _, c := range conditions() {
		img, closed, open := c.draw()
		found, err := e.inPicture(ctx, img)
		if err != nil {
			return err
		}
		var shut, wide lidShares
		shut.add(found, closed, img.Rect.Size(), library.EyeClosed)
		wide.add(found, open, img.Rect.Size(), library.EyeOpen)
		n := func(s agreement.Share) string { return fmt.Sprintf("%.0f %%", 100*s.Value()) }
		e.line(c.name, fmt.Sprintf("%s %s; %s, %s; %s, %s", n(shut.found), n(wide.found), n(shut.right), n(shut.wrong), n(wide.right), n(wide.wrong)),
			shut.wrong.Value() == 0 && wide.wrong.Value() == 0)
	}
	return nil
}
