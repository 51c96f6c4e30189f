package measure

import "math"

// headFeature is one number that the technical head reads.
type headFeature struct {
	name  string
	value func(f *Features) float64
}

// headFeatures gives them in the order of the calibration table. Energies and
// amounts are logarithms; bands are compared with each other, because what a
// codec or a lens loses shows between scales.
func headFeatures() []headFeature {
	list := []headFeature{
		{"reblur", func(f *Features) float64 { return f.Sharpness.Reblur }},
		{"wavelet", func(f *Features) float64 { return f.Sharpness.Wavelet / 10 }},
		{"laplacian", func(f *Features) float64 { return f.Sharpness.Laplacian }},
		{"median", func(f *Features) float64 { return f.Sharpness.Median }},
		{"contrast", func(f *Features) float64 { return math.Log1p(f.Sharpness.Contrast) }},
		{"noise", func(f *Features) float64 { return math.Log1p(f.Noise) }},
		{"noise rise", func(f *Features) float64 { return math.Log((f.Grain.Middle + 0.3) / (f.Grain.Floor + 0.3)) }},
		{"noise texture", func(f *Features) float64 { return math.Log1p(f.Grain.Texture) }},
		{"compression", func(f *Features) float64 { return math.Log1p(4 * f.Compression) }},
		{"specks", func(f *Features) float64 { return math.Log1p(f.Specks) }},
		{"kurtosis", func(f *Features) float64 { return f.Kurtosis }},
		{"straight 1", func(f *Features) float64 { return f.Bands.Straight[0] - f.Bands.Straight[1] }},
		{"straight 2", func(f *Features) float64 { return f.Bands.Straight[1] - f.Bands.Straight[2] }},
		{"diagonal 1", func(f *Features) float64 { return f.Bands.Diagonal[0] - f.Bands.Diagonal[1] }},
		{"diagonal 2", func(f *Features) float64 { return f.Bands.Diagonal[1] - f.Bands.Diagonal[2] }},
		{"diagonal", func(f *Features) float64 { return f.Bands.Diagonal[0] - f.Bands.Straight[0] }},
		{"detail", func(f *Features) float64 { return f.Bands.Straight[1] }},
	}
	for scale, at := range []string{" full", " half"} {
		list = append(list, naturalFeatures(scale, at)...)
	}
	return append(list, traceFeatures()...)
}

// traceFeatures gives what is measured for the head alone.
func traceFeatures() []headFeature {
	list := []headFeature{
		{"decay 1", func(f *Features) float64 { return f.Traces.Decay.Mean[0] }},
		{"decay 2", func(f *Features) float64 { return f.Traces.Decay.Mean[1] }},
		{"decay spread 1", func(f *Features) float64 { return f.Traces.Decay.Spread[0] }},
		{"decay spread 2", func(f *Features) float64 { return f.Traces.Decay.Spread[1] }},
		{"decay slant 1", func(f *Features) float64 { return f.Traces.Decay.Slant[0] }},
		{"decay slant 2", func(f *Features) float64 { return f.Traces.Decay.Slant[1] }},
		{"fall", func(f *Features) float64 { return f.Traces.Decay.Fall }},
		{"width", func(f *Features) float64 { return f.Traces.Edges.Mean }},
		{"width sharp", func(f *Features) float64 { return f.Traces.Edges.Sharp }},
		{"width uneven", func(f *Features) float64 { return f.Traces.Edges.Uneven }},
		{"width 1.5", func(f *Features) float64 { return f.Traces.Edges.Shares[0] }},
		{"width 2.5", func(f *Features) float64 { return f.Traces.Edges.Shares[1] }},
		{"width 4", func(f *Features) float64 { return f.Traces.Edges.Shares[2] }},
		{"edges", func(f *Features) float64 { return f.Traces.Edges.Count }},
		{"chroma calm", func(f *Features) float64 { return f.Traces.Chroma.Calm }},
		{"chroma middle", func(f *Features) float64 { return f.Traces.Chroma.Middle }},
		{"chroma blotchy", func(f *Features) float64 { return f.Traces.Chroma.Blotchy }},
		{"seams eight", func(f *Features) float64 { return f.Traces.Seams.Eight }},
		{"seams other", func(f *Features) float64 { return f.Traces.Seams.Other }},
		{"flat", func(f *Features) float64 { return f.Traces.Seams.Flat }},
		{"range", func(f *Features) float64 { return f.Traces.Range }},
		{"comb", func(f *Features) float64 { return math.Log(0.02 + f.Traces.Comb) }},
	}
	for i, at := range []string{" red", " blue"} {
		of := func(name string, value func(n *Natural) float64) headFeature {
			return headFeature{name + at, func(f *Features) float64 { return value(&f.Traces.Chroma.Natural[i]) }}
		}
		list = append(list,
			of("shape", func(n *Natural) float64 { return n.Shape }),
			of("power", func(n *Natural) float64 { return n.Power }),
			of("local", func(n *Natural) float64 { return n.Local }),
			of("spread", func(n *Natural) float64 { return n.Spread }),
			of("beside shape", func(n *Natural) float64 { return n.BesideShape }))
	}
	return list
}

func naturalFeatures(scale int, at string) []headFeature {
	of := func(name string, value func(n *Natural) float64) headFeature {
		return headFeature{name + at, func(f *Features) float64 { return value(&f.Natural[scale]) }}
	}
	return []headFeature{
		of("shape", func(n *Natural) float64 { return n.Shape }),
		of("power", func(n *Natural) float64 { return n.Power }),
		of("local", func(n *Natural) float64 { return n.Local }),
		of("spread", func(n *Natural) float64 { return n.Spread }),
		of("beside shape", func(n *Natural) float64 { return n.BesideShape }),
		of("beside left", func(n *Natural) float64 { return n.BesideLeft }),
		of("beside right", func(n *Natural) float64 { return n.BesideRight }),
		of("diagonal shape", func(n *Natural) float64 { return n.DiagonalShape }),
		of("diagonal left", func(n *Natural) float64 { return n.DiagonalLeft }),
		of("diagonal right", func(n *Natural) float64 { return n.DiagonalRight }),
	}
}

// HeadFeatures names the numbers that the technical head reads.
func HeadFeatures() []string {
	list := headFeatures()
	names := make([]string, len(list))
	for i, h := range list {
		names[i] = h.name
	}
	return names
}

// HeadVector gives those numbers for one picture.
func (f *Features) HeadVector() []float64 { return f.vector(headFeatures()) }

func (f *Features) vector(list []headFeature) []float64 {
	v := make([]float64, len(list))
	for i, h := range list {
		v[i] = h.value(f)
	}
	return v
}
