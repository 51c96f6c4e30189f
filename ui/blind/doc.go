// Package blind draws a blind session: the stage, on which a photo stands without
// anything that tells of it, and the result, which holds scorers against the verdicts.
//
// Flows in: pixels, figures and words. Flows out: callbacks.
// Does not belong here: which photo comes next, storing verdicts (ui/desk/blind), the
// figures themselves (scoring/blind).
package blind
