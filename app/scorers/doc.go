// Package scorers is the list of the scorers that judge the open photos, each
// under an ID of its own with its queue, its progress and its stored scores. It
// starts and ends the model that a person asks for, has llama.cpp tested before it
// may score, learns how a scorer's scores lie, finds those of earlier versions, and
// judges scores again by the faces that were found.
//
// Flows in: scorers, photos, stored faces, what a person looks at, the chosen model.
// Flows out: stored results, explanations, and for each scorer how far it is.
// Does not belong here: how a score is made (scoring), which photos there are
// (app/shoot), what any of it is called on the screen (ui, cmd).
package scorers
