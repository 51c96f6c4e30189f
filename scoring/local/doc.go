// Package local puts together a model scorer that runs on this machine: the
// engine's process (scoring/engine) and the questions (scoring/mllm). The window
// and the command line start a model through it, in exactly one way.
//
// Flows in: Settings that a person chose. Flows out: a scoring.Scorer with the
// state of its engine.
// Does not belong here: how a model is run or asked.
package local
