package measure

import "image"

// Traces are what damage leaves in a picture besides what the attributes are judged
// by. Only the technical head reads them.
type Traces struct {
	Decay  Decay
	Edges  EdgeWidths
	Chroma Chroma
	Seams  Seams
	Veil   Veil
	Levels Levels
}

// measureTraces reads them; the light must have been counted.
func (k *workspace) measureTraces(preview *image.RGBA) Traces {
	return Traces{
		Decay:  k.measureDecay(),
		Edges:  k.measureEdgeWidths(),
		Chroma: k.measureChroma(),
		Seams:  measureSeams(preview),
		Veil:   k.measureVeil(),
		Levels: k.light.measureLevels(),
	}
}
