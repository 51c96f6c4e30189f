// Package tinymodel writes vision models for tests: a text model and its
// projector as two GGUF files of about a megabyte, with random weights, that
// llama.cpp loads and asks like any other. Three architectures, so that what is
// written for one does not pass for working with all.
//
// Random weights see nothing and mean nothing. One dimension of the stream
// between the layers is kept out of their reach and lifts chosen tokens, so that
// tests see most of the probability where a trained model would put it.
//
// The same weights come in the shapes of models that people use as well
// (WriteLarge), to measure what such a model costs: those are gigabytes.
//
// Flows in: a few options and a seed. Flows out: files, the same bytes for the
// same options; and files with one thing wrong, for what must not end the
// program (Spoil).
// Does not belong here: running them (scoring/engine), anything that the program
// itself needs.
package tinymodel
