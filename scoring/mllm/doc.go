// Package mllm scores photos with a multimodal language model: the rubric as
// short questions about a picture that is read once, and the numbers from the
// probabilities of the answers instead of from written text.
//
// Flows in: previews, and an Engine that holds a model. Flows out: scores whose
// provenance names everything that changes a number.
// Does not belong here: how a model is run (scoring/engine), where models come
// from, what is measured without one (scoring/measure).
package mllm
