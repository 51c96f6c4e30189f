// Command speeds compares two builds of Keeplight in one run: how soon after its
// start the window has painted its grid, how soon after a key a decision is
// stored, and what a frame of the grid costs.
//
// Flows in: two checkouts, which it builds. Flows out: the medians of both and
// their ratio; nothing is asserted, for a busy machine is slow by itself.
// Does not belong here: speeds of single functions (go test -bench), other
// programs as peers (make bench).
//
// Both builds take turns on one display of their own, each with a catalogue that
// it made itself of the same drawn photos. Only what every version has is used:
// the command line, keys, pixels, and the column photo.rating.
//
// With -loupe or -large one checkout is measured by itself, against peers in the same
// run: bare decodes, a bare walk of the folder, a bare read of the catalogue's rows,
// the bare query of a filter, and an empty repaint of the same window.
package main
