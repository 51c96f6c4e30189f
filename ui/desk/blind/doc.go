// Package blind runs blind sessions: it asks how many photos, shows one after the other
// on the stage, stores each verdict before the next photo comes, and shows the result.
//
// Flows in: the shown photos, keys, scores. Flows out: verdicts that are stored, and
// decisions only where the person asks for them at the end.
// Does not belong here: the order and the figures (scoring/blind), where a session stands
// (app/blind), what stage and result look like (ui/blind).
package blind
