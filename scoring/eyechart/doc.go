// Package eyechart tells whether a model engine computes correctly on a device. A
// GPU driver that computes garbage gives scores all the same, and nobody would
// notice: so a tiny model that was trained to read a few drawn pictures is loaded
// on it, and its answers are held against the truth and against what the same
// model answers elsewhere.
//
// Flows in: a folder of llama.cpp and its devices. Flows out: a verdict for each
// in plain words, with the speed.
// Does not belong here: running a model (scoring/engine), drawing the pictures
// (scoring/eyechart/chart), training the model (scoring/eyechart/recipe), and
// anything about photographs: the eye chart never scores one.
package eyechart
