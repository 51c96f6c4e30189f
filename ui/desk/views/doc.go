// Package views holds the ways to look at photos and which of them is in front.
// A View is an interface, so that the grid, the loupe and what comes beside them
// (compare, survey) are rooms of the same kind: each shows photos, says which of
// them a mark acts on, how far an arrow key goes and what Esc leaves.
//
// Flows in: commands that change what is seen, clicks, and what has changed.
// Flows out: the view in the middle of the window, up to date.
// Does not belong here: drawing (ui/grid, ui/loupe), decisions (ui/desk/culling).
package views
