package drawn

import (
	"image"
	"image/color"
	"math"
)

// eyeMM is the width of a grown-up's eye from corner to corner in millimetres, about
// what Farkas (1994) measured. All that is drawn is in millimetres from the middle
// between the eyes, to the right and down.
const eyeMM = 31.0

// Face is a face to be drawn. It is seen from the front.
type Face struct {
	X, Y     float64    // middle between the eyes, pixels
	EyeWidth float64    // from corner to corner, pixels
	Gap      [2]float64 // between the lids of the left and the right eye, as a share of EyeWidth; 0 is closed
	Tilt     float64    // radians, clockwise
	Skin     color.RGBA // zero is DefaultSkin
	Hair     color.RGBA // zero is DefaultHair
	Seed     uint64     // of the skin's texture and of how broad and long the face is
}

// DefaultSkin and DefaultHair are the colours of a face that names none.
var (
	DefaultSkin = color.RGBA{224, 172, 142, 255}
	DefaultHair = color.RGBA{58, 40, 28, 255}
)

// Box is where the face lies in the picture, from the brows to the chin.
func (f *Face) Box() image.Rectangle {
	k := f.EyeWidth / eyeMM
	return image.Rect(int(f.X-75*k), int(f.Y-60*k), int(f.X+75*k), int(f.Y+115*k))
}

// Draw draws the face with its hair, neck and shoulders over a picture.
func (f *Face) Draw(img *image.RGBA) {
	p := newPainter(f)
	k := f.EyeWidth / eyeMM
	sin, cos := math.Sincos(f.Tilt)
	reach := int(260*k) + 2
	area := image.Rect(int(f.X)-reach, int(f.Y)-reach, int(f.X)+reach, int(f.Y)+reach).Intersect(img.Rect)
	// Two samples to a millimetre show all that is drawn.
	n := min(max(int(math.Ceil(2/k)), 2), 5)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			var sum tone
			covered := 0
			for i := range n * n {
				dx := (float64(x) + (float64(i%n)+0.5)/float64(n) - f.X) / k
				dy := (float64(y) + (float64(i/n)+0.5)/float64(n) - f.Y) / k
				if c, ok := p.at(cos*dx+sin*dy, cos*dy-sin*dx); ok {
					sum = sum.plus(c)
					covered++
				}
			}
			if covered > 0 {
				blend(img, x, y, sum.times(1/float64(covered)), float64(covered)/float64(n*n))
			}
		}
	}
}

// tone is light of three colours, 0..255.
type tone [3]float64

func toneOf(c color.RGBA) tone            { return tone{float64(c.R), float64(c.G), float64(c.B)} }
func (t tone) times(k float64) tone       { return tone{t[0] * k, t[1] * k, t[2] * k} }
func (t tone) plus(o tone) tone           { return tone{t[0] + o[0], t[1] + o[1], t[2] + o[2]} }
func (t tone) mix(o tone, k float64) tone { return t.times(1 - k).plus(o.times(k)) }

func blend(img *image.RGBA, x, y int, c tone, share float64) {
	old := img.RGBAAt(x, y)
	c = toneOf(old).mix(c, share)
	level := func(v float64) uint8 { return uint8(min(max(v+0.5, 0), 255)) }
	img.SetRGBA(x, y, color.RGBA{level(c[0]), level(c[1]), level(c[2]), 255})
}
