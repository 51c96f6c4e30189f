package fingerprint

import (
	"errors"
	"fmt"
	"image"
	"math"
)

const (
	// side is how many cells a fingerprint has across and down, whatever the
	// picture's own shape. 24 was as good at telling scenes apart as 32 and better
	// than 16 at finding the overlap of panoramas.
	side  = 24
	cells = side * side

	// version is of what the bytes mean. Another one is not read.
	version = 1

	headBytes = 4

	// Bytes is how many bytes a stored fingerprint takes.
	Bytes = headBytes + cells
)

// Print is the fingerprint of one picture. The zero value is that of no picture and
// is like no other.
type Print struct {
	shape  int8  // log2 of width over height, in steps of 1/shapeSteps
	light  int8  // log2 of the mean light, in steps of 1/lightSteps stop; 0 is white
	spread uint8 // standard deviation of the cells' brightness, 0..255

	// pattern holds how much brighter each cell is than what surrounds it, in
	// ranks among all cells, so that exposure and tone curve do not count.
	pattern [cells]int8
	bright  [side]uint64 // a bit for each cell above 0, by row; the next row stands in the upper half
	sum     int          // of the pattern
	squares int          // the sum of its squares
	made    bool
}

const (
	shapeSteps = 32
	lightSteps = 12
)

// Of makes the fingerprint of a picture's pixels, best those of a thumbnail of 100
// pixels and more. Equal pixels give equal fingerprints.
func Of(img *image.RGBA) Print {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	if w < 1 || h < 1 {
		return Print{}
	}
	brightness, light := measure(img)
	p := Print{
		shape:  steps(math.Log2(float64(w)/float64(h)), shapeSteps),
		light:  steps(math.Log2(max(light, 1e-4)), lightSteps),
		spread: uint8(math.Round(min(deviation(&brightness), 255))),
		made:   true,
	}
	ranks := rank(&brightness)
	surroundings := blur(&ranks)
	for i := range ranks {
		// The difference of two ranks lies within 1; those beyond a half are rare.
		p.pattern[i] = steps(ranks[i]-surroundings[i], 2*math.MaxInt8)
	}
	p.fill()
	return p
}

// steps counts how many steps of 1/n a value is, as far as int8 reaches.
func steps(v float64, n int) int8 {
	return int8(math.Round(min(max(v*float64(n), -math.MaxInt8), math.MaxInt8)))
}

// fill makes what follows from the pattern.
func (p *Print) fill() {
	p.bright, p.sum, p.squares = [side]uint64{}, 0, 0
	for i, v := range p.pattern {
		p.sum += int(v)
		p.squares += int(v) * int(v)
		if v > 0 {
			p.bright[i/side] |= 1 << (i % side)
		}
	}
	for row := range side - 1 {
		p.bright[row] |= p.bright[row+1] << 32 // the upper half of which is still empty
	}
}

// IsZero is true for the fingerprint of no picture.
func (p *Print) IsZero() bool { return !p.made }

// Light is the mean light of the picture in stops below white, 0 or less: a frame
// of a bracket that was given one stop more has about one more.
func (p *Print) Light() float64 { return float64(p.light) / lightSteps }

// flatSpread is the standard deviation of brightness, of 255, up to which a
// picture shows nothing but noise: a lens cap, a white wall.
const flatSpread = 2

// IsFlat is true for a picture that shows nothing by which it could be told from
// others.
func (p *Print) IsFlat() bool { return p.spread <= flatSpread }

// ErrBad says that bytes are no fingerprint, or one of another version: it is to be
// made again.
var ErrBad = errors.New("these bytes are no fingerprint")

// Append adds the fingerprint's bytes, which Parse reads.
func (p *Print) Append(b []byte) []byte {
	b = append(b, version, byte(p.shape), byte(p.light), p.spread)
	for _, v := range p.pattern {
		b = append(b, byte(v))
	}
	return b
}

// Parse reads what Append wrote. Errors: ErrBad.
func Parse(b []byte) (Print, error) {
	if len(b) != Bytes || b[0] != version {
		return Print{}, fmt.Errorf("%w: %d bytes", ErrBad, len(b))
	}
	p := Print{shape: int8(b[1]), light: int8(b[2]), spread: b[3], made: true}
	for i, v := range b[headBytes:] {
		p.pattern[i] = int8(v)
	}
	p.fill()
	return p, nil
}
