// Package features describes what a photo looks like by 736 numbers, from the generic
// half of a small network: what "My taste" learns from beside the ten attributes.
//
// Flows in: a small picture, and the network's weights (assets/features). Flows out: a
// vector, which is the same on every machine for the same pixels.
// Does not belong here: the loops (scoring/tflite), where vectors are kept
// (app/features), and what anybody likes (scoring/taste).
package features
