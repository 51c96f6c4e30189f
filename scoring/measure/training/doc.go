// Package training turns pictures of known damage into samples for the technical
// head, by what is left in them of the undamaged original, and checks the head on
// scenes and photos that it was not fitted on.
//
// Flows in: features of damaged pictures and rated ones. Flows out: samples,
// tables, predictions. Does not belong here: damaging, grading and measuring
// pictures (the programs fit and evaluate), the machine itself (head).
package training
