// Package session holds the window's logic without a window: which photos are
// shown in which order, where the cursor stands, what a key means, how a
// decision reaches the catalogue before the screen shows it, how the loupe
// zooms, and what the status line says.
//
// Flows in: photos, scores and keys. Flows out: what to show.
// Does not belong here: anything of fyne, files, or pixels.
//
// Session, Selection and Loupe belong to one goroutine, the window's. Recorder
// is the one that talks to a slow catalogue and has its own.
package session
