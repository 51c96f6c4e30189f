// Package training turns pictures of known damage into samples for the technical
// head, and checks the head on scenes that it was not fitted on.
//
// Flows in: features of damaged pictures and rated ones. Flows out: samples,
// tables, predictions. Does not belong here: damaging and measuring pictures
// (the programs fit and evaluate), the machine itself (head).
package training
