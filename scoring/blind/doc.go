// Package blind makes the order of a blind session, in which a person judges photos
// without anything that tells what scorers say of them, and says how scorers agree with
// the verdicts.
//
// Flows in: photos in their stacks, verdicts, scores. Flows out: an order with repeats,
// and figures with 95 % intervals.
// Does not belong here: storing verdicts (library/catalog), showing photos (ui), general
// statistics (scoring/agreement).
package blind
