// Package blind begins blind sessions, finds the one that goes on, and keeps its place.
//
// Flows in: the shown photos in their stacks, verdicts. Flows out: what is shown next,
// verdicts for scoring/blind.
// Does not belong here: the order and the figures (scoring/blind), pictures and keys (ui).
package blind
