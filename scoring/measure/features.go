package measure

import "image"

// Features is everything that is measured of one picture, before any judgement.
// Equal pictures have equal features, to the last bit, on one machine.
type Features struct {
	Width, Height int // of the preview, pixels
	Tone          Tone
	Colour        Colour
	Sharpness     Sharpness
	Noise         float64 // standard deviation in the calmest areas, levels of 255
	NoiseKnown    bool    // false when clipping left no calm area to read it from
	Compression   float64 // coarseness of JPEG rounding, 1 at quality 50; see measureCompression
	Region        Region
	Layout        Layout
	Lines         Lines
}

// smallest is the short side in pixels below which nothing is measured.
const smallest = 64

// Measurable is false for a picture too small to say anything about.
func (f *Features) Measurable() bool { return min(f.Width, f.Height) >= smallest }

// Uniform is true for a frame without detail or gradation, such as a lens cap.
func (f *Features) Uniform() bool {
	return f.Tone.P99-f.Tone.P1 < 0.04 && f.Sharpness.Contrast < 1.5
}

// Extract measures a picture. It must be opaque, upright sRGB with its origin at
// (0,0); nothing of it is kept.
func Extract(preview *image.RGBA) Features {
	f := Features{Width: preview.Rect.Dx(), Height: preview.Rect.Dy()}
	if !f.Measurable() {
		return f
	}
	p := newPlanes(preview)
	f.Tone = measureTone(p)
	f.Colour = measureColour(p)
	d := measureDetail(p.y)
	f.Noise, f.NoiseKnown = d.measureNoise()
	f.Sharpness = d.measureSharpness(f.Noise)
	f.Sharpness.Wavelet = fishEnergy(p.y, f.Noise)
	f.Compression = measureCompression(preview)
	f.Lines = d.measureLines()
	r, g, b := onGrid(p.r), onGrid(p.g), onGrid(p.b)
	lab := labGrids(&r, &g, &b)
	salience := saliencyMap(lab, &d.energy)
	f.Region = findRegion(&salience)
	f.Layout = measureLayout(p, lab, &d, &f.Region)
	return f
}
