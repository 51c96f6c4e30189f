package main

import (
	"context"
	"fmt"
	"image"
	"math"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/faces/drawn"
	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/scoring/measure/damage"
)

// portrait is a drawn photo of one person, blurred by so many pixels.
type portrait struct {
	name         string
	face, ground float64
	x            float64 // of the face, in pictures; 0 is the left edge
	want         float64 // the sign of what the face does to clarity; 0 where either is right
	cut          bool    // the frame cuts the face
}

func portraits() []portrait {
	return []portrait{
		{name: "all sharp", x: 0.5},
		{name: "sharp face, soft ground", ground: 5, x: 0.5},
		{name: "soft face, sharp ground", face: 4, x: 0.5, want: -1},
		{name: "all soft", face: 4, ground: 4, x: 0.5},
		{name: "sharp face that the frame cuts", x: 0.05, ground: 5, cut: true},
	}
}

// draw draws it with eyes open by so much.
func (p *portrait) draw(gap float64) *image.RGBA {
	const w, h, eye = 2400, 1600, 72
	img := phototest.Scene(w, h, 3)
	if p.ground > 0 {
		img = damage.Blur(img, p.ground)
	}
	f := drawn.Face{X: p.x * w, Y: 0.42 * h, EyeWidth: eye, Gap: [2]float64{gap, gap}, Seed: 2}
	if p.face == 0 {
		f.Draw(img)
		return img
	}
	soft := image.NewRGBA(img.Rect)
	copy(soft.Pix, img.Pix)
	f.Draw(soft)
	soft = damage.Blur(soft, p.face)
	for y := range h {
		for x := range w {
			if math.Hypot(float64(x)-f.X, float64(y)-f.Y-eye) < 5*eye {
				img.SetRGBA(x, y, soft.RGBAAt(x, y))
			}
		}
	}
	return img
}

// judge scores pixels as the program does, and again by the faces in them.
func (e *evaluation) judge(ctx context.Context, scan *picture.Scan, scout picture.RowSink) (plain, with *library.Score, err error) {
	s := &scoring.Subject{Preview: scan.Preview, Full: &scoring.Full{Parts: scan, Scout: scout}}
	s.Photo.Width, s.Photo.Height = scan.Width, scan.Height
	score, err := scoring.Score(ctx, e.scorer, s)
	if err != nil {
		return nil, nil, err
	}
	found, err := e.finder.Find(ctx, s)
	if err != nil {
		return nil, nil, err
	}
	return &score, measure.WithFaces(&score, found, 0), nil
}

// attributes prints what drawn faces do to scores: clarity by half a point at most, and
// nothing by their lids.
func (e *evaluation) attributes(ctx context.Context) error {
	fmt.Fprintln(e.out, "Drawn portraits of 2400 x 1600: clarity, integrity and composition without and with the face")
	for _, p := range portraits() {
		for i, gap := range []float64{0.25, 0.02} {
			scout := e.scorer.Scout(&library.Photo{})
			scan, err := picture.ScanPixels(ctx, p.draw(gap), 1, picture.ScanWant{Side: scoring.PreviewSide, Sink: scout})
			if err != nil {
				return err
			}
			plain, with, err := e.judge(ctx, scan, scout)
			if err != nil {
				return err
			}

			by := with.Of(library.Clarity).Mean - plain.Of(library.Clarity).Mean
			ok := math.Abs(by) <= 0.5+1e-9 && by*p.want >= 0 && (p.want == 0 || by != 0) &&
				(with.Of(library.SubjectIntegrity).Mean < plain.Of(library.SubjectIntegrity).Mean) == p.cut
			what := p.name
			if i > 0 {
				what += ", eyes closed"
			}
			e.line(what, pairs(plain, with, library.Clarity, library.SubjectIntegrity, library.Composition), ok)
		}
	}
	return nil
}

// pairs words values before and after.
func pairs(plain, with *library.Score, of ...library.Attribute) string {
	text := fmt.Sprintf("overall %.2f %.2f", plain.Overall.Mean, with.Overall.Mean)
	for _, a := range of {
		text += fmt.Sprintf(", %s %.2f %.2f", a.Key(), plain.Of(a).Mean, with.Of(a).Mean)
	}
	return text
}
