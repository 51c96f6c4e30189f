package chart

import (
	"fmt"
	"image"
	"math"
	"math/rand/v2"

	"keeplight.app/keeplight/scoring/measure/damage"
)

// Side is the number of pixels of the sides of a square picture.
const Side = 128

// Drawing is a picture with what is known of it.
type Drawing struct {
	Picture *image.RGBA
	Truth   Answers
}

// Draw draws a picture of w x h pixels and spoils it, everything by chance. The
// same numbers give the same picture.
func Draw(r *rand.Rand, w, h int) (Drawing, error) {
	c := newCanvas(w, h)
	truth := Unknown()
	switch r.IntN(10) {
	case 0:
		clouds(r, c)
	case 1:
		leaves(r, c)
	case 2:
		if maybe(r, 0.5) {
			strands(r, c)
		} else {
			cloth(r, c)
		}
	case 3, 4, 5:
		lean := between(r, -16, 16)
		if maybe(r, 0.15) {
			lean = 0
		}
		drawTown(r, c, lean)
		truth[Level] = Levelness(lean)
	default:
		truth[Complete] = completeness(drawFigure(r, c))
	}
	return Finish(r, c.develop(), truth)
}

// Finish changes the tones of a picture and spoils it by chance, and adds the
// answers that follow to those that are known.
func Finish(r *rand.Rand, m *image.RGBA, known Answers) (Drawing, error) {
	s := randomSpoiling(r)
	m = Toned(r, m)
	if isEmpty(m) {
		known = Unknown()
	} else {
		if s.hidesShapes() {
			known[Level], known[Complete] = math.NaN(), math.NaN()
		}
		known = known.and(s.Answers())
		if isSmooth(m) {
			known[Sharpness], known[Clarity] = math.NaN(), math.NaN()
		}
	}
	spoilt, err := s.Apply(m)
	if err != nil {
		return Drawing{}, fmt.Errorf("spoiling a drawing: %w", err)
	}
	return Drawing{Picture: spoilt, Truth: known.and(Measure(spoilt))}, nil
}

// isEmpty is true for a picture in which hardly anything is to be seen: all of
// it about as light, or half of it white or black.
func isEmpty(m *image.RGBA) bool {
	const flat, clipped = 12.0, 0.5 // levels of 255; share
	var light, square mean
	lost := 0
	for i := 0; i < len(m.Pix); i += 4 {
		v := 0.299*float64(m.Pix[i]) + 0.587*float64(m.Pix[i+1]) + 0.114*float64(m.Pix[i+2])
		light.add(v)
		square.add(v * v)
		if v < 4 || v > 251 {
			lost++
		}
	}
	deviation := math.Sqrt(max(0, square.value()-light.value()*light.value()))
	return deviation < flat || float64(lost) > clipped*light.n
}

// isSmooth is true for a picture that a blur changes too little for anybody to
// tell whether it was blurred.
func isSmooth(m *image.RGBA) bool {
	const sigma, change = 1.0, 2.0 // pixels; root mean square, levels of 255
	blurred := damage.Blur(m, sigma)
	var square mean
	for i, v := range m.Pix {
		if i%4 < 3 {
			d := float64(v) - float64(blurred.Pix[i])
			square.add(d * d)
		}
	}
	return square.value() < change*change
}

// and fills in what is not known.
func (a Answers) and(more Answers) Answers {
	for i, v := range a {
		if v != v {
			a[i] = more[i]
		}
	}
	return a
}
