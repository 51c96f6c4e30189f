package measure

import "image"

// Traces are what damage leaves in a picture besides what the attributes are judged
// by. Only the technical head reads them. None tells how light, dark or colourful the
// picture is: a head that hears of that learns scenes, not damage.
type Traces struct {
	Decay  Decay
	Edges  EdgeWidths
	Chroma Chroma
	Seams  Seams
	Range  float64 // see measureRange
	Comb   float64 // see measureComb
}

// measureTraces reads them; the light must have been counted.
func (k *workspace) measureTraces(preview *image.RGBA) Traces {
	return Traces{
		Decay:  k.measureDecay(),
		Edges:  k.measureEdgeWidths(),
		Chroma: k.measureChroma(),
		Seams:  measureSeams(preview),
		Range:  k.measureRange(),
		Comb:   k.light.measureComb(),
	}
}
