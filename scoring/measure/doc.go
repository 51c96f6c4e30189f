// Package measure is the built-in scorer: it measures a photo's preview in some
// milliseconds, without a model. It measures and does not judge taste: its
// overall is technical quality, faces and expressions are not looked at, and
// what it cannot tell is absent.
//
// One file holds one measure with its source: tone, colour, detail (gradients,
// blocks, reblur, noise), fish (wavelet energy), compression, lines, saliency,
// region, layout. Extract runs them over planes at a fixed size and fills in
// Features. The judge files map features to 0..10, an uncertainty and a
// sentence; overall and summary put those together. A fitted head would replace
// a judge, and a pass over full-resolution tiles would add to Features.
//
// # Uncertainty
//
// The standard deviation of an attribute is doubt(least, most, evidence): least
// where the evidence is full, growing in proportion to what is missing of it.
// Evidence is the contrast that blur can be seen by (clarity), colourfulness
// (saturation), the length of line that agrees (level shot) and how far salience
// inside the region exceeds the rest (all that speak of a subject). Exposure's
// grows with how dark or bright the picture is as a whole, which may be meant.
//
// Flows in: scoring.Subject, of which the pixels alone decide. Flows out:
// library.Score. Does not belong here: decoding files, storing scores, order of
// work.
package measure
