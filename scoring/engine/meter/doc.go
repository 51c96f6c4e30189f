// Package meter says what a photo costs that a model scores: the picture, the
// answers, and two other ways to the same numbers, which are to be worth less:
// having them written as JSON, and showing the picture again for each.
//
// Flows in: an engine, which it wraps. Flows out: times, tokens, and the answers
// as they were read, so that two ways can be compared.
// Does not belong here: which model runs where (scoring/engine), what is printed
// (scoring/engine/trial).
package meter
