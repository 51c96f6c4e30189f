package measure

import (
	"image"
	"math"

	"keeplight.app/keeplight/library"
)

// Features is everything that is measured of one picture, before any judgement.
// Equal pictures have equal features, to the last bit, on one machine.
type Features struct {
	Width, Height int // of the preview, pixels
	Misfire       Misfire
	PhotoSide     int // long side of the photo, pixels; that of the preview where it is not known
	Tone          Tone
	Colour        Colour
	Key           Key
	Highlights    Highlights
	Sharpness     Sharpness
	Noise         float64 // standard deviation in the calmest areas, levels of 255
	Grain         Grain
	NoiseKnown    bool    // false when clipping left no calm area to read it from
	Compression   float64 // coarseness of JPEG rounding, 1 at quality 50; see measureCompression
	Specks        float64 // lone pixels in a thousand
	Kurtosis      float64 // log10 of how unevenly gradient energy lies over the blocks: 0 when even
	Bands         Bands
	Natural       [2]Natural // at full measuring size and at half
	Smear         Smear
	Double        Double
	Full          FullDetail // unknown after the quick pass alone
	Region        Region
	Layout        Layout
	Lines         Lines
	Skyline       Skyline
	Traces        Traces
}

// smallest is the short side in pixels below which nothing is measured.
const smallest = 64

// Measurable is false for a picture too small to say anything about.
func (f *Features) Measurable() bool { return min(f.Width, f.Height) >= smallest }

// scale is how many pixels of the photo one of the measuring size covers.
func (f *Features) scale() float64 {
	return float64(f.PhotoSide) / float64(min(workSide, max(f.Width, f.Height)))
}

// Uniform is true for a frame without detail or gradation, such as a lens cap.
func (f *Features) Uniform() bool {
	return f.Tone.P99-f.Tone.P1 < 0.04 && f.Sharpness.Contrast < 1.5
}

// Blank is true for a frame in which hardly anything can be told apart, once its
// noise is taken off: there is no subject in it, and no exposure that is right.
func (f *Features) Blank() bool {
	const (
		seen   = 2.0 // Lab and levels, below which nothing shows
		colour = 1.8 // Lab that a level of noise makes of a place's colour, by its pixels
		detail = 1.8 // levels between neighbours that a level of noise makes in the roughest blocks
	)
	pixels := float64(max(1, f.Width*f.Height)) * f.shrunk() * f.shrunk() / (gridSide * gridSide)
	return apartFrom(f.Layout.Contrast, colour*f.Noise/math.Sqrt(max(1, pixels))) < seen &&
		apartFrom(f.Sharpness.Contrast, detail*f.Noise) < seen
}

// shrunk is the size at which the picture was measured over its own.
func (f *Features) shrunk() float64 {
	return min(1, float64(workSide)/float64(max(f.Width, f.Height, 1)))
}

// apartFrom takes out of a root mean square what noise put in.
func apartFrom(all, noise float64) float64 { return math.Sqrt(max(0, all*all-noise*noise)) }

// Extract measures a picture. It must be opaque, upright sRGB with its origin at
// (0,0); nothing of it is kept.
func Extract(preview *image.RGBA) Features { return ExtractAt(preview, library.Focus{}) }

// ExtractAt does the same for a picture of which the camera may have said where it
// focused.
func ExtractAt(preview *image.RGBA, focus library.Focus) Features {
	return newWorkspace().extract(preview, focus)
}

func (k *workspace) extract(preview *image.RGBA, focus library.Focus) Features {
	f := Features{Width: preview.Rect.Dx(), Height: preview.Rect.Dy()}
	f.PhotoSide = max(f.Width, f.Height)
	if !f.Measurable() {
		return f
	}
	k.begin(preview)
	f.Tone = k.light.measureTone()
	k.measureDetail()
	f.Noise, f.Grain, f.NoiseKnown = k.measureNoise()
	f.Misfire = k.findMisfire(f.Tone, f.Noise)
	f.Sharpness = k.measureSharpness(f.Noise)
	f.Sharpness.Wavelet, f.Bands = k.fishEnergy(f.Noise)
	f.Specks, f.Kurtosis = k.measureSpecks(), k.gradientKurtosis()
	f.Natural[0] = k.measureNatural(k.luma, k.w, k.h, naturalPeriod)
	coarse, w, h := k.halve()
	f.Natural[1] = k.measureNatural(coarse, w, h, naturalPeriod/2)
	f.Smear = k.measureSmear(f.Grain.Level)
	f.Double = k.measureDouble()
	f.Compression = measureCompression(preview)
	f.Traces = k.measureTraces(preview)
	f.Skyline = k.measureSkyline()
	f.Lines = k.measureLines(&f.Skyline, f.Noise, f.Compression)
	r, g, b := &k.channels[0], &k.channels[1], &k.channels[2]
	k.grids(r, g, b)
	k.quieten(f.Noise)
	gain := k.normalGain()
	f.Colour = k.light.measureColour(r, g, b, gain)
	lab, places := k.labGrids(r, g, b, gain), &k.places
	places.read(lab)
	detail := k.focusMap()
	f.Layout.Contrast = contrast(lab)
	salience := k.saliencyMap(lab, places, &detail, focus)
	if !f.Blank() {
		f.Region = findRegion(&salience)
	}
	f.Key, f.Highlights = k.measureLight(&f, r, g, b)
	k.measureLayout(&f.Layout, lab, places, &detail, &f.Region)
	return f
}
