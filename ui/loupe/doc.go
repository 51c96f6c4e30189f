// Package loupe looks at one photograph: its picture, with its name, score and
// marks on the corners, and over it what was measured.
//
// Flows in: photos, and a way to decode them. Flows out: pixels on the screen.
// Does not belong here: the picture itself, its zoom and place (ui/pane), which
// photo is next (ui/session.Session).
package loupe
