// Package niqe is the Natural Image Quality Evaluator (Mittal, Soundararajan and
// Bovik 2013), a peer that the built-in scorer is compared with. No package ships
// it with its model, so the model of pristine pictures is fitted here, from photos
// alone: NIQE never sees a rating.
//
// Flows in: pristine pictures (Fit), a picture (Model.Distance). Flows out: how far
// the picture's statistics lie from theirs. Does not belong here: reading files,
// ratings.
package niqe
