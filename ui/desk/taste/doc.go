// Package taste runs the sheet of My taste: how it stands, what pulls the person, why the
// shown photo has its score, and what can be done with it.
//
// Flows in: states of app/taste, the shown photo. Flows out: the sheet, and what the
// person asks for: another taste or shoots, the switch, forget, a file.
// Does not belong here: learning and its test (app/taste), what the sheet looks like
// (ui/taste).
package taste
