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
	Grain         Grain
	NoiseKnown    bool    // false when clipping left no calm area to read it from
	Compression   float64 // coarseness of JPEG rounding, 1 at quality 50; see measureCompression
	Specks        float64 // lone pixels in a thousand
	Kurtosis      float64 // log10 of how unevenly gradient energy lies over the blocks: 0 when even
	Bands         Bands
	Natural       [2]Natural // at full measuring size and at half
	Smear         Smear
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

// Uniform is true for a frame without detail or gradation, such as a lens cap.
func (f *Features) Uniform() bool {
	return f.Tone.P99-f.Tone.P1 < 0.04 && f.Sharpness.Contrast < 1.5
}

// Extract measures a picture. It must be opaque, upright sRGB with its origin at
// (0,0); nothing of it is kept.
func Extract(preview *image.RGBA) Features { return newWorkspace().extract(preview) }

func (k *workspace) extract(preview *image.RGBA) Features {
	f := Features{Width: preview.Rect.Dx(), Height: preview.Rect.Dy()}
	if !f.Measurable() {
		return f
	}
	k.begin(preview)
	f.Tone = k.light.measureTone()
	f.Colour = k.light.measureColour()
	k.measureDetail()
	f.Noise, f.Grain, f.NoiseKnown = k.measureNoise()
	f.Sharpness = k.measureSharpness(f.Noise)
	f.Sharpness.Wavelet, f.Bands = k.fishEnergy(f.Noise)
	f.Specks, f.Kurtosis = k.measureSpecks(), k.gradientKurtosis()
	f.Natural[0] = k.measureNatural(k.luma, k.w, k.h, naturalPeriod)
	coarse, w, h := k.halve()
	f.Natural[1] = k.measureNatural(coarse, w, h, naturalPeriod/2)
	f.Smear = k.measureSmear()
	f.Compression = measureCompression(preview)
	f.Traces = k.measureTraces(preview)
	f.Skyline = k.measureSkyline()
	f.Lines = k.measureLines(&f.Skyline)
	var r, g, b grid
	k.grids(&r, &g, &b)
	k.quieten(f.Noise)
	lab := k.labGrids(&r, &g, &b)
	salience := k.saliencyMap(&lab, &k.energy)
	f.Region = findRegion(&salience)
	f.Layout = k.measureLayout(&lab, &f.Region)
	return f
}
